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

/* The number that the svc instruction itself carries means nothing. */
#define SVC(n)                                                                 \
	{                                                                      \
		register k5_word_t number __asm__("r11") = K5_SYS_nop;         \
		register k5_word_t status __asm__("r4") = 7;                   \
		__asm__ volatile("svc " #n                                     \
				 : "+r"(status)                                \
				 : "r"(number)                                 \
				 : "memory");                                  \
		if (status != K5_OK)                                           \
			return n;                                              \
	}

static int svc_numbers(const struct deed *deed)
{
	(void)deed;
	SVC(1)
	SVC(2)
	SVC(11)
	SVC(127)
	SVC(128)
	SVC(171)
	SVC(255)
	return 0;
}

/* The run goes on for so long, in ms. */
static bool ask_patience(uint32_t ms)
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

static uint32_t word(void)
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
		return ~(value & 0x3f);
	default:
		return value;
	}
}

/* Random system calls: all registers, the number too. */
static int random_calls(const struct deed *deed)
{
	if (!ask_patience(2000))
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

static const struct deed deeds[] = {
	FROM("peer_ram", PEER_RAM),
	FROM("peer_stack", PEER_STACK),
	FROM("past_own_ram", OWN_END),
	FROM("before_own_ram", BEFORE_OWN),
	FROM("across_own_end", LAST_BYTE),
	FROM("kernel_ram", KERNEL_RAM),
	FROM("kernel_code", KERNEL_CODE),
	FROM("kernel_uart", KERNEL_UART),
	FROM("core_registers", 0xe000ed00),
	FROM("the_top", 0xfffffff0),
	{"c05_receive_into_own_code", receive_into, RETURNS, OWN_CODE},
	{"c05_receive_into_own_const", receive_into, RETURNS, OWN_CONST},
	{"c06_slots_of_others_are_not_there", foreign_slots, RETURNS, 0},
	{"c06_no_cap_no_power_switch", power_switch, RETURNS, 0},
	{"c01_svc_numbers_mean_nothing", svc_numbers, RETURNS, 0},
	{"c12_log_flood_blocks_nobody", log_flood, RETURNS, 1000},
	{"c17_random_calls_1", random_calls, RETURNS, 1},
	{"c17_random_calls_2", random_calls, RETURNS, 0x20261122},
	{"c17_random_calls_3", random_calls, RETURNS, 0xdeadbeef},
};

const struct deeds call_deeds = DEEDS(deeds);
