/*
 * ends.c - what is said, and how tasks end
 */
#include "bounds.h"

static char words[K5_LOG_MAX];

/* Zeros, which a frame stuffs; none; and every second one. */
static void say(void)
{
	static const uint8_t masks[] = {0, 1, 2};

	for (unsigned m = 0; m < sizeof(masks); m++) {
		for (unsigned i = 0; i < sizeof(words); i++)
			words[i] =
				(char)(masks[m] == 2 ? i & 1 : masks[m] * 0xff);
		MEASURE(K5_SYS_log, K5_OK,
			k5_log(0, K5_LEVEL_TRACE, words, sizeof(words)));
		nap(200000);
	}
}

/* The crowd's calls are the victim's debts when it ends; bits say how it does. */
static void end_of(unsigned row, k5_slot_t victim, k5_word_t how)
{
	crowd_make();
	sends_by = K5_SLOT_CALLS;
	k5_notify(victim,
		  how); /* it takes on what comes, until there is enough */
	gather(calls, WAITERS);
	k5_notify(victim, how); /* as urgent as main, it is next */
	k5_yield();

	uint32_t to = now();

	keep(row, to - NOTES->began);
	nap(300000);
	crowd_end();
}

void measure_ends(void)
{
	say();
	end_of(K5_SYS_panic, K5_SLOT_DIE, 1);
	end_of(ROW_FAULT, K5_SLOT_FALL, 2);
}
