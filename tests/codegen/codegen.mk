# codegen.mk - tests of the code generator and of `k5 build`
#
#      test-codegen    units under sanitizers, then apps built from outside
#
# They belong to the tool, so test-cli runs them first.

codegen_out := $(build)/tests/codegen
codegen_src := $(wildcard tests/codegen/*.c codegen/*.c) cli/diag.c \
	cli/config_keep.c
codegen_obj := $(codegen_src:%.c=$(codegen_out)/%.o)
codegen_flags := -std=c11 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Werror \
	-Wconversion -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -Iabi

$(codegen_out)/codegen-tests: $(codegen_obj)
	@echo "  LD   $@"
	@$(CC) $(codegen_flags) $^ -lcmocka -lelf -ljansson -o $@

$(codegen_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(codegen_flags) -MMD -MP -c $< -o $@

-include $(codegen_obj:.o=.d)

.PHONY: test-codegen
test-codegen: $(codegen_out)/codegen-tests $(build)/k5
	@tests/codegen/run $< $(build)/k5

test-cli: test-codegen
