# user.mk - tests of the user library on the machine that builds it

user_out := $(build)/tests/user
user_src := userspace/log.c userspace/panic.c $(wildcard tests/user/*.c)
user_obj := $(user_src:%.c=$(user_out)/%.o)
user_flags := -std=c11 -g -O1 -Wall -Wextra -Werror -Wconversion \
	-fsanitize=address,undefined -fno-sanitize-recover=all \
	-Iuserspace/include -Iuserspace/arch/host/include \
	-Iabi

# panic.c defines abort and exit, which the test program needs for itself.
$(user_out)/userspace/panic.o: user_flags += -Dabort=user_abort -D_exit=user_exit

$(user_out)/user-tests: $(user_obj)
	@echo "  LD   $@"
	@$(CC) $(user_flags) $^ -lcmocka -o $@

$(user_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(user_flags) -MMD -MP -c $< -o $@

-include $(user_obj:.o=.d)

.PHONY: test-user
test-host: test-user
test-user: $(user_out)/user-tests
	@$<
