/*
 * model_same.c - kernel and model, row by row
 *
 * All that the model reads of the kernel is read here, so that whoever changes
 * how the kernel keeps something has one place to say so.
 */
#include <stdio.h>
#include <string.h>

#include "bitmap.h"
#include "model_part.h"
#include "sc.h"

/* --- what the kernel has --------------------------------------------------- */

struct cap model_kernel_cap(int i)
{
	struct cap cap = k5_slot[i];

	cap.window = 0;
	if (cap.type == K5_CAP_REGION)
		cap.badge = 0;
	return cap;
}

/* The reply that a region is lent by. */
static idx_t lent_by(int i)
{
	for (idx_t r = 0; r < k5_app.replies; r++) {
		uint8_t w = k5_reply[r].loan;

		if (w != NIL && k5_window[w].slot == i)
			return r;
	}
	return NIL;
}

enum k5_err model_kernel_said(idx_t t)
{
	return (enum k5_err)k5_context[t].arg[K5_ARG_STATUS];
}

/* A region's cap came from the one that its window is lent from. */
static void lenders(int out[MODEL_SLOTS])
{
	for (int i = 0; i < k5_app.windows; i++) {
		struct window w = k5_window[i];

		if (w.region != NIL && w.from != NIL)
			out[w.slot] = k5_window[w.from].slot;
	}
}

/* The kernel's tree, read from the top: who has whom as a child. */
void model_parents(int out[MODEL_SLOTS])
{
	for (int i = 0; i < k5_app.slots; i++)
		out[i] = NOBODY;
	for (int i = 0; i < k5_app.slots; i++) {
		slot_idx_t child = k5_node[i].first;

		for (int n = 0; child != i && n < k5_app.slots; n++) {
			out[child] = i;
			child = k5_node[child].next;
		}
	}
	lenders(out);
}

/* The first child goes first, and then what has come into its place. */
static unsigned look_below(struct model *m, slot_idx_t i, unsigned n)
{
	slot_idx_t child = k5_node[i].first;

	for (int w = 0; w < k5_app.windows; w++) {
		struct window x = k5_window[w];

		if (k5_slot[i].type == K5_CAP_REGION && x.region != NIL &&
		    x.from == k5_slot[i].window && n < k5_app.slots) {
			m->order[n++] = x.slot;
			n = look_below(m, x.slot, n);
		}
	}
	while (child != i && n < k5_app.slots) {
		m->order[n++] = child;
		n = look_below(m, child, n);
		child = k5_node[child].next;
	}
	return n;
}

/* Trees in turn, and what is in none: each slot once. */
void model_look(struct model *m)
{
	int parent[MODEL_SLOTS];
	unsigned n = 0;

	model_parents(parent);
	for (slot_idx_t i = 0; i < k5_app.slots; i++) {
		if (parent[i] != NOBODY)
			continue;
		m->order[n++] = i;
		n = look_below(m, i, n);
	}
	m->ready = 0;
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (k5_thread[t].state == T_READY)
			m->ready = set_add(m->ready, t);
	}
}

/* Where a thread is, in the model's words. */
static const uint8_t places[] = {
	[T_STOPPED] = M_ENDED,      [T_READY] = M_ON,
	[T_THROTTLED] = M_ON,       [T_UNFUNDED] = M_ON,
	[T_SENDING] = M_SENDS,      [T_CALLING] = M_CALLS,
	[T_RECEIVING] = M_RECEIVES, [T_SERVING] = M_RECEIVES,
	[T_REPLY] = M_OWED,         [T_ASLEEP] = M_SLEEPS,
	[T_WAITING] = M_WAITS};

/* Of whom is the time that comes with a context: each has a thread of its own. */
static idx_t whose(idx_t sc)
{
	return sc == NIL ? NIL : k5_sc[sc].home;
}

/* --- the app at boot ------------------------------------------------------- */

static void boot_threads(struct model *m)
{
	for (idx_t t = 0; t < k5_app.threads; t++)
		m->thread[t] = (struct model_thread){
			.place = k5_app.thread[t].entry != 0 ? M_ON : M_ENDED,
			.prio = k5_app.thread[t].prio,
			.at = NIL,
			.serves = NIL,
			.time = t};
	for (idx_t r = 0; r < k5_app.replies; r++)
		m->reply[r] = (struct model_reply){NIL, NIL, NIL};
}

void model_boot(struct model *m)
{
	for (int i = 0; i < k5_app.slots; i++) {
		m->slot[i].cap = model_kernel_cap(i);
		m->slot[i].parent = NOBODY;
		m->slot[i].by = NIL;
	}
	boot_threads(m);
	memset(m->bits, 0, sizeof(m->bits));
	memset(m->port, 0, sizeof(m->port));
	memset(m->open, 0, sizeof(m->open));
	memset(m->stopped, 0, sizeof(m->stopped));
	memset(m->used, 0, sizeof(m->used));
	memcpy(m->terms, k5_app.sc, k5_app.scs * sizeof(m->terms[0]));
	m->arrivals = 0;
	m->asleep = 0;
	model_look(m);
	mem_save(&m->memory);
	for (idx_t p = 0; p < k5_app.regions; p++)
		memcpy(m->page[p], page_bytes(p), REGION_SIZE);
}

/* --- is it the same? ------------------------------------------------------- */

static bool same(struct cap a, struct cap b)
{
	return a.type == b.type && a.rights == b.rights && a.badge == b.badge &&
	       a.object == b.object;
}

slot_idx_t model_differs(const struct model *m)
{
	int parent[MODEL_SLOTS];

	model_parents(parent);
	for (slot_idx_t i = 0; i < k5_app.slots; i++) {
		if (!same(m->slot[i].cap, model_kernel_cap(i)) ||
		    m->slot[i].parent != parent[i] ||
		    m->slot[i].by != lent_by(i))
			return i;
	}
	return NO_SLOT;
}

static char words[200];

#define DIFFERS(...) (snprintf(words, sizeof(words), __VA_ARGS__), words)

static bool same_place(const struct model_thread *x, idx_t t)
{
	const struct thread *k = &k5_thread[t];

	if (x->place != places[k->state])
		return false;
	switch (x->place) {
	case M_SENDS:
	case M_CALLS:
		return x->badge == k->badge &&
		       k5_link[t].queue == q_endpoint(x->at);
	case M_RECEIVES:
		return k5_link[t].queue == q_endpoint(x->at);
	case M_OWED:
		return k->awaits == x->at;
	case M_WAITS:
		return k5_link[t].queue == q_notification(x->at);
	default:
		return true;
	}
}

/* Where it is says more than what it heard, so this is told first. */
static const char *place_differs(const struct model *m, idx_t t)
{
	const struct model_thread *x = &m->thread[t];

	if (!same_place(x, t))
		return DIFFERS("thread %u is in state %u, not place %u at %u",
			       t, k5_thread[t].state, x->place, x->at);
	if (x->time != whose(k5_thread[t].sc))
		return DIFFERS("thread %u has the time of %u, not %u", t,
			       whose(k5_thread[t].sc), x->time);
	return NULL;
}

/*
 * Who was woken from giving what had gone meanwhile finds in the two registers that
 * named it what nobody promised: in one revocation either may come first.
 */
static bool same_arg(const struct model_thread *x, idx_t t, unsigned i)
{
	return x->arg[i] == k5_context[t].arg[i] ||
	       (x->forgot && x->place == M_ON &&
		(i == K5_ARG_GIVE || i == K5_ARG_NUMBER));
}

static bool same_timer(struct timer x, struct timer k)
{
	return x.bits == k.bits &&
	       (x.bits == 0 || (x.at == k.at && x.slot == k.slot));
}

static const char *thread_differs(const struct model *m, idx_t t)
{
	const struct model_thread *x = &m->thread[t];
	const struct thread *k = &k5_thread[t];

	if (!same_timer(x->timer, k5_timer[t]))
		return DIFFERS("thread %u has another timer", t);
	if (x->place == M_ENDED)
		return NULL;
	if (x->serves != k->serves || x->prio != k->prio ||
	    x->until != k5_until[t])
		return DIFFERS("thread %u serves, prio or deadline", t);
	for (unsigned i = 0; i < K5_ARGS; i++) {
		if (!same_arg(x, t, i))
			return DIFFERS("thread %u has %#llx in arg[%u], not "
				       "%#llx",
				       t,
				       (unsigned long long)k5_context[t].arg[i],
				       i, (unsigned long long)x->arg[i]);
	}
	return NULL;
}

/* Whoever came first stands first. */
static const char *queue_differs(const struct model *m, idx_t q)
{
	uint64_t last = 0;

	for (idx_t t = k5_queue[q].head; t != NIL; t = k5_link[t].next) {
		if (m->thread[t].since <= last)
			return DIFFERS("thread %u is late in queue %u", t, q);
		last = m->thread[t].since;
	}
	return NULL;
}

static const char *object_differs(const struct model *m)
{
	for (idx_t r = 0; r < k5_app.replies; r++) {
		struct model_reply x = m->reply[r];
		struct reply k = k5_reply[r];

		if (x.caller != k.caller || x.server != k.server ||
		    x.lent != whose(k.lent))
			return DIFFERS("reply %u: caller %u server %u lent %u, "
				       "not %u %u %u",
				       r, k.caller, k.server, whose(k.lent),
				       x.caller, x.server, x.lent);
	}
	for (idx_t s = 0; s < k5_app.scs; s++) {
		if (m->terms[s].budget != k5_sc[s].budget ||
		    m->terms[s].period != k5_sc[s].period)
			return DIFFERS("sc %u has other terms", s);
		if (m->used[s] != sc_consumed(s))
			return DIFFERS("sc %u consumed %llu, not %llu", s,
				       (unsigned long long)sc_consumed(s),
				       (unsigned long long)m->used[s]);
	}
	for (idx_t n = 0; n < k5_app.notifications; n++) {
		if (m->bits[n] != k5_notification[n].bits)
			return DIFFERS("notification %u has other bits", n);
	}
	if (m->asleep != k5_asleep)
		return DIFFERS("nobody ran for another time");
	for (idx_t p = 0; p < k5_app.ports; p++) {
		if (m->port[p].clients != k5_port[p].clients ||
		    m->port[p].listening != k5_port[p].listening)
			return DIFFERS("port %u has other clients", p);
	}
	for (idx_t i = 0; i < k5_app.irqs; i++) {
		if (m->open[i] != host.open[k5_app.irq[i].line])
			return DIFFERS("irq %u is masked, or is not", i);
	}
	return NULL;
}

/* Every task sees what its caps let it, less what is lent. */
static bool same_view(const struct model *m, idx_t task)
{
	const struct k5_task_desc *d = &k5_app.task[task];
	uint8_t want[PAGES] = {0}, got[PAGES] = {0};

	for (int i = d->first_slot; i < d->first_slot + d->slots; i++) {
		if (m->slot[i].cap.type == K5_CAP_REGION)
			want[m->slot[i].cap.object] |= model_allowed(m, i);
	}
	for (int i = 0; i < d->windows; i++) {
		struct window w = k5_window[d->first_window + i];

		if (w.region != NIL)
			got[w.region] |= w.rights;
	}
	return memcmp(want, got, sizeof(want)) == 0;
}

static const char *memory_differs(const struct model *m)
{
	for (idx_t t = 0; t < k5_app.tasks; t++) {
		if (m->stopped[t] != k5_task[t].stopped)
			return DIFFERS("task %u has stopped, or has not", t);
		if (!same_view(m, t))
			return DIFFERS("task %u sees other memory", t);
		if (mem_changed(&m->memory, t) != 0)
			return DIFFERS("memory of task %u changed", t);
	}
	for (idx_t p = 0; p < k5_app.regions; p++) {
		if (memcmp(m->page[p], page_bytes(p), REGION_SIZE) != 0)
			return DIFFERS("memory of region %u changed", p);
	}
	return NULL;
}

const char *model_differs_in(const struct model *m)
{
	const char *what = NULL;

	for (idx_t t = 0; t < k5_app.threads && what == NULL; t++)
		what = place_differs(m, t);
	for (idx_t t = 0; t < k5_app.threads && what == NULL; t++)
		what = thread_differs(m, t);
	for (unsigned q = 0; q < k5_app.endpoints && what == NULL; q++)
		what = queue_differs(m, q_endpoint((idx_t)q));
	for (unsigned q = 0; q < k5_app.notifications && what == NULL; q++)
		what = queue_differs(m, q_notification((idx_t)q));
	if (what == NULL)
		what = object_differs(m);
	return what != NULL ? what : memory_differs(m);
}
