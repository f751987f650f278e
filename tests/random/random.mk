# random.mk - kernel and model side by side, chosen by chance
#
#      test-random   10^7 system calls and more, two seeds at a time, without
#                    sanitizers; test-host plays fewer under them
#      test-shrink   runs that fail on purpose: are they made short, and do they
#                    fail again when replayed?

random_src := $(wildcard kernel/*.c arch/host/*.c) tests/random/main.c \
	$(addprefix tests/host/,chaos.c chaos_aim.c chaos_app.c chaos_ask.c \
	chaos_do.c deed.c drive.c \
	frames.c groups.c guard.c model.c model_call.c model_cargo.c model_control.c model_time.c \
	model_end.c model_loan.c model_meet.c model_same.c play.c shrink.c \
	snapshot.c test_random.c usage.c world.c world_memory.c \
	world_pool.c)

# Under the host tests' sanitizers.
random_asan := $(random_src:%.c=$(host_out)/%.o)

$(host_out)/driver: $(random_asan)
	@echo "  LD   $@"
	@$(CC) $(host_flags) $^ -lcmocka -o $@

-include $(host_out)/tests/random/main.d

# The same without them: five times as quick.
random_out := $(build)/tests/random
random_obj := $(random_src:%.c=$(random_out)/%.o)
random_flags := $(filter-out -fsanitize=% -fno-sanitize% -fno-omit% -g,\
	$(host_flags)) -flto=auto

$(random_out)/driver: $(random_obj)
	@echo "  LD   $@"
	@$(CC) $(random_flags) $^ -lcmocka -o $@

$(random_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(random_flags) -MMD -MP -c $< -o $@

-include $(random_obj:.o=.d)

.PHONY: test-shrink
test-host: test-shrink
test-shrink: $(host_out)/driver
	+@tests/random/shrink $(host_out) $(build)/tests/shrink $(random_asan)

RANDOM_CALLS ?= 10000000

.PHONY: test-random
test-host: test-random
test-random: $(random_out)/driver
	@tests/random/run $< $(RANDOM_CALLS) 1 2
