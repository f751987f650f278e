# share.mk - who wants all the time has its budget, and nobody has more
#
# Here a board that skips the time in which nobody runs; `make soak` plays those that
# spin meanwhile, which takes longer, and one of a wider word.

.PHONY: test-share
test-qemu: test-share
test-share: $(build)/k5
	@tests/share/run $< $(build)/tests/share qemu-riscv32
