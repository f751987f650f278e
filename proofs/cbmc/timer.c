/*
 * timer.c - who waited to its deadline goes on, and nobody else; timers likewise
 *
 * Any states of three threads, any deadlines and timers, any registers. How a wait
 * of each kind ends is reply.c's and sched.c's matter: here they are told, once
 * each. So are slots and notifications: a task may signal or not, and who waits
 * for bits may get them.
 */
#include "timer.h"

#include "cspace.h"
#include "notification.h"
#include "prove.h"
#include "reply.h"
#include "sched.h"

enum {
	THREADS = 3
};

const struct k5_app k5_app = {.threads = THREADS, .timed = true};
struct k5_state k5;
struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
k5_ticks_t k5_until[THREADS];
struct timer k5_timer[THREADS];

struct thread nondet_thread(void);
struct arch_context nondet_context(void);
struct k5_state nondet_state(void);
k5_ticks_t nondet_ticks(void);
struct timer nondet_timer(void);
struct cap nondet_cap(void);
enum k5_err nondet_err(void);
bool nondet_bool(void);

static unsigned ended[THREADS];
static enum k5_err with[THREADS];

/* What thread i, the one of task i, has in its slot, which it may use or not. */
static struct cap cap[THREADS];
static enum k5_err may[THREADS];
static k5_word_t slot[THREADS];
static unsigned rang[THREADS];
static bool woken[THREADS]; /* with bits */

enum k5_err cspace_get(idx_t task, k5_word_t named, enum k5_cap_type type,
		       uint8_t right, struct cap *out)
{
	PROVE(task < THREADS && named == slot[task], "the task's own slot");
	PROVE(type == K5_CAP_NOTIFICATION && right == K5_RIGHT_SIGNAL,
	      "as who signals");
	if (may[task] == K5_OK)
		*out = cap[task];
	return may[task];
}

/* Cap i names notification i. */
void ntf_signal(idx_t n, k5_word_t bits)
{
	PROVE(n < THREADS && may[n] == K5_OK, "who may");
	rang[n]++;
	for (idx_t t = 0; t < THREADS; t++) {
		if (k5_thread[t].state == T_WAITING && nondet_bool()) {
			k5_thread[t].state = T_READY;
			woken[t] = true;
		}
	}
	PROVE(cap[n].badge == 0 || (bits & ~cap[n].badge) == 0,
	      "bits that the cap allows");
}

static void end(idx_t t, enum k5_err status)
{
	PROVE(t < THREADS, "a thread");
	ended[t]++;
	with[t] = status;
	k5_thread[t].state = T_READY;
}

void sched_start(idx_t t)
{
	PROVE(k5_thread[t].state == T_ASLEEP, "it slept");
	end(t, K5_OK);
}

void reply_cancel(idx_t t, enum k5_err status)
{
	uint8_t state = k5_thread[t].state;

	PROVE(state >= T_SENDING && state != T_REPLY && state != T_ASLEEP,
	      "it waited in a queue");
	end(t, status);
}

/* Debt i is that to thread i. */
void reply_drop(idx_t r, enum k5_err status)
{
	PROVE(k5_thread[r].state == T_REPLY, "it was owed an answer");
	end(r, status);
}

void sched_block(idx_t t, enum thread_state state)
{
	PROVE(state == T_ASLEEP, "asleep");
	k5_thread[t].state = T_ASLEEP;
}

static bool waits(idx_t t)
{
	uint8_t state = k5_thread[t].state;

	return state != T_STOPPED && state != T_READY && state != T_THROTTLED &&
	       state != T_UNFUNDED;
}

static bool timed(idx_t t)
{
	return k5_thread[t].state == T_ASLEEP ||
	       (waits(t) && (k5_context[t].arg[7] & 0x8000) != 0);
}

/* Who has no time, and so waits on. */
static bool lacks_time(idx_t t)
{
	return k5_thread[t].state != T_ASLEEP && k5_thread[t].sc == NIL;
}

/* Nobody who waits to a deadline is looked at too late. */
static bool watched(void)
{
	bool ok = true;

	for (idx_t t = 0; t < THREADS; t++)
		ok = ok && (!timed(t) || k5.deadline <= k5_until[t]) &&
		     (k5_timer[t].bits == 0 || k5.deadline <= k5_timer[t].at);
	return ok;
}

static void prove_expire(void)
{
	bool due[THREADS], spent[THREADS], rings[THREADS];

	ASSUME(watched());
	for (idx_t t = 0; t < THREADS; t++) {
		bool past = timed(t) && k5_until[t] <= k5.now;

		due[t] = past && !lacks_time(t);
		spent[t] = past && lacks_time(t);
		rings[t] = k5_timer[t].bits != 0 && k5_timer[t].at <= k5.now;
		slot[t] = k5_timer[t].slot;
	}

	bool slept = k5_thread[0].state == T_ASLEEP;

	timer_expire();
	for (idx_t t = 0; t < THREADS; t++) {
		PROVE(rang[t] == (rings[t] && may[t] == K5_OK),
		      "rings once, if it is due and it may");
		PROVE(!rings[t] || k5_timer[t].bits == 0, "rings no more");
		PROVE(ended[t] == (due[t] && !woken[t]),
		      "ended once, if it is due and had no bits");
		PROVE(!spent[t] || woken[t] || (waits(t) && !timed(t)),
		      "without time it waits, with no deadline");
	}
	PROVE(!ended[0] || with[0] == (slept ? K5_OK : K5_ERR_LATE),
	      "what it hears");
	PROVE(watched(), "the others are watched");
	PROVE(k5.now < k5.deadline, "nothing is due any more");
	REACH_IF(spent[0], "one waits on");
	REACH_IF(due[0] && due[1] && !due[2] && timed(2), "two of three");
	REACH_IF(rings[0] && due[1] && woken[1], "in time");
	REACH_IF(rings[0] && rang[0] == 0, "not any more");
}

/* A call with any word; then perhaps its thread waits. */
static void prove_begin(k5_word_t word, bool sleep)
{
	k5_ticks_t old = k5.deadline, alarm = k5.alarm;
	k5_word_t number = word;

	ASSUME(k5_thread[0].state == T_READY && watched());
	if (sleep)
		timer_sleep(0);
	else
		number = timer_begin(0, word);
	PROVE(sleep || number == (word & ~(k5_word_t)0x8000),
	      "what else stands there");
	PROVE(!sleep || (k5_thread[0].state == T_ASLEEP) ==
				(k5_until[0] > k5.now),
	      "sleeps unless that is past");
	if (!sleep && (word & 0x8000) != 0) {
		k5_thread[0].state = T_WAITING;
		k5_context[0].arg[7] = word;
	}
	PROVE(watched(), "watched, should it wait");
	PROVE(k5.deadline <= old, "never later");
	PROVE(k5.deadline == old ? k5.alarm == alarm : k5.alarm == k5.now,
	      "the alarm is set anew if it must be");
	REACH_IF(k5.deadline < old, "sooner");
}

/* A timer is set, or nothing is. */
static void prove_set(struct timer want)
{
	struct timer old = k5_timer[0];
	k5_ticks_t deadline = k5.deadline, alarm = k5.alarm;
	bool refused = want.bits != 0 && may[0] != K5_OK;
	enum k5_err e;

	ASSUME(k5_thread[0].state == T_READY && watched());
	slot[0] = want.slot;
	e = timer_set(0, want.at, want.slot, want.bits);
	PROVE(e == (refused ? may[0] : K5_OK), "who may signal may set it");
	PROVE(k5_timer[0].bits == (refused ? old.bits : want.bits), "bits");
	PROVE(refused || want.bits == 0 ||
		      (k5_timer[0].at == want.at &&
		       k5_timer[0].slot == want.slot),
	      "when, and where to");
	PROVE(watched(), "watched");
	PROVE(!refused || (k5.deadline == deadline && k5.alarm == alarm),
	      "refused, it changes nothing");
	PROVE(refused || want.bits == 0 || want.at > k5.now ||
		      k5.deadline <= k5.now,
	      "what is past is due");
	PROVE(k5.deadline == deadline ? k5.alarm == alarm : k5.alarm == k5.now,
	      "the alarm is set anew if it must be");
	REACH_IF(refused, "refused");
	REACH_IF(k5.deadline < deadline, "the next of all");
}

int main(void)
{
	k5_word_t word;
	unsigned which;

	k5 = nondet_state();
	ASSUME(k5.now < UINT64_MAX);
	for (idx_t t = 0; t < THREADS; t++) {
		k5_thread[t] = nondet_thread();
		k5_context[t] = nondet_context();
		k5_until[t] = nondet_ticks();
		ASSUME(k5_thread[t].state <= T_WAITING);
		k5_thread[t].awaits = t;
		k5_thread[t].task = t;
		k5_timer[t] = nondet_timer();
		cap[t] = nondet_cap();
		cap[t].object = t;
		may[t] = nondet_err();
	}
	if (which % 2 == 0)
		prove_expire();
	else if (which % 5 == 0)
		prove_set(nondet_timer());
	else
		prove_begin(word, which % 3 == 0);
}
