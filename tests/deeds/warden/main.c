/*
 * main.c - asks the witness again and again, and ends the run
 *
 * It uses no FP itself until it first looks: whatever it then finds in the
 * registers but zeros was somebody's.
 */
#include "../deeds.h"
#include "../float_regs.h"

/*
 * As long as nothing happens: wfi costs the emulator no time, a loop would.
 * The timer ends it at the latest when this budget ends.
 */
static void rest(void)
{
	__asm__ volatile("wfi");
}

/* 0, or what is wrong with the answer. */
static uint32_t ask(uint32_t n, uint32_t *patience)
{
	struct k5_msg msg = {.label = ASK_SQUARE, .word = {n}};

	if (k5_call(K5_SLOT_ADDRESSES, &msg) != K5_OK)
		return 1000;
	*patience = msg.word[1];
	return msg.word[0] == n * n ? msg.word[2] : 1001;
}

int main(void)
{
	uint32_t patience = 100; /* ms; the witness knows better */

	for (uint32_t n = 1; k5_clock() < k5_us_to_ticks(1000 * patience);
	     n++) {
		uint32_t wrong = ask(n, &patience);

		if (float_differs(0) != 0 || float_status() != 0)
			wrong = 1002;
		if (wrong != 0) {
			k5_log_error("witness harmed: %u", (unsigned)wrong);
			return k5_shutdown(K5_SLOT_SYSTEM, 1);
		}
		rest();
	}
	k5_log_info("witness unharmed");
	return k5_shutdown(K5_SLOT_SYSTEM, 0);
}
