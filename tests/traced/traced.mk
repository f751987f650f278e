# The kernel of a traced build, on the host: kernel/traced before kernel/, and
# the parts of the host tests that make a world.
#
#      test-traced     what the events say, and what is dropped

traced_out := $(build)/tests/traced
traced_parts := $(addprefix tests/host/,world.c world_memory.c world_pool.c \
	cast.c drive.c frames.c groups.c)
traced_src := $(wildcard kernel/*.c arch/host/*.c) $(traced_parts) \
	tests/traced/test_trace.c tests/traced/seen.c
traced_obj := $(traced_src:%.c=$(traced_out)/%.o)
traced_flags := $(subst -Ikernel ,-Ikernel/traced -Ikernel ,$(host_flags))

$(traced_out)/traced-tests: $(traced_obj)
	@echo "  LD   $@"
	@$(CC) $(traced_flags) $^ -lcmocka -o $@

$(traced_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(traced_flags) -MMD -MP -c $< -o $@

-include $(traced_obj:.o=.d)

.PHONY: test-traced
test-host: test-traced
test-traced: $(traced_out)/traced-tests
	@K5_PART=traced tests/run-host $<
