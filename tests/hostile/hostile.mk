# hostile.mk - hostile tasks beside a witness, on QEMU: see README.md

.PHONY: test-qemu test-hostile
test-hostile: $(build)/k5
	@tests/hostile/run $< $(build)/tests/hostile
	@tests/hostile/run $< $(build)/tests/hostile -b mps2-an386
	@tests/hostile/run $< $(build)/tests/hostile -b qemu-riscv32
test-qemu: test-hostile
