/*
 * given.c - caps spread until none comes anywhere anew
 *
 *      round: each pair of ends with grant ... each cap of the one goes to the
 *             other, if the other has not as much; again, while some did
 *
 * A round at a time, so that of two ways the shorter one is found. Rights never
 * grow on the way: what comes is what was there, and what was lent lacks grant.
 */
#include "given.h"

#include <string.h>

#include <k5/abi.h>

#include "../codegen/pools.h"
#include "config_keep.h"

static bool has(const struct a_hold *h, uint32_t rights)
{
	return (h->rights & rights) == rights;
}

bool given_hands_back(const struct authority *a, size_t task)
{
	for (size_t i = 0; i < a->holds; i++) {
		enum a_kind kind = a->node[a->hold[i].object].kind;

		if (a->hold[i].subject == task &&
		    (kind == A_ENDPOINT || kind == A_POOL) &&
		    (a->hold[i].rights & (K5_RIGHT_GRANT | A_GRANT_REPLY))) {
			return true;
		}
	}
	return false;
}

bool given_travels(const struct authority *a, size_t send, size_t recv,
		   bool call)
{
	const struct a_hold *s = &a->hold[send];
	const struct a_hold *r = &a->hold[recv];

	if (s->object != r->object || s->subject == r->subject ||
	    a->node[s->object].kind != A_ENDPOINT || !has(s, K5_RIGHT_SEND) ||
	    !has(r, K5_RIGHT_RECV)) {
		return false;
	}
	if (call) {
		return has(s, K5_RIGHT_GRANT) && has(r, K5_RIGHT_GRANT);
	}
	return (s->rights & (K5_RIGHT_GRANT | A_GRANT_REPLY)) &&
	       given_hands_back(a, r->subject);
}

/* Does the task hold as much of it already? */
static bool known(const struct authority *a, const struct a_hold *h)
{
	for (size_t i = 0; i < a->holds; i++) {
		if (a->hold[i].subject == h->subject &&
		    a->hold[i].object == h->object &&
		    has(&a->hold[i], h->rights)) {
			return true;
		}
	}
	return false;
}

static bool add(struct given *g, struct a_hold h, struct given_by by)
{
	if (h.rights == 0 || known(&g->a, &h)) {
		return false;
	}
	g->by[g->a.holds] = by;
	g->a.hold[g->a.holds++] = h;
	return true;
}

/* What of a cap goes with a message; none: GIVEN_NOT. */
static enum given_how way_of(const struct given *g, size_t hold, bool call,
			     uint32_t *rights)
{
	const struct a_hold *h = &g->a.hold[hold];
	enum a_kind kind = g->a.node[h->object].kind;

	*rights = h->rights;
	if (kind != A_REGION) {
		return kind < A_WINDOW ? GIVEN_COPY : GIVEN_NOT;
	}
	if (h->rights & K5_RIGHT_GRANT) {
		return GIVEN_MOVE;
	}
	*rights &= A_READ | A_WRITE;
	return call ? GIVEN_LOAN : GIVEN_NOT;
}

/* All that the one end has, to the task at the other. */
static bool travel(struct given *g, struct given_by ends, bool call)
{
	size_t holds = g->a.holds;
	size_t giver = g->a.hold[call ? ends.send : ends.recv].subject;
	size_t taker = g->a.hold[call ? ends.recv : ends.send].subject;
	bool some = false;

	for (size_t i = 0; i < holds; i++) {
		struct a_hold h = g->a.hold[i];

		if (h.subject != giver) {
			continue;
		}
		ends.from = i;
		ends.how = way_of(g, i, call, &h.rights);
		h.subject = taker;
		some |= ends.how != GIVEN_NOT && add(g, h, ends);
	}
	return some;
}

static bool meet(struct given *g, size_t send, size_t recv)
{
	struct given_by ends = {.send = send, .recv = recv};
	bool there =
		given_travels(&g->a, send, recv, true) && travel(g, ends, true);
	bool back = given_travels(&g->a, send, recv, false) &&
		    travel(g, ends, false);

	return there || back;
}

/* What the holder of a pool can make of one kind. */
static bool make(struct given *g, size_t hold, size_t object, uint32_t rights)
{
	struct a_hold h = g->a.hold[hold];

	h.object = object;
	h.badge = 0;
	h.rights = rights;
	return add(g, h, (struct given_by){.how = GIVEN_MADE, .from = hold});
}

static uint8_t count_of(const struct m_pool *pool, enum m_object type)
{
	size_t i = 0;

	while (i < M_POOL_KINDS && pool_types[i] != type) {
		i++;
	}
	return i < M_POOL_KINDS ? pool->count[i] : 0;
}

/* The nodes of what a pool makes stand behind all others, two for each. */
static bool births(struct given *g, size_t first, size_t hold)
{
	const struct a_hold *h = &g->a.hold[hold];
	const struct m_pool *pool;
	bool some = false;

	if (g->a.node[h->object].kind != A_POOL || !has(h, K5_RIGHT_CONTROL)) {
		return false;
	}
	pool = authority_pool(&g->a, h->object);
	size_t made = first + 2 * (size_t)(pool - g->a.m->pools);
	uint32_t grant = h->rights & K5_RIGHT_GRANT;

	if (count_of(pool, M_ENDPOINT) > 0) {
		some |= make(g, hold, made,
			     K5_RIGHT_SEND | K5_RIGHT_RECV | grant);
	}
	if (count_of(pool, M_NOTIFICATION) > 0) {
		some |= make(g, hold, made + 1,
			     K5_RIGHT_SIGNAL | K5_RIGHT_WAIT);
	}
	return some;
}

static void made_nodes(struct authority *a)
{
	for (size_t i = 0; i < a->m->pool_count; i++) {
		const struct m_pool *p = &a->m->pools[i];
		struct a_node n = {.kind = A_ENDPOINT,
				   .name = keep_format("out of %s", p->name),
				   .at = p->at};

		a->node[a->nodes++] = n;
		n.kind = A_NOTIFICATION;
		a->node[a->nodes++] = n;
	}
}

/*
 * Room for the most: each cap, and what pools make, in each task, of memory
 * both the loan and the whole.
 */
static void begin(const struct authority *a, struct given *out)
{
	size_t made = 2 * a->m->pool_count;
	size_t most = a->holds + 2 * (a->holds + made * a->m->task_count) *
					 (a->m->task_count + 1);

	out->a = *a;
	out->a.node = keep_alloc(a->nodes + made, sizeof(*a->node));
	out->a.hold = keep_alloc(most, sizeof(*a->hold));
	out->by = keep_alloc(most, sizeof(*out->by));
	memcpy(out->a.node, a->node, a->nodes * sizeof(*a->node));
	memcpy(out->a.hold, a->hold, a->holds * sizeof(*a->hold));
	made_nodes(&out->a);
}

void given_find(const struct authority *a, struct given *out)
{
	bool some = true;

	begin(a, out);
	while (some) {
		size_t holds = out->a.holds;

		some = false;
		for (size_t i = 0; i < holds; i++) {
			some |= births(out, a->nodes, i);
			for (size_t j = 0; j < holds; j++) {
				some |= meet(out, i, j);
			}
		}
	}
}
