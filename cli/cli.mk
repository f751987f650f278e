# The k5 tool: everything in cli/ and codegen/, linked to build/k5.
#
# Sources are found, not listed. Header dependencies are the compiler's (-MMD).

cli_sources := $(wildcard cli/*.c cli/*.cpp codegen/*.c)
cli_objects := $(patsubst %,$(build)/obj/%.o,$(cli_sources))
cli_warnings := -Wall -Wextra -Werror -Wconversion
cli_flags = -O2 -g -D_GNU_SOURCE -Iabi -MMD -MP $(cli_warnings)
cli_libraries := -ljansson -ldw -lelf

# Renamed into place: a build that runs meanwhile keeps its tool.
$(build)/k5: $(cli_objects)
	@mkdir -p $(@D)
	@echo "  LD   $@"
	@$(CXX) -o $@.new $^ $(cli_libraries) && mv $@.new $@

$(build)/obj/%.c.o: %.c cli/cli.mk
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) -std=c11 $(cli_flags) -c -o $@ $<

$(build)/obj/%.cpp.o: %.cpp cli/cli.mk
	@mkdir -p $(@D)
	@echo "  CXX  $<"
	@$(CXX) -std=c++17 $(cli_flags) -c -o $@ $<

-include $(cli_objects:.o=.d)

# Its tests: the decoder's parts and a fuzzer under sanitizers, then the tool
# from the outside. Tests of the tool's parts join test-cli.

cli_tests := $(build)/test-cli
cli_checked := -O1 -g -D_GNU_SOURCE -Iabi -MMD -MP $(cli_warnings) \
	-fsanitize=address,undefined -fno-sanitize-recover=all
cli_log := codegen/text.c $(patsubst %,cli/%.c,clean cobs config_keep \
	core_layout core_read core_write decode diag dict format place record \
	show trace_decode)
cli_rounds := 5000
cli_programs := $(addprefix $(cli_tests)/,\
	stream peer pairs test_core test_decode test_format test_trace \
	fuzz_logs)

.PHONY: test-cli test-tool
test-cli: test-tool
test-tool: $(build)/k5 $(cli_programs)
	@$(cli_tests)/fuzz_logs tests/cli/app/fuzz.json $(cli_rounds) \
		$(or $(SEED),1) 2>$(cli_tests)/fuzz.err || \
		{ tail -50 $(cli_tests)/fuzz.err; exit 1; }
	@tests/cli/run $(build)/k5 $(cli_tests)

$(cli_tests)/%: $(cli_tests)/tests/cli/%.c.o $(cli_tests)/tests/cli/frames.c.o \
		$(patsubst %,$(cli_tests)/%.o,$(cli_log))
	@echo "  LD   $@"
	@$(CC) -fsanitize=address,undefined -o $@ $^ $(cli_libraries) -lcmocka

$(cli_tests)/%.c.o: %.c cli/cli.mk
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) -std=c11 $(cli_checked) -c -o $@ $<

.PRECIOUS: $(cli_tests)/%.c.o
-include $(wildcard $(cli_tests)/*/*.d $(cli_tests)/*/*/*.d)

# The reader of app.toml and the steps of a build have suites of their own.
-include tests/cli/config/config.mk
-include tests/codegen/codegen.mk
test-cli: test-config test-codegen
