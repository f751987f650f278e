# drift.mk - a day of a board's own time, a wake-up each second: none is late by more
# than a wake-up takes, at the end as at the beginning
#
#      test-drift   RISC-V, whose waiting costs nothing here, the whole day;
#                   Cortex-M, which spins in an emulator, an hour of it
#
# `make soak` plays the whole day of those as well: eight minutes each, or more.

DAY := 86400
HOUR := 3600

.PHONY: test-drift
test-qemu: test-drift
test-drift: $(build)/k5
	@tests/drift/run $< $(build)/tests/drift $(DAY) qemu-riscv32
	@tests/drift/run $< $(build)/tests/drift $(HOUR) mps2-an505 mps2-an386
