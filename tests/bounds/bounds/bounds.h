/*
 * bounds.h - the longest way of each system call, measured
 *
 * The stopwatch is the bench's (tests/bench/bench.h): the clock tells when the kernel
 * was entered, and what two of them with nothing between cost is taken off. So what
 * is left is the stub, the trap, the call and the way out to whoever runs next.
 *
 *      main      the most urgent but for the driver: arranges, naps until the
 *                others wait, calls, and goes on at once
 *      a crowd   out of a pool, started for one arrangement each and revoked after it
 *      subject   the last of the crowd, as urgent as main, makes the calls that
 *                block: main yields to it, and goes on as soon as it waits
 *
 * Each arrangement is measured several times, with other buffers and other numbers
 * of those who wait, and the most counts: the worst is not always the fullest.
 */
#pragma once

#include <k5/app.h>
#include <k5/k5.h>

enum {
	CROWD = 17, /* as app.toml's pool has */
	WAITERS = CROWD - 1,
	SLOTS = K5_SLOT_FREE + 64,
	FAR = SLOTS - 1, /* the last slot: a search comes to it last */
	REPLIES = FAR - CROWD,
	THREADS = REPLIES - CROWD,
	ROUNDS = 4,
	SUBJECT = CROWD - 1,
	MINE = CROWD, /* a buffer of main's */
	MAIN_PRIORITY = 20
};

/* Ways into the kernel beside system calls, and what any of them may cost more. */
enum {
	ROW_CHARGE = K5_SYS_COUNT,
	ROW_LATE,
	ROW_IRQ,
	ROW_FAULT,
	ROW_LATENCY,
	ROWS
};

/* What other tasks tell: when a call began and ended. */
struct notes {
	volatile uint32_t began;
	volatile uint32_t ended;
};

#define NOTES ((struct notes *)K5_SHARED_NOTES)

static inline uint32_t now(void)
{
	return (uint32_t)k5_clock();
}

/* --- main.c ---------------------------------------------------------------- */

extern volatile uint32_t
	began; /* when the subject, or another thread, called */
extern volatile bool came_back; /* it should not have */
extern uint32_t stopwatch;      /* what two looks at the clock cost, in ticks */

void keep(unsigned row, uint32_t ticks);
void nap(unsigned us);

/* One call of main's, that ends as expected. */
#define MEASURE(row, expected, what)                                           \
	do {                                                                   \
		uint32_t from = now();                                         \
		enum k5_err e = what;                                          \
		uint32_t to = now();                                           \
		K5_REQUIRE(e == (expected));                                   \
		keep(row, to - from);                                          \
	} while (0)

/* One call of the subject's, which blocks. */
#define BLOCKS(what)                                                           \
	do {                                                                   \
		began = now();                                                 \
		(void)what;                                                    \
		came_back = true;                                              \
		k5_exit();                                                     \
	} while (0)

/* --- crowd.c --------------------------------------------------------------- */

/* Where buffers lie: memory that came by a cap is looked through last. */
char *buffer_of(unsigned i);

void crowd_make(void);
void crowd_end(void);
void crowd_start(unsigned i, k5_entry_t entry, unsigned priority);
void crowd_waits(unsigned i);
/* The first n wait, one after the other, each more urgent than those before. */
void gather(k5_entry_t entry, unsigned n);
/* Measures the call that the subject blocks in. */
void subject(unsigned row, k5_entry_t entry, k5_word_t argument);
/* Copies of a cap with these rights and this badge fill all empty slots but one. */
k5_slot_t fill(k5_slot_t from, k5_word_t rights, k5_word_t badge);
/* The number of round `round` that wait. */
unsigned waiting(unsigned round);

static inline k5_slot_t reply_of(unsigned i)
{
	return (k5_slot_t)(REPLIES + i);
}

static inline k5_slot_t thread_of(unsigned i)
{
	return (k5_slot_t)(THREADS + i);
}

/* What the crowd does: entries of its threads, by number. */
void waits(k5_word_t i);
void receives(k5_word_t i);
void sends(k5_word_t i);
void calls(k5_word_t i);
void lends(k5_word_t i);
void gives(k5_word_t i);
void spins(k5_word_t i);

extern k5_slot_t sends_by;    /* the cap that `sends` and `calls` go through */
extern k5_slot_t receives_by; /* the same of `receives` */
extern k5_slot_t gift;        /* what `gives` gives */

/* --- caps.c ----------------------------------------------------------------- */

/* n wait to receive, and each looks at all slots when one is emptied: a revoke
 * of the cap that is returned takes long. */
k5_slot_t stand_far(unsigned n);
void leave_far(void);

/* --- what is measured, a file each ---------------------------------------- */

void measure_messages(void);
void measure_loans(void);
void measure_caps(void);
void measure_threads(void);
void measure_time(void);
void measure_lines(void);
void measure_ends(void);
