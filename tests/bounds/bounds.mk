# The longest way of each system call, against its bound. See tests/bounds/run.

.PHONY: test-bounds
bench: test-bounds
test-bounds: $(build)/k5 ## worst paths of all system calls, checked against their bounds
	tests/bounds/run $(build)/k5 $(build)/bounds$(addprefix -,$(BOARD)).json $(BOARD)
