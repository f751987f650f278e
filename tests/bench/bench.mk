# What system calls cost: build/bench.json and a table. See tests/bench/run.

.PHONY: bench
bench: $(build)/k5 ## instruction counts and sizes, checked against their budgets
	tests/bench/run $(build)/k5 $(build)/bench$(addprefix -,$(BOARD)).json $(BOARD)
