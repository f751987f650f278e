/*
 * main.c - as much as one can of what is allowed
 *
 * Some of these run at the guard's own priority, with a small budget. They
 * never end: that the witness keeps its deadlines is the verdict, and the
 * count says that the storm was one.
 */
#include "../hostile.h"

enum {
	TURNS = 600
};

CASE(c10_loop_high)
{
	for (;;)
		__asm__ volatile("");
}

/* Each entry looks at all threads, on the time of who asks. */
CASE(c10_timer_storm)
{
	for (;;)
		k5_timer(k5_cap_timer, 0, k5_cap_bell, 1);
}

CASE(c10_yield_storm)
{
	k5_word_t bad = 0;

	for (unsigned i = 0; i < TURNS; i++)
		bad += k5_yield() != K5_OK;
	check("c10_yield_storm", bad, 0);
	for (;;)
		k5_yield();
}

/* Records at a level that the runner drops; dropping them is a right too. */
CASE(c12_log_storm)
{
	k5_word_t bad = 0;

	for (unsigned i = 0; i < TURNS / 10; i++)
		bad += k5_log(0, K5_LEVEL_TRACE, &bad, sizeof(bad)) != K5_OK;
	check("c12_log_storm", bad, 0);
}

CASE(c12_notify_storm)
{
	k5_word_t bad = 0;

	for (unsigned i = 0; i < TURNS; i++)
		bad += k5_notify(K5_SLOT_BELL, ~0u) != K5_OK;
	check("c12_notify_storm", bad, 0);
}

/* Nobody listens, and one slot is taken: no client is made. */
CASE(c12_connect_storm)
{
	k5_word_t bad = 0;

	for (unsigned i = 0; i < TURNS; i++)
		bad += k5_connect("post", K5_SLOT_BOX) != K5_ERR_SLOT;
	check("c12_connect_storm", bad, 0);
}

CASE(c12_call_storm)
{
	k5_word_t bad = 0;

	for (unsigned i = 0; i < TURNS / 4; i++)
		bad += ask_witness(ASK_SQUARE).word[0] != 49;
	check("c12_call_storm", bad, 0);
}

CASE(c12_panic_text)
{
	(k5_panic)("last words", 10);
}

static const struct hostile_case cases[] = {
	CASE_ROW(c10_loop_high),    CASE_ROW(c10_timer_storm),
	CASE_ROW(c10_yield_storm),  CASE_ROW(c12_log_storm),
	CASE_ROW(c12_notify_storm), CASE_ROW(c12_connect_storm),
	CASE_ROW(c12_call_storm),   CASE_ROW(c12_panic_text),
};

HOSTILE_MAIN(cases)
