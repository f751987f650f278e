/*
 * loans.c - a region lent on by whom it was lent to, and what ends it
 *
 *      crowd --page--> far --page--> farther     both for reading, so both are ended
 *                       `- second answers            one by one
 *
 * An answer carries bytes as well, so the subject asks for both, which no stub does.
 */
#include "bounds.h"

enum {
	LENT_US = 20000
};

static char box[K5_COPY_MAX + 4]; /* not in the page, which is away */

static void lends_and_takes(k5_word_t i)
{
	struct k5_msg msg = {.label = i};
	struct k5_regs r = k5_laden(K5_SYS_call, K5_SLOT_FIRST, &msg);

	k5_hand(&r, k5_lend_read(K5_SLOT_PAGE));
	k5_take(&r, box + i % 4, K5_COPY_MAX);
	k5_trap(&r);
	k5_exit();
}

static void lend(unsigned i)
{
	crowd_start(i, lends_and_takes, 5);
	nap(LENT_US);
}

/* Those on the way answer what they still owe. */
static void come_home(void)
{
	k5_notify(K5_SLOT_GO, 1);
	nap(LENT_US);
}

static void answer_by_far(void)
{
	k5_notify(K5_SLOT_ANSWER, 1);
	nap(LENT_US);
	keep(K5_SYS_reply, NOTES->ended - NOTES->began);
}

void measure_loans(void)
{
	for (unsigned round = 0; round < ROUNDS; round++) {
		crowd_make();
		lend(round);
		answer_by_far();
		come_home();
		lend(round + ROUNDS);
		MEASURE(K5_SYS_abort, K5_OK, k5_abort(K5_SLOT_BORROWER));
		come_home();
		lend(round + 2 * ROUNDS);
		MEASURE(K5_SYS_revoke, K5_OK, k5_revoke(K5_SLOT_PAGE));
		come_home();
		crowd_end();
	}
	crowd_make();
	lend(0);
	MEASURE(K5_SYS_delete, K5_OK, k5_delete(K5_SLOT_PAGE));
	come_home();
	crowd_end();
}
