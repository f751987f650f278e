/*
 * moot.c - what app.toml allows and nothing can ever come of
 *
 *      client --send, grant--> desk --recv--> server     a cap never arrives
 *      camera: page ---lent--> filter, windows = 0       nor does memory
 *      pool of main (priority 8) with priority = 20      no start succeeds
 *
 * Only what no code of a task could make work. The kernel would say so with an
 * error's number, and with a cap that has no grant to meet it says nothing: so
 * it is said here, when the app is built. What is likely a mistake and may yet
 * be meant is k5 audit's.
 */
#include "moot.h"

#include <k5/abi.h>

#include "config_keep.h"
#include "config_words.h"
#include "given.h"

static const char code[] = "K5-E0248";

/* An end of an endpoint: what is done there, and what at the other. */
struct side {
	uint32_t here;
	uint32_t there;
	const char *grant;
	const char *grant_reply;
};

static const struct side sides[] = {
	{K5_RIGHT_SEND, K5_RIGHT_RECV,
	 "'%s' may send caps to %s, and nobody who receives there takes one",
	 "'%s' may take caps out of answers at %s, and nobody who receives "
	 "there puts one in"},
	{K5_RIGHT_RECV, K5_RIGHT_SEND,
	 "'%s' may take caps from %s, and nobody who sends there gives one",
	 "'%s' may put caps into answers at %s, and nobody who sends there "
	 "takes one"},
};

/* The first hold of the endpoint with a right, and one of `more`; or NULL. */
static const struct a_hold *end_of(const struct authority *a, size_t endpoint,
				   uint32_t right, uint32_t more)
{
	const struct a_hold *h;
	size_t i = 0;

	while ((h = a_next(a, endpoint, right, &i))) {
		if (h->rights & more) {
			return h;
		}
	}
	return NULL;
}

/* Do answers at the endpoint bring caps to anybody? */
static bool answers_bring(const struct authority *a, size_t endpoint)
{
	const struct a_hold *h;
	size_t i = 0;

	if (!end_of(a, endpoint, K5_RIGHT_SEND,
		    K5_RIGHT_GRANT | A_GRANT_REPLY)) {
		return false;
	}
	while ((h = a_next(a, endpoint, K5_RIGHT_RECV, &i))) {
		if (given_hands_back(a, h->subject)) {
			return true;
		}
	}
	return false;
}

/* A task answers with the same reply wherever it receives. */
static bool answers_anywhere(const struct authority *a, size_t task)
{
	for (size_t i = 0; i < a->holds; i++) {
		const struct a_hold *h = &a->hold[i];

		if (h->subject == task &&
		    a->node[h->object].kind == A_ENDPOINT &&
		    (h->rights & K5_RIGHT_RECV) &&
		    answers_bring(a, h->object)) {
			return true;
		}
	}
	return false;
}

static char *grant_help(const struct authority *a, size_t endpoint,
			const struct side *side, const char *right)
{
	const struct a_hold *other =
		end_of(a, endpoint, side->there, UINT32_MAX);

	if (!other) {
		return keep_format("no task has %s there",
				   a_rights_words(side->there));
	}
	return keep_format("add \"%s\" to '%s' of task '%s', %s:%d", right,
			   other->name, a->node[other->subject].name,
			   other->at.file, other->at.line);
}

static void check_grant(const struct authority *a, size_t endpoint,
			const struct side *side)
{
	const struct a_hold *h =
		end_of(a, endpoint, side->here, K5_RIGHT_GRANT);
	struct diag d = {.code = code};

	if (!h || end_of(a, endpoint, side->there, K5_RIGHT_GRANT)) {
		return;
	}
	d.at = h->at;
	d.note = "grant at this end alone";
	d.help = answers_bring(a, endpoint)
			 ? "answers may bring caps: for that, grant-reply is "
			   "enough"
			 : grant_help(a, endpoint, side, "grant");
	diag_warning(d, side->grant, a->node[h->subject].name,
		     a_words(&a->node[endpoint]));
}

static void check_grant_reply(const struct authority *a, size_t endpoint,
			      const struct side *side)
{
	const struct a_hold *h = end_of(a, endpoint, side->here, A_GRANT_REPLY);
	struct diag d = {.code = code};

	if (!h || answers_bring(a, endpoint) ||
	    (side->here == K5_RIGHT_RECV && answers_anywhere(a, h->subject))) {
		return;
	}
	d.at = h->at;
	d.note = "grant-reply at this end alone";
	d.help = grant_help(a, endpoint, side, "grant-reply");
	diag_warning(d, side->grant_reply, a->node[h->subject].name,
		     a_words(&a->node[endpoint]));
}

static void check_endpoints(const struct authority *a)
{
	for (size_t n = 0; n < a->nodes; n++) {
		if (a->node[n].kind != A_ENDPOINT) {
			continue;
		}
		for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
			check_grant(a, n, &sides[i]);
			check_grant_reply(a, n, &sides[i]);
		}
	}
}

/* May the region, or a loan of it, come to the task? */
static bool comes_to(const struct given *g, size_t region, size_t task)
{
	const struct a_hold *h;
	size_t i = 0;

	while ((h = a_next(&g->a, region, UINT32_MAX, &i))) {
		if (h->subject == task) {
			return true;
		}
	}
	return false;
}

/* Whoever it may come to: has any of them a window to see it through? */
static void check_takers(const struct given *g, const struct a_hold *owner)
{
	const struct model *m = g->a.m;
	struct words takers = {0};

	for (size_t t = 0; t < m->task_count; t++) {
		if (t == owner->subject || !comes_to(g, owner->object, t)) {
			continue;
		}
		if (m->tasks[t].windows > 0) {
			return;
		}
		words_add(&takers, m->tasks[t].name);
	}
	if (takers.count == 0) {
		return; /* its own, and kept */
	}
	diag_warning(
		(struct diag){.code = code,
			      .at = owner->at,
			      .help = "memory that comes to a task is seen "
				      "through a window: write windows = 1 "
				      "or more in its [[tasks]]"},
		"%s can never leave '%s': %s %s no window",
		a_words(&g->a.node[owner->object]),
		g->a.node[owner->subject].name, words_list(&takers),
		takers.count == 1 ? "has" : "have");
}

static void check_regions(const struct authority *a)
{
	struct given g;

	if (a->m->region_count == 0) {
		return;
	}
	given_find(a, &g);
	for (size_t n = 0; n < a->nodes; n++) {
		const struct a_hold *owner =
			end_of(a, n, UINT32_MAX, UINT32_MAX);

		if (a->node[n].kind != A_REGION) {
			continue;
		}
		if (owner) {
			check_takers(&g, owner);
			continue;
		}
		diag_warning((struct diag){.code = code,
					   .at = a->node[n].at,
					   .note = "set aside for nobody",
					   .help = keep_format(
						   "in one task's caps: %s = "
						   "[\"read\", \"write\"]",
						   a->node[n].name)},
			     "no task has a cap to %s", a_words(&a->node[n]));
	}
}

/* Of the threads that run from the start: those of pools are started by them. */
static uint8_t highest_of(const struct m_task *task)
{
	uint8_t highest = 0;

	for (size_t i = 0; i < task->thread_count; i++) {
		const struct m_thread *t = &task->threads[i];

		if (t->entry && t->priority > highest) {
			highest = t->priority;
		}
	}
	return highest;
}

static void check_pools(const struct model *m)
{
	for (size_t i = 0; i < m->pool_count; i++) {
		const struct m_pool *p = &m->pools[i];
		const struct m_task *task = &m->tasks[p->task];
		uint8_t wanted, highest = highest_of(task);

		if (p->count[M_POOL_THREADS] == 0) {
			continue;
		}
		wanted = task->threads[p->first_thread].priority;
		if (wanted <= highest) {
			continue;
		}
		diag_warning(
			(struct diag){
				.code = code,
				.at = p->at,
				.note = keep_format("priority = %u", wanted),
				.help = keep_format(
					"a thread is started with at "
					"most the priority of who "
					"starts it: write priority = %u "
					"here, or more in '%s'",
					highest, task->name)},
			"no thread of pool %s can be started with more than "
			"priority %u",
			p->name, highest);
	}
}

void moot_warn(const struct model *m)
{
	struct authority a;

	authority_begin(&a, m);
	check_endpoints(&a);
	check_regions(&a);
	check_pools(m);
}
