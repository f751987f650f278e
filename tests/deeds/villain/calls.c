/*
 * calls.c - system calls that ask for what is not the villain's
 *
 * Each deed knows the error it must get; then it returns 0.
 */
#include "acts.h"

static int refused(enum k5_err got, enum k5_err want)
{
	return got == want ? 0 : 100 + (int)got;
}

int log_from(const struct deed *deed)
{
	return refused(
		(k5_log)(0, K5_LEVEL_INFO, (const void *)where(deed->at), 16),
		K5_ERR_MEMORY);
}

int panic_from(const struct deed *deed)
{
	return refused((k5_panic)((const char *)where(deed->at), 16),
		       K5_ERR_MEMORY);
}

int send_from(const struct deed *deed)
{
	struct k5_msg msg = {0};

	return refused(k5_try_send_copy(K5_SLOT_ADDRESSES, &msg,
					(const void *)where(deed->at), 16),
		       K5_ERR_MEMORY);
}

int receive_into(const struct deed *deed)
{
	struct k5_msg msg;

	return refused(k5_try_recv_copy(K5_SLOT_EARS, K5_SLOT_REPLY, &msg,
					(void *)where(deed->at), 16),
		       K5_ERR_MEMORY);
}

/*
 * Of its own memory: how many bytes from its last byte on, and whether that
 * is too many. A length that would wrap the address is too many as well.
 */
static int claim(k5_word_t bytes, enum k5_err want_out, enum k5_err want_in)
{
	const void *out = (const void *)where(LAST_BYTE);
	void *in = (void *)where(LAST_BYTE);
	struct k5_msg msg = {0};
	int wrong = refused((k5_log)(0, K5_LEVEL_TRACE, out, bytes), want_out);

	if (wrong == 0)
		wrong = refused(k5_try_recv_copy(K5_SLOT_EARS, K5_SLOT_REPLY,
						 &msg, in, bytes),
				want_in);
	return wrong;
}

static int claim_fits(const struct deed *deed)
{
	return claim(deed->at, K5_OK, K5_ERR_AGAIN);
}

/* Nothing that long crosses, wherever it lies. */
static int claim_wraps(const struct deed *deed)
{
	return claim(deed->at, K5_ERR_RANGE, K5_ERR_RANGE);
}

static int claim_reaches_out(const struct deed *deed)
{
	return claim(deed->at, K5_ERR_MEMORY, K5_ERR_MEMORY);
}

/* A buffer of no bytes lies nowhere. */
static int claim_nothing(const struct deed *deed)
{
	return refused(
		(k5_log)(0, K5_LEVEL_TRACE, (const void *)where(deed->at), 0),
		K5_OK);
}

/* A slot from where other tasks' caps lie in the kernel's pool. */
static int foreign_slots(const struct deed *deed)
{
	struct k5_msg msg = {0};

	(void)deed;
	for (uint32_t slot = K5_SLOT_FREE; slot < 64; slot++) {
		if (k5_try_send((k5_slot_t)slot, &msg) != K5_ERR_SLOT)
			return (int)slot;
	}
	return 0;
}

static int power_switch(const struct deed *deed)
{
	(void)deed;
	for (uint32_t slot = 0; slot < 64; slot++) {
		enum k5_err e = k5_shutdown((k5_slot_t)slot, 99);

		if (e != K5_ERR_SLOT && e != K5_ERR_TYPE)
			return (int)slot;
	}
	return 0;
}

/* It may not wake itself, nor look at how much all others sleep. */
static int no_time(const struct deed *deed)
{
	uint64_t ticks;

	(void)deed;
	for (uint32_t slot = 0; slot < 64; slot++) {
		k5_slot_t cap = (k5_slot_t)slot;
		enum k5_err timer = k5_timer(cap, 0, K5_SLOT_MOUTH, 1);
		enum k5_err asleep = k5_asleep(cap, &ticks);

		if ((timer != K5_ERR_SLOT && timer != K5_ERR_TYPE) ||
		    asleep != timer)
			return (int)slot + 1;
	}
	return 0;
}

bool ask_patience(uint32_t ms)
{
	struct k5_msg msg = {.label = ASK_PATIENCE, .word = {ms}};

	return k5_call(K5_SLOT_ADDRESSES, &msg) == K5_OK;
}

static int log_flood(const struct deed *deed)
{
	if (!ask_patience(deed->at))
		return 1;
	for (int i = 0; i < 500; i++) {
		if ((k5_log)(0xfffffff, K5_LEVEL_TRACE, NULL, 0) != K5_OK)
			return i;
	}
	return 0;
}

static uint32_t chance = 1;

static uint32_t draw(void)
{
	chance ^= chance << 13;
	chance ^= chance >> 17;
	chance ^= chance << 5;
	return chance;
}

/* Would it block or end the villain? Then not this one. */
static bool spared(uint32_t number)
{
	switch (number & K5_NUMBER_MASK) {
	case K5_SYS_exit:
	case K5_SYS_panic:
	case K5_SYS_send:
	case K5_SYS_call:
	case K5_SYS_recv:
	case K5_SYS_reply_recv:
		return true;
	default:
		return false;
	}
}

static k5_word_t word(void)
{
	uint32_t value = draw();

	switch (draw() & 7) {
	case 0:
		return value & 0x1f;
	case 1:
		return where(OWN_DATA);
	case 2:
		return where(PEER_RAM) + (value & 0xff);
	case 3:
		return KERNEL_RAM + (value & 0x3fff);
	case 4:
		return ~(k5_word_t)(value & 0x3f);
	default:
		return value;
	}
}

/* Random system calls: all registers, the number too. */
static int random_calls(const struct deed *deed)
{
	if (!ask_patience(3500))
		return 1;
	chance = deed->at;
	for (int i = 0; i < 10000; i++) {
		struct k5_regs r = {{word(), word(), word(), word(), word(),
				     word(), word(), draw() & 0x3ff}};

		if ((draw() & 15) == 0)
			r.arg[K5_ARG_NUMBER] = word();
		if (spared(r.arg[K5_ARG_NUMBER]))
			continue;
		k5_trap(&r);
		if (r.arg[K5_ARG_STATUS] > K5_ERR_TIME)
			return i;
	}
	return 0;
}

static int spin(const struct deed *deed)
{
	volatile bool guilty = true;

	while (guilty) {
	}
	return deed->at == 0;
}

static const struct deed deeds[] = {
	FROM("peer_ram", PEER_RAM),
	FROM("peer_stack", PEER_STACK),
	FROM("past_own_ram", OWN_END),
	FROM("before_own_ram", BEFORE_OWN),
	FROM("across_own_end", LAST_BYTE),
	FROM("kernel_ram", KERNEL_RAM),
	FROM("kernel_code", KERNEL_CODE),
	FROM("kernel_uart", KERNEL_UART),
	FROM("core_registers", CORE_REGISTERS),
	FROM("the_top", (uintptr_t)0 - 16),
	{"c05_receive_into_own_code", receive_into, RETURNS, OWN_CODE},
	{"c05_receive_into_own_const", receive_into, RETURNS, OWN_CONST},
	{"c05_last_byte_is_its_own", claim_fits, RETURNS, 1},
	{"c05_byte_behind_the_last_is_not", claim_reaches_out, RETURNS, 2},
	{"c05_96_bytes_from_the_last", claim_reaches_out, RETURNS, 96},
	{"c05_length_of_all_memory", claim_wraps, RETURNS, UINTPTR_MAX},
	{"c05_length_wraps_to_zero", claim_wraps, RETURNS,
	 (uintptr_t)0 - 0x20000000},
	{"c05_length_of_the_sign", claim_wraps, RETURNS, UINTPTR_MAX / 2 + 1},
	{"c05_no_bytes_of_kernel_ram", claim_nothing, RETURNS, KERNEL_RAM},
	{"c05_no_bytes_of_peer_ram", claim_nothing, RETURNS, PEER_RAM},
	{"c06_slots_of_others_are_not_there", foreign_slots, RETURNS, 0},
	{"c06_no_cap_no_power_switch", power_switch, RETURNS, 0},
	{"c06_no_cap_no_time", no_time, RETURNS, 0},
	{"c12_log_flood_blocks_nobody", log_flood, RETURNS, 1000},
	{"c17_random_calls_1", random_calls, RETURNS, 1},
	{"c17_random_calls_2", random_calls, RETURNS, 0x20261122},
	{"c17_random_calls_3", random_calls, RETURNS, 0xdeadbeef},
	ORDER("c10_spin_at_the_highest_priority", spin, SPINS),
};

const struct deeds call_deeds = DEEDS(deeds);
