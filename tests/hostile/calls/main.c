/*
 * main.c - system calls that must be refused, each with its exact error
 *
 * They are made with bare registers, so nothing of the library is in the way.
 * A refused call changes nothing but its status: that is checked every time.
 * "edge" is the first address behind the task's RAM; a receive that finds
 * nobody shows where it is, without doing anything.
 */
#include "../hostile.h"

#include <k5/arch_trap.h>

/* In the order of abi.h: slot, label, four words, reply, number and flags. */
#define TRY(name, want, ...)                                                   \
	try(name, K5_ERR_##want, (struct k5_regs){{__VA_ARGS__}})

enum {
	OUT = K5_COPY_OUT,
	IN = K5_COPY_IN,
	NONE = 1000 /* a slot that is not there */
};

/* Bytes of "post", and of a name that no cap has. */
static const uint32_t post = 0x74736f70, ghost = 0x6f686720;
static const uint32_t constant[2] = {1, 2};
static uint32_t data[2];
static uintptr_t edge;

static void try(const char *name, enum k5_err want, struct k5_regs r)
{
	struct k5_regs before = r;
	k5_word_t changed = 0;

	k5_trap(&r);
	for (int i = 1; i < K5_ARGS; i++)
		changed += r.arg[i] != before.arg[i];
	check(name, r.arg[0] | changed << 16, want);
}

static bool mine(uintptr_t at)
{
	struct k5_regs r = {{K5_SLOT_BOX, 0, 0, 0, at, 1, K5_SLOT_REPLY,
			     K5_SYS_try_recv | IN}};

	k5_trap(&r);
	return r.arg[0] == K5_ERR_AGAIN;
}

static void numbers(void)
{
	TRY("c06_number_first_unknown", NUMBER, 0, 0, 0, 0, 0, 0, 0,
	    K5_SYS_COUNT);
	TRY("c06_number_255", NUMBER, 0, 0, 0, 0, 0, 0, 0, 255);
	TRY("c06_flag_0x10000", NUMBER, 0, 0, 0, 0, 0, 0, 0, 0x10000);
	TRY("c06_number_unknown_timed", NUMBER, 0, 0, 0, 0, 0, 0, 0,
	    K5_TIMED | K5_SYS_COUNT);
	TRY("c06_flag_top", NUMBER, 0, 0, 0, 0, 0, 0, 0, 1u << 31);
	TRY("c06_number_minus_one", NUMBER, 0, 0, 0, 0, 0, 0, 0, ~0u);
	TRY("c06_number_256_above", NUMBER, 0, 0, 0, 0, 0, 0, 0,
	    0x10000 | K5_SYS_call);
}

static void slots(void)
{
	TRY("c06_send_empty", SLOT, K5_SLOT_FREE, 0, 0, 0, 0, 0, 0,
	    K5_SYS_send);
	TRY("c06_send_beyond", SLOT, NONE, 0, 0, 0, 0, 0, 0, K5_SYS_send);
	TRY("c06_send_wrapped", SLOT, ~0u, 0, 0, 0, 0, 0, 0, K5_SYS_send);
	TRY("c06_send_high_half", SLOT, 0x10000 | K5_SLOT_WITNESS, 0, 0, 0, 0,
	    0, 0, K5_SYS_send);
	TRY("c06_recv_empty_reply", SLOT, K5_SLOT_BOX, 0, 0, 0, 0, 0,
	    K5_SLOT_FREE, K5_SYS_recv);
	TRY("c06_recv_beyond_reply", SLOT, K5_SLOT_BOX, 0, 0, 0, 0, 0, NONE,
	    K5_SYS_recv);
	TRY("c06_deadline_of_no_cap", SLOT, K5_SLOT_FREE, 0, 1, 0, 0, 0, 0,
	    K5_SYS_deadline);
	TRY("c06_deadline_beyond", SLOT, NONE, 0, ~0u, ~0u, 0, 0, 0,
	    K5_SYS_deadline);
	TRY("c06_timer_of_no_cap", SLOT, K5_SLOT_FREE, 0, 1, 0, K5_SLOT_BELL, 1,
	    0, K5_SYS_timer);
	TRY("c06_timer_beyond", SLOT, K5_SLOT_TIMER, 0, 1, 0, NONE, 1, 0,
	    K5_SYS_timer);
	TRY("c06_timer_to_an_endpoint", TYPE, K5_SLOT_TIMER, 0, 1, 0,
	    K5_SLOT_BOX, 1, 0, K5_SYS_timer);
	TRY("c06_asleep_of_no_cap", SLOT, K5_SLOT_FREE, 0, 0, 0, 0, 0, 0,
	    K5_SYS_asleep);
	TRY("c06_asleep_by_the_timer", TYPE, K5_SLOT_TIMER, 0, 0, 0, 0, 0, 0,
	    K5_SYS_asleep);
	TRY("c06_cancel_empty", SLOT, K5_SLOT_FREE, 0, 1, 0, 0, 0, 0,
	    K5_SYS_cancel);
	TRY("c06_try_call_empty", SLOT, K5_SLOT_FREE, 0, 0, 0, 0, 0, 0,
	    K5_SYS_try_call);
	TRY("c06_caps_beyond", SLOT, NONE, 0, 0, 0, 0, 0, 0, K5_SYS_caps);
	TRY("c06_caps_wrapped", SLOT, ~0u, 0, 0, 0, 0, 0, 0, K5_SYS_caps);
	TRY("c06_connect_beyond", SLOT, NONE, 0, post, 0, 0, 0, 0,
	    K5_SYS_connect);
	TRY("c06_connect_taken", SLOT, K5_SLOT_BELL, 0, post, 0, 0, 0, 0,
	    K5_SYS_connect);
}

static void types(void)
{
	TRY("c06_send_to_bell", TYPE, K5_SLOT_BELL, 0, 0, 0, 0, 0, 0,
	    K5_SYS_send);
	TRY("c06_try_send_to_port", TYPE, K5_SLOT_POST, 0, 0, 0, 0, 0, 0,
	    K5_SYS_try_send);
	TRY("c06_call_reply_cap", TYPE, K5_SLOT_REPLY, 0, 0, 0, 0, 0, 0,
	    K5_SYS_call);
	TRY("c06_recv_from_bell", TYPE, K5_SLOT_BELL, 0, 0, 0, 0, 0,
	    K5_SLOT_REPLY, K5_SYS_recv);
	TRY("c06_recv_reply_is_box", TYPE, K5_SLOT_BOX, 0, 0, 0, 0, 0,
	    K5_SLOT_BOX, K5_SYS_recv);
	TRY("c06_reply_to_box", TYPE, K5_SLOT_BOX, 0, 0, 0, 0, 0, 0,
	    K5_SYS_reply);
	TRY("c06_notify_box", TYPE, K5_SLOT_BOX, 0, 1, 0, 0, 0, 0,
	    K5_SYS_notify);
	TRY("c06_wait_box", TYPE, K5_SLOT_BOX, 0, 0, 0, 0, 0, 0, K5_SYS_wait);
	TRY("c06_ack_bell", TYPE, K5_SLOT_BELL, 0, 0, 0, 0, 0, 0,
	    K5_SYS_irq_ack);
	TRY("c06_shutdown_box", TYPE, K5_SLOT_BOX, 0, 0, 0, 0, 0, 0,
	    K5_SYS_shutdown);
	TRY("c06_shutdown_empty", SLOT, K5_SLOT_FREE, 0, 0, 0, 0, 0, 0,
	    K5_SYS_shutdown);
}

static void rights(void)
{
	TRY("c06_send_to_recv_cap", RIGHT, K5_SLOT_BOX, 0, 0, 0, 0, 0, 0,
	    K5_SYS_send);
	TRY("c06_recv_of_send_cap", RIGHT, K5_SLOT_WITNESS, 0, 0, 0, 0, 0,
	    K5_SLOT_REPLY, K5_SYS_recv);
	TRY("c06_reply_recv_of_send_cap", RIGHT, K5_SLOT_WITNESS, 0, 0, 0, 0, 0,
	    K5_SLOT_REPLY, K5_SYS_reply_recv);
	TRY("c06_wait_signal_cap", RIGHT, K5_SLOT_BELL, 0, 0, 0, 0, 0, 0,
	    K5_SYS_wait);
	TRY("c06_poll_signal_cap", RIGHT, K5_SLOT_BELL, 0, 0, 0, 0, 0, 0,
	    K5_SYS_poll);
	TRY("c06_listen_connect_cap", RIGHT, K5_SLOT_FREE, 0, post, 0, 0, 0, 0,
	    K5_SYS_listen);
	TRY("c06_connect_ghost", NAME, K5_SLOT_FREE, 0, ghost, 0, 0, 0, 0,
	    K5_SYS_connect);
	TRY("c06_reply_owes_nobody", AGAIN, K5_SLOT_REPLY, 0, 0, 0, 0, 0, 0,
	    K5_SYS_reply);
}

/*
 * `edge` came from the check under test: the hardware must agree. Its regions
 * end with a granule, and the byte before is the task's to write.
 */
static void edge_is_true(void)
{
	volatile uint8_t *last = (volatile uint8_t *)(edge - 1);

	check("c05_edge_of_a_granule", edge % GRANULE, 0);
	*last = *last;
}

/* Nobody sends to the box and the witness is receiving: only buffers decide. */
static void in_buffer(const char *name, enum k5_err want, k5_word_t at,
		      k5_word_t size)
{
	try(name, want,
	    (struct k5_regs){{K5_SLOT_BOX, 0, 0, 0, at, size, K5_SLOT_REPLY,
			      K5_SYS_try_recv | IN}});
}

static void out_buffer(const char *name, enum k5_err want, k5_word_t at,
		       k5_word_t size)
{
	try(name, want,
	    (struct k5_regs){{K5_SLOT_WITNESS, 0, at, size, 0, 0, 0,
			      K5_SYS_call | OUT}});
}

static void in_buffers(void)
{
	struct k5_msg where = ask_witness(ASK_WHERE);

	in_buffer("c05_in_null", K5_ERR_MEMORY, 0, 4);
	in_buffer("c05_in_kernel_ram", K5_ERR_MEMORY, KERNEL_RAM, 4);
	in_buffer("c05_in_kernel_text", K5_ERR_MEMORY, KERNEL_FLASH, 4);
	in_buffer("c05_in_secure", K5_ERR_MEMORY, SECURE_RAM, 4);
	in_buffer("c05_in_witness", K5_ERR_MEMORY, where.word[0], 4);
	in_buffer("c05_in_device", K5_ERR_MEMORY, DEVICE, 4);
	in_buffer("c05_in_mpu", K5_ERR_MEMORY, MPU_CTRL, 4);
	in_buffer("c05_in_own_constant", K5_ERR_MEMORY, (k5_word_t)constant, 4);
	in_buffer("c05_in_wraps", K5_ERR_MEMORY, ~0u - 3, 8);
	in_buffer("c05_in_own_wraps", K5_ERR_RANGE, (k5_word_t)data, ~0u);
	in_buffer("c05_in_too_long", K5_ERR_RANGE, (k5_word_t)data,
		  K5_COPY_MAX + 1);
	in_buffer("c05_in_at_edge", K5_ERR_MEMORY, edge, 1);
	in_buffer("c05_in_straddles", K5_ERR_MEMORY, edge - 7, 8);
	in_buffer("c05_in_fits_to_the_byte", K5_ERR_AGAIN, edge - 8, 8);
}

static void out_buffers(void)
{
	struct k5_msg where = ask_witness(ASK_WHERE);

	out_buffer("c05_out_null", K5_ERR_MEMORY, 0, 4);
	out_buffer("c05_out_kernel_ram", K5_ERR_MEMORY, KERNEL_RAM, 4);
	out_buffer("c05_out_kernel_text", K5_ERR_MEMORY, KERNEL_FLASH, 4);
	out_buffer("c05_out_secure", K5_ERR_MEMORY, SECURE_FLASH, 4);
	out_buffer("c05_out_witness", K5_ERR_MEMORY, where.word[0], 4);
	out_buffer("c05_out_device", K5_ERR_MEMORY, DEVICE, 4);
	out_buffer("c05_out_wraps", K5_ERR_MEMORY, ~0u - 3, 8);
	out_buffer("c05_out_too_long", K5_ERR_RANGE, (k5_word_t)data,
		   K5_COPY_MAX + 1);
	out_buffer("c05_out_straddles", K5_ERR_MEMORY, edge - 7, 8);
}

/* Logs and last words are read by the kernel too. */
static void texts(void)
{
	TRY("c16_log_kernel", MEMORY, 0, 0, KERNEL_RAM, 4, 0, 0, K5_LEVEL_INFO,
	    K5_SYS_log | OUT);
	TRY("c16_log_straddles", MEMORY, 0, 0, edge - 7, 8, 0, 0, K5_LEVEL_INFO,
	    K5_SYS_log | OUT);
	TRY("c16_log_too_long", RANGE, 0, 0, (k5_word_t)data, K5_LOG_MAX + 1, 0,
	    0, K5_LEVEL_INFO, K5_SYS_log | OUT);
	TRY("c16_log_level_0", RANGE, 0, 0, 0, 0, 0, 0, 0, K5_SYS_log);
	TRY("c16_log_level_6", RANGE, 0, 0, 0, 0, 0, 0, 6, K5_SYS_log);
	TRY("c16_log_level_wild", RANGE, 0, 0, 0, 0, 0, 0, 0x103, K5_SYS_log);
	TRY("c16_panic_kernel", MEMORY, 0, 0, KERNEL_RAM, 4, 0, 0, 0,
	    K5_SYS_panic | OUT);
	TRY("c16_panic_secure", MEMORY, 0, 0, SECURE_RAM, 4, 0, 0, 0,
	    K5_SYS_panic | OUT);
	TRY("c16_panic_too_long", RANGE, 0, 0, (k5_word_t)data, K5_LOG_MAX + 1,
	    0, 0, 0, K5_SYS_panic | OUT);
}

int main(void)
{
	for (edge = (uintptr_t)data; mine(edge); edge++)
		;
	edge_is_true();
	numbers();
	slots();
	types();
	rights();
	in_buffers();
	out_buffers();
	texts();
	return 0;
}
