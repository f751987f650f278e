# probe.mk - the edges of tasks' memory, asked of processors in QEMU: see run

probe_out := $(build)/tests/probe
probe_flags := -std=c11 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Werror \
	-Wconversion

$(probe_out)/probe: tests/probe/probe.c tests/probe/rsp.c tests/probe/rsp.h
	@echo "  LD   $@"
	@mkdir -p $(@D)
	@$(CC) $(probe_flags) $(filter %.c,$^) -o $@

.PHONY: test-qemu test-probe
test-probe: $(build)/k5 $(probe_out)/probe
	@tests/probe/run $^ $(probe_out)/out \
		mps2-an505 mps2-an386 qemu-riscv32 qemu-riscv64
test-qemu: test-probe
