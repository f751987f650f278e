/*
 * main.c - wants all the time there is, and spends it in the kernel
 *
 * Calls with anything in their registers, most of them refused. Left out is what
 * blocks or ends the caller, which could not use its time up then, and the log.
 */
#include <k5/arch_trap.h>
#include <k5/k5.h>

static uint32_t chance = 0x20261123;
static uint32_t own[4];

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
	case K5_SYS_log:
	case K5_SYS_recv:
	case K5_SYS_reply_recv:
	case K5_SYS_wait:
	case K5_SYS_sleep:
		return true;
	default:
		return false;
	}
}

/* A slot, a place that is its own, a size, and anything. */
static k5_word_t word(void)
{
	uint32_t value = draw();

	switch (draw() & 3) {
	case 0:
		return value & 0xf;
	case 1:
		return (k5_word_t)own;
	case 2:
		return ~(k5_word_t)(value & 0x3f);
	default:
		return value;
	}
}

int main(void)
{
	for (;;) {
		struct k5_regs r = {{word(), word(), word(), word(), word(),
				     word(), word(), draw() & 0x33f}};

		if (!spared(r.arg[K5_ARG_NUMBER]))
			k5_trap(&r);
	}
}
