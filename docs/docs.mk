# The pages of docs/ that are made from the source. They are committed, so
# that a reader of the repository sees them; `make check` writes them
# elsewhere (docs=FOLDER) and says when the committed ones are old.

docs ?= docs

.PHONY: docs
docs: $(docs)/abi.md $(docs)/api.md $(docs)/k5.md $(docs)/app-toml.md \
		$(docs)/bounds.md
	@tools/readme tests/bench/baseline.json README.md >$(build)/docs/README.md
	@cmp -s $(build)/docs/README.md README.md || \
		{ [ $(docs) != docs ] || cp $(build)/docs/README.md README.md; }

$(docs)/abi.md: $(build)/docs/gen_abi abi/k5/abi.h
	@$< abi/k5/abi.h >$@

api_headers := $(addprefix userspace/include/k5/,\
	k5.h message.h syscall.h syscall_threads.inc time.h log.h panic.h channel.h \
	timers.h mmio.h)

$(docs)/api.md: docs/gen_api.awk $(wildcard userspace/include/k5/*.h) $(api_headers)
	@LC_ALL=C awk -f $< $(api_headers) heads=1 userspace/include/k5/typed.h >$@

$(docs)/k5.md: $(build)/k5
	@$< internal-docs cli >$@

$(docs)/app-toml.md: $(build)/k5
	@$< internal-docs app-toml >$@

$(docs)/bounds.md: docs/gen_bounds.awk tests/bounds/bounds.json tests/bounds/worst.txt
	@LC_ALL=C awk -f $^ >$@

$(build)/docs/gen_abi: docs/gen_abi.c abi/k5/syscalls.def
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) -std=c11 -O1 -Wall -Wextra -Werror -Wconversion -Iabi -o $@ $<
