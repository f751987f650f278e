/*
 * time.c - refills of one's own time, and all that is due at once
 *
 * +charge: what a call costs more if its caller's time comes in as many refills as
 * there can be, and all are due. +late: what stands between two looks at the clock
 * while deadlines and timers of a crowd pass.
 */
#include "bounds.h"

enum {
	PIECES = 5,
	PIECE_US = 200,
	GAP_US = 2000,
	PERIOD_US = 50000, /* as app.toml says, and the budget */
	BUDGET_US = 10000,
	PATTERNS = 12
};

static uint64_t due;         /* when all is */
static k5_slot_t bits_go_to; /* of the crowd's timers */
static uint32_t nop_costs;   /* main, which has time without end */

/* --- refills ----------------------------------------------------------------- */

/* Used in pieces with gaps between, each becomes a refill of its own. */
static void use_in_pieces(void)
{
	for (unsigned i = 0; i < PIECES; i++) {
		uint64_t until = k5_clock() + k5_us_to_ticks(PIECE_US);

		while (k5_clock() < until)
			;
		nap(GAP_US);
	}
}

static uint32_t own_stopwatch(void)
{
	uint32_t least = UINT32_MAX;

	for (int i = 0; i < 4; i++) {
		uint32_t from = now();
		uint32_t to = now();

		if (to - from < least)
			least = to - from;
	}
	return least;
}

/* A period later, or a part of it, more or less of them is due at a call. */
static void call_when_due(unsigned pattern)
{
	uint32_t own, from, to;

	use_in_pieces();
	nap(PERIOD_US - (pattern % 6) * GAP_US);
	from = now();
	k5_nop();
	to = now();
	own = own_stopwatch();
	if (to - from > own + nop_costs)
		keep(ROW_CHARGE, stopwatch + to - from - own - nop_costs);
}

void frugal_main(void);
void frugal_main(void)
{
	k5_word_t bits;

	for (unsigned pattern = 0;; pattern++) {
		k5_wait(K5_SLOT_READY, &bits);
		if (bits == 1)
			call_when_due(pattern);
		else
			use_in_pieces();
		k5_notify(K5_SLOT_DONE, 1);
	}
}

/* No deadline of main's may come in between. */
static void frugal(k5_word_t what)
{
	k5_word_t bits;

	k5_notify(K5_SLOT_READY, what);
	k5_wait(K5_SLOT_DONE, &bits);
}

static void set(unsigned budget_us)
{
	MEASURE(K5_SYS_configure, K5_OK,
		k5_configure(K5_SLOT_THRIFT, k5_us_to_ticks(budget_us),
			     k5_us_to_ticks(PERIOD_US)));
}

/* Smaller and larger, with many refills to move between. */
static void configure(void)
{
	static const unsigned shares[] = {2, 3, 5, 20, 1000, 5000};
	uint64_t used;

	for (unsigned i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
		frugal(2);
		nap(BUDGET_US); /* the alarm that its budget set has come */
		MEASURE(K5_SYS_consumed, K5_OK,
			k5_consumed(K5_SLOT_THRIFT, &used));
		set(BUDGET_US / shares[i]);
		set(BUDGET_US / 2);
		set(BUDGET_US / shares[i]);
		set(BUDGET_US);
		nap(PERIOD_US);
	}
}

/* --- all at once --------------------------------------------------------------- */

static void be_due(k5_word_t i)
{
	K5_REQUIRE(k5_deadline(K5_SLOT_TIMER, due) == K5_OK);
	K5_REQUIRE(k5_timer(K5_SLOT_TIMER, due, bits_go_to, 1u << i) == K5_OK);
}

static void waits_till_due(k5_word_t i)
{
	k5_word_t bits;

	be_due(i);
	k5_wait_timed(K5_SLOT_CROWDED, &bits);
	k5_exit();
}

static void calls_till_due(k5_word_t i)
{
	struct k5_msg msg = {.label = i};

	be_due(i);
	k5_call_timed(K5_SLOT_MEET, &msg);
	k5_exit();
}

/* The longest gap between two looks is the timer's interrupt when all is due. */
static void watch(void)
{
	uint64_t until = due + k5_us_to_ticks(1000);
	uint64_t last = k5_clock();

	while (last < until) {
		uint64_t at = k5_clock();

		keep(ROW_LATE, (uint32_t)(at - last));
		last = at;
	}
}

static void all_due(k5_entry_t entry, k5_slot_t bits, unsigned n)
{
	bits_go_to = bits;
	crowd_make();
	due = k5_clock() + k5_us_to_ticks(300000);
	gather(entry, n);
	watch();
	crowd_end();
}

static void sleeps(k5_word_t argument)
{
	(void)argument;
	k5_deadline(K5_SLOT_TIMER, k5_clock() + k5_us_to_ticks(50000));
	BLOCKS(k5_sleep());
}

static void times(void)
{
	uint64_t ticks;

	MEASURE(K5_SYS_clock, K5_OK, (k5_clock(), K5_OK));
	MEASURE(K5_SYS_asleep, K5_OK, k5_asleep(K5_SLOT_SYSTEM, &ticks));
	MEASURE(K5_SYS_deadline, K5_OK, k5_deadline(K5_SLOT_TIMER, due));
	MEASURE(K5_SYS_sleep, K5_OK, k5_sleep());
	MEASURE(K5_SYS_timer, K5_OK,
		k5_timer(K5_SLOT_TIMER, due, K5_SLOT_QUIET, 1));
	MEASURE(K5_SYS_timer, K5_OK,
		k5_timer(K5_SLOT_TIMER, due + (uint64_t)1000 * K5_CLOCK_HZ,
			 K5_SLOT_QUIET, 1));
	MEASURE(K5_SYS_timer, K5_OK, k5_timer(K5_SLOT_TIMER, 0, 0, 0));
	crowd_make();
	subject(K5_SYS_sleep, sleeps, 0);
	crowd_end();
}

static void measure_nop(void)
{
	uint32_t from = now();

	k5_nop();
	nop_costs = now() - from - stopwatch;
}

void measure_time(void)
{
	measure_nop();
	for (unsigned pattern = 0; pattern < PATTERNS; pattern++)
		frugal(1);
	configure();
	for (unsigned round = 0; round < 2; round++) {
		all_due(waits_till_due, K5_SLOT_CROWDED, waiting(round));
		all_due(calls_till_due, K5_SLOT_QUIET, waiting(round));
	}
	times();
}
