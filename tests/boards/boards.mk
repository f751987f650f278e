# boards.mk - boards that nobody here has, and apps for one board only

.PHONY: test-qemu test-boards
test-boards: $(build)/k5
	@tests/boards/run $< $(build)/tests/boards
test-qemu: test-boards
