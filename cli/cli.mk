# The k5 tool: everything in cli/ and codegen/, linked to build/k5.
#
# Sources are found, not listed. Header dependencies are the compiler's (-MMD).

cli_sources := $(wildcard cli/*.c cli/*.cpp codegen/*.c)
cli_objects := $(patsubst %,$(build)/obj/%.o,$(cli_sources))
cli_warnings := -Wall -Wextra -Werror -Wconversion
cli_flags = -O2 -g -D_GNU_SOURCE -Iabi -MMD -MP $(cli_warnings)
cli_libraries := -ljansson -ldw -lelf

$(build)/k5: $(cli_objects)
	@mkdir -p $(@D)
	$(CXX) -o $@ $^ $(cli_libraries)

$(build)/obj/%.c.o: %.c cli/cli.mk
	@mkdir -p $(@D)
	$(CC) -std=c11 $(cli_flags) -c -o $@ $<

$(build)/obj/%.cpp.o: %.cpp cli/cli.mk
	@mkdir -p $(@D)
	$(CXX) -std=c++17 $(cli_flags) -c -o $@ $<

-include $(cli_objects:.o=.d)
