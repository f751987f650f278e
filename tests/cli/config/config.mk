# The reader of app.toml on its own, under sanitizers: every case, the pages
# made from its tables, and a thousand mutated files.

config_driver := $(build)/test-config/driver
config_fuzz := $(build)/test-config/fuzz
config_parts := $(wildcard cli/config*.c codegen/solver*.c codegen/interface*.c) \
	codegen/text.c codegen/ports.c codegen/threads.c \
	cli/toml.cpp cli/toml_scan.c \
	cli/diag.c cli/explain.c cli/nearest.c
config_objects := $(patsubst %,$(build)/test-config/%.o,$(config_parts))
config_flags = -O1 -g -D_GNU_SOURCE -Iabi -MMD -MP -Wall -Wextra -Werror \
	-Wconversion -fsanitize=address,undefined -fno-sanitize-recover=all

.PHONY: test-config
test-config: $(config_driver) $(config_fuzz)
	tests/cli/config/run $(config_driver)
	$(config_fuzz) 1000 1 tests/cli/config/root/boards/bench.toml \
		tests/cli/config/good/*.toml tests/cli/config/interfaces/*.toml

$(config_driver) $(config_fuzz): $(build)/test-config/%: \
		$(build)/test-config/tests/cli/config/%.c.o $(config_objects)
	$(CXX) -fsanitize=address,undefined -o $@ $^ -ljansson

$(build)/test-config/%.c.o: %.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(config_flags) -c -o $@ $<

$(build)/test-config/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(CXX) -std=c++17 $(config_flags) -c -o $@ $<

-include $(config_objects:.o=.d) $(wildcard $(build)/test-config/tests/cli/config/*.d)
