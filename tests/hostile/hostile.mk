# hostile.mk - hostile tasks beside a witness, on QEMU: see README.md

.PHONY: test-qemu test-hostile
test-hostile: $(build)/k5
	@tests/hostile/run $< $(build)/tests/hostile
test-qemu: test-hostile
