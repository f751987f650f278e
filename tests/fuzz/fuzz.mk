# fuzz.mk - libFuzzer on the way into the kernel, under ASan and UBSan
#
#      test-fuzz   a smoke of some seconds, always the same; part of test-host
#      fuzz        10^8 calls of the random driver, new seeds each time, then the
#                  fuzzer for FUZZ_SECONDS, going on from what it found before

fuzz_out := $(build)/tests/fuzz
fuzz_host := chaos chaos_aim chaos_app chaos_ask chaos_do deed drive frames model model_call model_control model_time \
	model_cargo model_end model_loan model_meet model_same \
	snapshot usage world world_memory world_pool
fuzz_src := $(wildcard kernel/*.c arch/host/*.c) tests/fuzz/surface.c \
	$(fuzz_host:%=tests/host/%.c)
fuzz_obj := $(fuzz_src:%.c=$(fuzz_out)/%.o)
fuzz_flags := $(filter-out -fsanitize=%,$(host_flags)) \
	-fsanitize=address

# What may guide it and is watched for undefined behaviour: the kernel, neither
# the model nor the invariant, which take most of the time.
$(filter-out %/invariant.o %/invariant_loan.o %/invariant_pool.o %/invariant_debt.o,\
	$(filter $(fuzz_out)/kernel/%,$(fuzz_obj))): \
	fuzz_more := -fsanitize=fuzzer-no-link,undefined

FUZZ_SECONDS ?= 600
FUZZ_CALLS ?= 100000000
FUZZ_SEED ?= $(shell date +%s)
fuzz_seed := $(FUZZ_SEED)

$(fuzz_out)/surface: $(fuzz_obj)
	@echo "  LD   $@"
	@clang $(fuzz_flags) -fsanitize=fuzzer,undefined $^ -lcmocka -o $@

$(fuzz_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@clang $(fuzz_flags) $(fuzz_more) -MMD -MP -c $< -o $@

-include $(fuzz_obj:.o=.d)

.PHONY: test-fuzz fuzz
test-host: test-fuzz
test-fuzz: $(fuzz_out)/surface
	@tests/fuzz/run $< smoke -seed=1 -runs=3000

fuzz: $(fuzz_out)/surface $(build)/tests/random/driver
	@tests/random/run $(build)/tests/random/driver $(FUZZ_CALLS) \
		$(fuzz_seed) $$(($(fuzz_seed) + 1))
	@tests/fuzz/run $(fuzz_out)/surface corpus \
		-max_total_time=$(FUZZ_SECONDS)
