/*
 * notification.c - bits are handed over once, to one
 *
 * For all bits, with and without a waiter. Which waiter q_best finds, and
 * where sched.c puts threads, WP proves of their contracts.
 */
#include "notification.h"

#include "bitmap.h"
#include "prove.h"
#include "queue.h"
#include "sched.h"

enum {
	THREADS = 3,
	NOTIFICATIONS = 2
};

const struct k5_app k5_app = {
	.threads = THREADS, .endpoints = 2, .notifications = NOTIFICATIONS};
struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
struct notification k5_notification[NOTIFICATIONS];

struct thread nondet_thread(void);
k5_word_t nondet_word(void);

static idx_t waiter, woken = NIL, blocked = NIL;
static idx_t n;

idx_t q_best(idx_t q, uint32_t states)
{
	PROVE(q == PRIOS + 1 + 2 + n, "the notification's own queue");
	PROVE(states == set_bit(T_WAITING), "those who wait");
	return waiter;
}

void sched_wake(idx_t t)
{
	PROVE(woken == NIL, "one is woken");
	woken = t;
}

void sched_wait(idx_t t, idx_t q, enum thread_state state)
{
	PROVE(q == PRIOS + 1 + 2 + n && state == T_WAITING, "waits here");
	PROVE(k5_notification[n].bits == 0, "nobody waits while bits are set");
	blocked = t;
}

static void prove_signal(k5_word_t bits, k5_word_t old)
{
	ntf_signal(n, bits);

	bool taken = bits != 0 && waiter != NIL;

	PROVE(woken == (taken ? waiter : NIL), "the waiter wakes");
	PROVE(k5_notification[n].bits == (taken ? old : (old | bits)),
	      "bits stay until somebody takes them");
	PROVE(!taken || k5_context[waiter].arg[2] == bits, "all of them");
	REACH_IF(taken, "taken");
	REACH_IF(!taken && (old & bits) != 0, "set again");
}

static void prove_take(idx_t t, k5_word_t old, bool wait)
{
	enum k5_err e = K5_OK;

	if (wait)
		ntf_wait(n, t);
	else
		e = ntf_poll(n, t);
	PROVE(wait || (e == K5_OK) == (old != 0),
	      "K5_ERR_AGAIN if none is set");
	PROVE(blocked == (wait && old == 0 ? t : NIL),
	      "waits only for nothing");
	PROVE(k5_notification[n].bits == 0, "bits are taken once");
	PROVE(old == 0 || k5_context[t].arg[2] == old, "all that are set");
	REACH_IF(blocked == t, "blocked");
	REACH_IF(old != 0, "taken");
}

int main(void)
{
	struct thread before[THREADS];
	struct arch_context saved[THREADS];
	k5_word_t bits, other;
	idx_t t;
	unsigned which, arg, x;
	bool side;

	ASSUME(t < THREADS && x < THREADS);
	n = side ? 1 : 0;
	for (unsigned i = 0; i < NOTIFICATIONS; i++)
		k5_notification[i].bits = nondet_word();
	for (unsigned i = 0; i < THREADS; i++) {
		k5_thread[i] = before[i];
		k5_context[i] = saved[i];
	}

	k5_word_t old = k5_notification[n].bits;

	other = k5_notification[1 - n].bits;
	if (which % 3 == 0) {
		waiter = t < 2 ? t : NIL;
		ASSUME(waiter == NIL || old == 0);
		prove_signal(bits, old);
	} else {
		prove_take(t, old, which % 3 == 1);
	}
	PROVE(k5_notification[1 - n].bits == other, "no other notification");
	ASSUME(arg < K5_ARGS);
	PROVE((x == t && arg == 2) ||
		      k5_context[x].arg[arg] == saved[x].arg[arg],
	      "one register of one thread");
	PROVE(k5_thread[x].state == before[x].state &&
		      k5_thread[x].sc == before[x].sc,
	      "states are the scheduler's");
}
