# soak.mk - what takes too long for `make test`; half an hour and more
#
#      soak-drift   a whole day of the boards that spin while nobody runs (drift/)
#      soak-share   ten seconds of theirs, and of a wider word (share/)
#      soak-loop    10^6 periods of a control loop under attack
#
# The last line is `soak: N passed, N failed`.

PERIODS := 1000000

.PHONY: soak soak-drift soak-share soak-loop
soak:
	+@set -o pipefail; tools/tally $(build)/soak soak-drift soak-share soak-loop | \
		sed '$$s/^/soak: /'

soak-drift: $(build)/k5
	@tests/drift/run $< $(build)/tests/soak $(DAY) mps2-an505 mps2-an386

soak-share: $(build)/k5
	@tests/share/run $< $(build)/tests/share mps2-an505 mps2-an386 qemu-riscv64

soak-loop: $(build)/k5
	@tests/soak/run $< $(build)/tests/soak $(PERIODS) mps2-an505
