# K5. `make` lists the targets; `make run` and `make test` are the two to try.
#
# Each folder's own rules are in its fragment, included below; everything is
# built under build/. tools/setup comes first and installs what a target
# needs; when nothing is missing it takes a few milliseconds.

MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc)
endif
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

build := build

# The goals that need tools: `test-host` needs what `test` does.
needs := $(filter run test check prove bench docs,\
	$(foreach g,$(MAKECMDGOALS),$(firstword $(subst -, ,$g))))
needs += $(if $(filter $(build)/% new install,$(MAKECMDGOALS)),run)
needs += $(if $(filter coverage fuzz mutants soak,$(MAKECMDGOALS)),test)
ifneq ($(strip $(needs)),)
ifneq ($(shell tools/setup $(sort $(needs)) && echo ok),ok)
$(error what is missing is named above)
endif
endif

-include cli/cli.mk
-include tests/tests.mk
-include proofs/proofs.mk
-include tests/bench/bench.mk
-include tests/bounds/bounds.mk
-include docs/docs.mk

.PHONY: help
help: ## this list
	@echo 'K5: a very small capability microkernel for microcontrollers'
	@echo
	@grep -hE '^(# )?[a-z-]+:.*## ' Makefile | sed 's|^# ||' | sort -s -t: -k1,1 | \
		sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16
	@echo
	@echo 'Missing tools are installed as they are needed (tools/setup).'

.PHONY: run
run: $(build)/k5 ## boot two isolated tasks in QEMU, print their decoded logs
	@$(build)/k5 run examples/ping-pong

.PHONY: test
test: ## every test: host, tool, QEMU and examples, ends with a count
	+@tools/tally $(build)/tests test-host coverage test-cli \
		test-qemu test-examples

.PHONY: check
check: ## format, lint, direction of dependencies, docs up to date
	@tools/check

.PHONY: check-selftest
check-selftest:
	@tools/check-selftest

.PHONY: fmt
fmt: ## format every C and C++ file
	@git ls-files -co --exclude-standard '*.c' '*.h' '*.cpp' | \
		xargs clang-format -i

.PHONY: setup
setup: ## install everything any target needs
	@tools/setup

# A link, so that k5 still finds the tree it stands in.
prefix ?= $(or $(PREFIX),$(if $(filter 0,$(shell id -u)),/usr/local,$(HOME)/.local))
.PHONY: install
install: $(build)/k5 ## put k5, its man page and completion into your PATH
	@mkdir -p $(prefix)/bin $(prefix)/share/man/man1 \
		$(prefix)/share/bash-completion/completions
	ln -sf $(abspath $<) $(prefix)/bin/k5
	$< man >$(prefix)/share/man/man1/k5.1
	$< completion bash >$(prefix)/share/bash-completion/completions/k5

.PHONY: clean
clean: ## remove build/
	rm -rf $(build) examples/*/build

# Known to `make help` from here; their rules are in fragments.
# prove: ## prove contracts (Frama-C) and bits (CBMC) of the shipped sources
# coverage: ## lines of kernel/ that tests on the host run, and those that none does
# fuzz: ## 10^8 random system calls against the model, then libFuzzer for FUZZ_SECONDS
# soak: ## half an hour and more: a board's day, ten seconds' shares, 10^6 periods
# bench: ## count instructions and bytes, of one board with BOARD=B
# docs: ## write the generated pages of docs/
