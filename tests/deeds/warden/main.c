/*
 * main.c - asks the witness every millisecond, and ends the run
 *
 * It uses no FP itself until it first looks: whatever it then finds in the
 * registers but zeros was somebody's.
 */
#include "../arm/float_regs.h"
#include "../deeds.h"

static void pause_ms(void)
{
	uint64_t end = k5_clock() + k5_us_to_ticks(1000);

	while (k5_clock() < end) {
	}
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
	uint32_t patience = 1;

	for (uint32_t n = 1; n <= patience; n++) {
		uint32_t wrong = ask(n, &patience);

		if (float_differs(0) != 0 || float_status() != 0)
			wrong = 1002;
		if (wrong != 0) {
			k5_log_error("witness harmed: %u", (unsigned)wrong);
			return k5_shutdown(K5_SLOT_SYSTEM, 1);
		}
		pause_ms();
	}
	k5_log_info("witness unharmed");
	return k5_shutdown(K5_SLOT_SYSTEM, 0);
}
