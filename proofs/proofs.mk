# proofs.mk - `make prove`: who judges is judged, then every row of proofs/list,
# remembered by content

.PHONY: prove
prove:
	@proofs/judge
	@proofs/run
