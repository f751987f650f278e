# regions.mk - the encoders of views, each against a model of its hardware
#
#      test-regions    a program a kind, the same tests in all; on the host

regions_out := $(build)/tests/regions
regions_flags := -std=c11 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Werror \
	-Wconversion -fsanitize=address,undefined -fno-sanitize-recover=all \
	-Iabi -Ikernel -Iarch
regions_v8m := arch/armv8m -Iarch/armv8m/include -Iarch/cortexm/include
regions_v7m := arch/armv7m -Iarch/armv7m/include -Iarch/cortexm/include
regions_pmp := arch/riscv -Iarch/riscv/include -Iarch/riscv/pmp16/include \
	-Iarch/riscv/nofloat/include
regions_tests := $(patsubst %,$(regions_out)/regions-%,v8m v7m pmp)
regions_seen := $(wildcard tests/regions/* codegen/solver* arch/*/region.? \
	arch/*.h arch/*/include/arch/*.h kernel/*.h abi/k5/*.h) \
	proofs/cbmc/pmp_model.h

$(regions_out)/regions-%: $(regions_seen)
	@echo "  LD   $@"
	@mkdir -p $(@D)
	@$(CC) $(regions_flags) $(wordlist 2,9,$(regions_$*)) tests/regions/main.c \
		tests/regions/unit_$*.c $(firstword $(regions_$*))/region.c \
		$(wildcard codegen/solver*.c) -lcmocka -o $@

.PHONY: test-regions
test-host: test-regions
test-regions: $(regions_tests)
	@for t in $^; do tests/run-host $$t || exit 1; done
