# tests.mk - tests of the kernel: on the host, on QEMU, through the examples
#
#      test-host       the core call by call, under sanitizers
#      test-rta        the analysis of k5 sched against a simulation (sched/)
#      test-regions    encoders of views, every region of a small space (regions.mk)
#      test-traced     the kernel that k5 trace builds (traced/)
#      test-suite      scenarios, the same on the host and as tasks in QEMU
#      test-deeds      one task that does what it should not, a boot a deed
#      test-drift      a day of virtual time, without drift (drift/)
#      test-share      ten seconds of it, each thread its budget and no more (share/)
#      test-drivers    drivers beside hostile clients (drivers/)
#      test-qemu       these, test-hostile and test-probe (their own .mk)
#      test-examples   every example against its expected log
#      test-random     10^7 calls, kernel and model side by side (random/)
#      test-fuzz       bytes chosen by libFuzzer instead of by chance (fuzz/)
#      coverage        lines of kernel/ that the host runs, the suite too
#      soak            what takes half an hour and more (soak/)
#      mutants         bugs on purpose, each must turn a host test red
#
# Each target prints a part's line `NAME: N passed, N failed`.

host_out := $(build)/tests/host
host_src := $(wildcard kernel/*.c arch/host/*.c tests/host/*.c)
host_obj := $(host_src:%.c=$(host_out)/%.o)
host_flags := -std=c11 -D_GNU_SOURCE -g -O2 -Wall -Wextra -Werror -Wconversion \
	-Wmissing-prototypes \
	-fvisibility=hidden -fsanitize=address,undefined \
	-fno-sanitize-recover=all \
	-fno-omit-frame-pointer \
	-Iabi -Ikernel -Iarch/host/include -Iarch/host -Itests/host

$(host_out)/host-tests: $(host_obj)
	@echo "  LD   $@"
	@$(CC) $(host_flags) $^ -lcmocka -o $@

$(host_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(host_flags) -MMD -MP -c $< -o $@

-include $(host_obj:.o=.d)
-include tests/user/user.mk
-include tests/hostile/hostile.mk
-include tests/regions/regions.mk
-include tests/probe/probe.mk
-include tests/drift/drift.mk
-include tests/share/share.mk
-include tests/drivers/drivers.mk
-include tests/soak/soak.mk
-include tests/boards/boards.mk
-include tests/sched/sched.mk
-include tests/traced/traced.mk
-include tests/fuzz/fuzz.mk
-include tests/random/random.mk

.PHONY: test-host
test-host: $(host_out)/host-tests
	@tests/run-host $<

# Lines of kernel/ that the host tests and the suite run, in the same objects;
# the random runs are shortened.
cov_out := $(build)/tests/coverage
cov_obj := $(host_src:%.c=$(cov_out)/%.o)
cov_flags := $(filter-out -f% -O%,$(host_flags)) -fvisibility=hidden -O0

$(cov_out)/host-tests: $(cov_obj)
	@$(CC) $(cov_flags) --coverage $^ -lcmocka -o $@

$(cov_out)/kernel/%.o: kernel/%.c
	@mkdir -p $(@D)
	@$(CC) $(cov_flags) --coverage -MMD -MP -c $< -o $@

$(cov_out)/%.o: %.c
	@mkdir -p $(@D)
	@$(CC) $(cov_flags) -MMD -MP -c $< -o $@

-include $(cov_obj:.o=.d)

.PHONY: coverage
coverage: $(cov_out)/host-tests $(cov_out)/suite-host
	@tests/coverage $(cov_out)

.PHONY: test-examples
test-examples: $(build)/k5
	@tests/examples/run $<

# The behavioural suite: the same sources as threads of a process and as tasks.
suite_out := $(build)/tests/suite
suite_user := $(addprefix $(suite_out)/tests/suite/, \
	actor/actor.o conductor/conductor.o)
suite_stage := $(addprefix $(suite_out)/tests/suite/host/,main.o stage.o)
suite_obj := $(suite_user) $(suite_stage) \
	$(addprefix $(host_out)/tests/host/,world.o world_memory.o world_pool.o) \
	$(filter $(host_out)/kernel/% $(host_out)/arch/%,$(host_obj))
suite_flags := $(filter-out -I%,$(host_flags)) -Itests/suite/host/include \
	-Iuserspace/arch/host/include

$(suite_user): suite_flags += -Iuserspace/include -Iabi
$(suite_stage): suite_flags += -Iabi -iquote kernel -iquote arch/host \
	-iquote tests/host -Iarch/host/include

$(suite_out)/suite-host: $(suite_obj)
	@echo "  LD   $@"
	@$(CC) $(suite_flags) $^ -lpthread -o $@

$(suite_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(suite_flags) -MMD -MP -c $< -o $@

-include $(suite_obj:.o=.d)

# The same against the objects that count lines.
$(cov_out)/suite-host: $(suite_user) $(suite_stage) \
		$(addprefix $(cov_out)/tests/host/,world.o world_memory.o world_pool.o) \
		$(filter $(cov_out)/kernel/% $(cov_out)/arch/%,$(cov_obj))
	@$(CC) $(suite_flags) --coverage $^ -lpthread -o $@

# Boards that play it, one of each kind of processor; k5 boards lists all.
suite_boards := mps2-an505 mps2-an386 qemu-riscv32 qemu-riscv64 \
	qemu-riscv32-smepmp

.PHONY: test-suite
test-qemu: test-suite
test-suite: $(build)/k5 $(suite_out)/suite-host
	@tests/suite/run $^ $(suite_out)/out $(suite_boards)

.PHONY: test-deeds
test-qemu: test-deeds
test-deeds: $(build)/k5
	@tests/deeds/run $< $(build)/tests/deeds
	@tests/deeds/run $< $(build)/tests/deeds-v7m -b mps2-an386
	@tests/deeds/run $< $(build)/tests/deeds-rv32 -b qemu-riscv32
	@tests/deeds/run $< $(build)/tests/deeds-rv64 -b qemu-riscv64

.PHONY: test-qemu
test-qemu:

# Bugs on purpose: slow, so by hand.
.PHONY: mutants print-host-flags
mutants: $(host_out)/host-tests
	@tests/mutants/run

print-host-flags:
	@echo '$(host_flags)'
