/*
 * schedule_calls.c - who calls whom, and who sets whose time
 *
 *      app.toml's caps            calls   what a job is believed to do, and
 *                                         what it may wait for
 *      those that may come to a   may     what all others reckon with
 *      task at run time as well
 *
 * A task that may send to an endpoint (or connect to a port) is taken to call
 * whoever may receive there, each thread of the one each of the other. Caps
 * travel along endpoints with grant and endpoints come out of pools (given.h): of
 * those it is not known who will have them, only who could. So a thread's own
 * promise is as if it used them for no call; nobody else's relies on that.
 *
 * All caps are looked at, whatever the first ones say: that a thread has no
 * promise itself takes nothing from what it can do to others.
 */
#include <k5/abi.h>

#include "../codegen/threads.h"
#include "given.h"
#include "schedule.h"

/* The threads at the two ends of an endpoint, a bit each. */
struct ends {
	uint64_t send;
	uint64_t recv;
};

static uint64_t bit(size_t thread)
{
	return UINT64_C(1) << thread;
}

static uint64_t threads_of(const struct model *m, size_t task)
{
	size_t first = threads_before(m, task);
	uint64_t all = 0;

	for (size_t i = 0; i < m->tasks[task].thread_count; i++) {
		all |= bit(first + i);
	}
	return all;
}

/* A port stands for its endpoint. */
static struct ends ends_of(const struct authority *a, size_t object)
{
	bool port = a->node[object].kind == A_PORT;
	uint32_t send = port ? K5_RIGHT_CONNECT : K5_RIGHT_SEND;
	uint32_t recv = port ? K5_RIGHT_LISTEN : K5_RIGHT_RECV;
	const struct a_hold *h;
	struct ends e = {0};

	for (size_t i = 0; (h = a_next(a, object, send, &i));) {
		e.send |= threads_of(a->m, h->subject);
	}
	for (size_t i = 0; (h = a_next(a, object, recv, &i));) {
		e.recv |= threads_of(a->m, h->subject);
	}
	return e;
}

static uint64_t passive_of(const struct schedule *s)
{
	uint64_t all = 0;

	for (size_t i = 0; i < s->rows; i++) {
		all |= s->set.thread[i].passive ? bit(i) : 0;
	}
	return all;
}

/* What keeps the caller from a promise of its own: the worst of it. */
static void hinder(struct rta_thread *caller, uint64_t servers, uint64_t others)
{
	if (others != 0) {
		uint8_t who = (uint8_t)__builtin_ctzll(others);

		if (caller->hinder != RTA_AWAITS || who < caller->hinders) {
			caller->hinders = who;
		}
		caller->hinder = RTA_AWAITS;
	} else if (__builtin_popcountll(servers) > 1 &&
		   caller->hinder == RTA_BOUNDED) {
		caller->hinder = RTA_POOL;
	}
}

/* By the caps of `a`: app.toml's, or all that could be. */
static void add_calls(struct schedule *s, const struct authority *a, bool may)
{
	uint64_t passive = passive_of(s);

	for (size_t object = 0; object < a->nodes; object++) {
		enum a_kind kind = a->node[object].kind;

		if (kind != A_ENDPOINT && kind != A_PORT) {
			continue;
		}
		struct ends e = ends_of(a, object);

		for (size_t i = 0; i < s->rows; i++) {
			struct rta_thread *caller = &s->set.thread[i];
			uint64_t recv = e.recv & ~bit(i);

			if (!(e.send & bit(i))) {
				continue;
			}
			if (may) {
				caller->may |= recv & passive;
				continue;
			}
			caller->calls |= recv & passive;
			hinder(caller, recv & passive, recv & ~passive);
		}
	}
}

/* A passive thread whose task may wait for a notification may do so as well. */
static void add_waits(struct schedule *s, const struct authority *a)
{
	for (size_t object = 0; object < a->nodes; object++) {
		const struct a_hold *h;

		if (a->node[object].kind != A_NOTIFICATION) {
			continue;
		}
		for (size_t i = 0;
		     (h = a_next(a, object, K5_RIGHT_WAIT, &i));) {
			uint64_t who = threads_of(a->m, h->subject);

			for (size_t t = 0; t < s->rows; t++) {
				struct rta_thread *thread = &s->set.thread[t];

				if ((who & bit(t)) && thread->passive &&
				    thread->hinder == RTA_BOUNDED) {
					thread->hinder = RTA_NOTICE;
				}
			}
		}
	}
}

/* Nodes of times stand in the order of the threads that have one. */
static void add_times(struct schedule *s, const struct authority *a)
{
	size_t thread = 0;

	for (size_t object = 0; object < a->nodes; object++) {
		const struct a_hold *h;

		if (a->node[object].kind != A_TIME) {
			continue;
		}
		while (!threads_named(s->m, M_SC, thread)) {
			thread++;
		}
		for (size_t i = 0;
		     (h = a_next(a, object, K5_RIGHT_CONTROL, &i));) {
			s->set.thread[thread].set_by |=
				threads_of(s->m, h->subject);
		}
		thread++;
	}
}

void schedule_calls(struct schedule *s)
{
	struct authority a;
	struct given could;

	authority_begin(&a, s->m);
	given_find(&a, &could);
	add_calls(s, &a, false);
	add_waits(s, &a);
	add_calls(s, &could.a, true);
	add_times(s, &could.a);
}
