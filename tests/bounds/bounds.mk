# The longest way of each system call, against its bound. See tests/bounds/run.

bounds_boards := mps2-an505 qemu-riscv32

.PHONY: test-bounds
test-bounds: $(build)/k5
	tests/bounds/run $< $(build)/bounds.json $(filter $(or $(BOARD),%),$(bounds_boards))

# Of one board that it does not know there is nothing to say.
ifneq ($(filter $(or $(BOARD),%),$(bounds_boards)),)
bench: test-bounds
endif
