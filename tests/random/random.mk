# random.mk - kernel and model side by side, chosen by chance
#
#      test-shrink   runs that fail on purpose: are they made short, and do they
#                    fail again when replayed?

random_src := $(wildcard kernel/*.c arch/host/*.c) tests/random/main.c \
	$(addprefix tests/host/,chaos.c chaos_app.c chaos_do.c deed.c drive.c \
	frames.c groups.c guard.c model.c model_loan.c play.c shrink.c \
	snapshot.c test_random.c usage.c world.c world_memory.c)

# Under the host tests' sanitizers.
random_asan := $(random_src:%.c=$(host_out)/%.o)

$(host_out)/driver: $(random_asan)
	@echo "  LD   $@"
	@$(CC) $(host_flags) $^ -lcmocka -o $@

-include $(host_out)/tests/random/main.d

.PHONY: test-shrink
test-host: test-shrink
test-shrink: $(host_out)/driver
	+@tests/random/shrink $(host_out) $(build)/tests/shrink $(random_asan)
