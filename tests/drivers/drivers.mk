# drivers.mk - drivers beside clients that they should not believe, on one board of each
# processor that has their devices

.PHONY: test-drivers
test-qemu: test-drivers
test-drivers: $(build)/k5
	@tests/drivers/run $< $(build)/tests/drivers mps2-an505 mps2-an386 mps3-an547
	@set -o pipefail; \
		$< test tests/drivers/watchdog -b mps2-an505 | sed 's/^test:/drivers:/'
