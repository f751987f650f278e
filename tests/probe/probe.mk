# probe.mk - what tasks may do, asked of processors in QEMU: see run

probe_out := $(build)/tests/probe
probe_src := $(wildcard tests/probe/*.c)
probe_flags := -std=c11 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Werror \
	-Wconversion

$(probe_out)/probe: $(probe_src) $(wildcard tests/probe/*.h)
	@echo "  LD   $@"
	@mkdir -p $(@D)
	@$(CC) $(probe_flags) $(probe_src) -o $@

.PHONY: test-qemu test-probe
test-probe: $(build)/k5 $(probe_out)/probe
	@tests/probe/run $^ $(probe_out)/out \
		mps2-an505 mps2-an386 qemu-riscv32 qemu-riscv64
test-qemu: test-probe
