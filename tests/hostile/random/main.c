/*
 * main.c - system calls with anything in their registers
 *
 * Several tasks do so at once, each from a seed of its own, its name's last
 * letter: a failure comes again. What would end or block the task for good is
 * left out; what a call may answer, and what is the task's own, is looked at
 * after each.
 */
#include "../hostile.h"

#include <k5/arch_trap.h>

enum {
	CALLS = 1000,
	WORDS = 16
};

static uint32_t chance;
static volatile uint32_t own[WORDS];
static const volatile uint32_t constant = 0x600d;
static k5_word_t witness;

static uint32_t draw(void)
{
	chance ^= chance << 13;
	chance ^= chance >> 17;
	chance ^= chance << 5;
	return chance;
}

static bool spared(k5_word_t number)
{
	switch (number & K5_NUMBER_MASK) {
	case K5_SYS_exit:
	case K5_SYS_panic:
	case K5_SYS_sleep: /* till a deadline that may be years off */
	case K5_SYS_recv:
	case K5_SYS_reply_recv:
	case K5_SYS_wait:
		return true;
	default:
		return false;
	}
}

/* Slots, sizes, places of its own and of others, and anything. */
static k5_word_t word(void)
{
	uint32_t value = draw();

	switch (draw() & 7) {
	case 0:
	case 1:
		return value & 0x1f;
	case 2:
		return (k5_word_t)&constant;
	case 3:
		return witness + (value & 0xff);
	case 4:
		return KERNEL_RAM + (value & 0x3fff);
	case 5:
		return ~(k5_word_t)(value & 0x3f);
	default:
		return value;
	}
}

static bool intact(void)
{
	for (uint32_t i = 0; i < WORDS; i++) {
		if (own[i] != i * 0x9e3779b1u)
			return false;
	}
	return constant == 0x600d;
}

static void play(void)
{
	k5_word_t wrong = 0;

	for (uint32_t i = 0; i < WORDS; i++)
		own[i] = i * 0x9e3779b1u;
	witness = ask_witness(ASK_WHERE).word[0];
	chance = 0x20261122u + (uint32_t)K5_TASK_NAME[sizeof(K5_TASK_NAME) - 2];
	for (int i = 0; i < CALLS; i++) {
		struct k5_regs r = {{word(), word(), word(), word(), word(),
				     word(), word(), draw() & 0x31f}};

		if ((draw() & 15) == 0)
			r.arg[K5_ARG_NUMBER] = word();
		if (spared(r.arg[K5_ARG_NUMBER]))
			continue;
		k5_trap(&r);
		wrong += r.arg[K5_ARG_STATUS] > K5_ERR_TIME;
	}
	check(K5_TASK_NAME, wrong + !intact(), 0);
}

int main(void)
{
	play();
	return 0;
}
