# proofs.mk - `make prove`: every row of proofs/list, remembered by content

.PHONY: prove
prove:
	@proofs/run
