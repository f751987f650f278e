# share.mk - who wants all the time has its budget, and nobody has more
#
#      test-share   a board that skips the time in which nobody runs
#      soak         those that spin meanwhile, and a wider word as well

.PHONY: test-share soak
test-qemu: test-share
test-share: $(build)/k5
	@tests/share/run $< $(build)/tests/share qemu-riscv32
