# k5 sched's analysis: small sets by hand, random ones against a simulation,
# and mistakes on purpose that this must see.
#
#      test-rta    a million sets (half a minute), the simulation against the
#                  kernel, and the mistakes
#      rta-long    more sets: SETS=N, from SEED=N on

rta_out := $(build)/tests/sched
rta_parts := cli/rta cli/rta_bound cli/rta_wait cli/sched_sim cli/sched_refill \
	tests/sched/draw tests/sched/property
rta_flags := -std=c11 -D_GNU_SOURCE -g -O2 -Wall -Wextra -Werror -Wconversion

.PHONY: test-rta rta-long
test-host: test-rta
test-rta: $(addprefix $(rta_out)/,property test_rta twin)
	@tests/sched/run $(rta_out) 1000000
	@tests/sched/bugs $(rta_out)/bugs 100000

rta-long: $(rta_out)/property
	@$< $(or $(SEED),1) $(or $(SETS),10000000)

$(rta_out)/property: $(rta_parts:%=$(rta_out)/%.o)
	@echo "  LD   $@"
	@$(CC) $(rta_flags) $^ -o $@

$(rta_out)/test_rta: $(addprefix $(rta_out)/,\
		cli/rta.o cli/rta_bound.o cli/rta_wait.o tests/sched/test_rta.o)
	@echo "  LD   $@"
	@$(CC) $(rta_flags) $^ -lcmocka -o $@

$(rta_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(rta_flags) -MMD -MP -c $< -o $@

# The model beside the kernel of the host tests, under their sanitizers.
rta_twin := $(addprefix $(host_out)/,cli/sched_sim.o cli/sched_refill.o tests/sched/draw.o \
	tests/sched/twin.o tests/host/world.o tests/host/world_memory.o \
	tests/host/drive.o \
	tests/host/frames.o) \
	$(filter $(host_out)/kernel/% $(host_out)/arch/%,$(host_obj))

$(rta_out)/twin: $(rta_twin)
	@mkdir -p $(@D)
	@echo "  LD   $@"
	@$(CC) $(host_flags) $^ -lcmocka -o $@

-include $(wildcard $(rta_out)/*/*.d $(rta_out)/*/*/*.d) $(rta_twin:.o=.d)
