# user.mk - tests of the user library, and of what drivers do without their devices, on
# the machine that builds it

user_out := $(build)/tests/user
user_src := $(addprefix userspace/,channel.c log.c panic.c timers.c) \
	drivers/uart_cmsdk/edit.c \
	$(wildcard tests/user/*.c)
user_obj := $(user_src:%.c=$(user_out)/%.o)
user_flags := -std=c11 -g -O1 -Wall -Wextra -Werror -Wconversion \
	-fsanitize=address,undefined -fno-sanitize-recover=all \
	-Iuserspace/include -Iuserspace/arch/host/include \
	-Iabi

# panic.c defines abort and exit, which the test program needs for itself. They are
# renamed when compiled: before, the system call of that name would be as well.
$(user_out)/userspace/panic.o: user_then = objcopy \
	--redefine-sym abort=user_abort --redefine-sym _exit=user_exit $@

$(user_out)/user-tests: $(user_obj)
	@echo "  LD   $@"
	@$(CC) $(user_flags) $^ -lcmocka -o $@

$(user_out)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(user_flags) -MMD -MP -c $< -o $@
	@$(user_then)

-include $(user_obj:.o=.d)

# The channel under every order of its steps, and that a missing fence is seen.
$(user_out)/order: user_more =
$(user_out)/order-no-fence: user_more = -DORDER_NO_FENCE
$(user_out)/order $(user_out)/order-no-fence: tests/user/order/order.c \
		userspace/channel.c userspace/include/k5/channel.h
	@mkdir -p $(@D)
	@echo "  LD   $@"
	@$(CC) $(filter-out -f% -O1,$(user_flags)) -D_GNU_SOURCE -O2 \
		$(user_more) $< -o $@

.PHONY: test-user
test-host: test-user
test-user: $(user_out)/user-tests $(user_out)/order \
		$(user_out)/order-no-fence
	@$<
	@$(user_out)/order
	@! $(user_out)/order-no-fence >/dev/null || \
		{ echo "a missing fence goes unseen"; exit 1; }
