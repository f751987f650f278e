/*
 * invariant_pool.c - who is born, and who may wait where
 *
 * Both are said of all slots, which nothing in the kernel walks: it keeps a bit
 * for each object of a pool, and wakes who waits when a cap goes.
 */
#include "bitmap.h"
#include "invariant.h"
#include "pool.h"

static bool holds(slot_idx_t i, struct cap to)
{
	return k5_slot[i].type == to.type && k5_slot[i].object == to.object &&
	       allows(k5_slot[i].rights, to.rights);
}

static bool anybody_holds(struct cap to)
{
	for (slot_idx_t i = 0; i < k5_app.slots; i++) {
		if (holds(i, to))
			return true;
	}
	return false;
}

static bool task_holds(idx_t task, struct cap to)
{
	slot_idx_t first = k5_app.task[task].first_slot;

	for (uint16_t i = 0; i < k5_app.task[task].slots; i++) {
		if (holds((slot_idx_t)(first + i), to))
			return true;
	}
	return false;
}

static bool empty(idx_t q)
{
	return k5_queue[q].head == NIL;
}

static bool blank(uint8_t kind, idx_t object)
{
	struct reply r;

	switch ((enum pool_kind)kind) {
	case POOL_ENDPOINT:
		return empty(q_endpoint(object));
	case POOL_NOTIFICATION:
		return empty(q_notification(object)) &&
		       k5_notification[object].bits == 0;
	case POOL_REPLY:
		r = k5_reply[object];
		return r.caller == NIL && r.server == NIL && r.lent == NIL;
	case POOL_THREAD:
		return k5_thread[object].state == T_STOPPED;
	default:
		return false;
	}
}

static bool kind_ok(idx_t p, uint8_t kind, uint8_t type)
{
	struct k5_share share = k5_app.pool[p].share[kind];

	for (unsigned i = 0; i < POOL_MOST; i++) {
		idx_t object = (idx_t)(share.first + i);
		bool unborn = set_has(k5_pool[p].unborn[kind], i);
		struct cap any = {.type = type, .object = object};

		if (i >= share.count ? unborn : unborn == anybody_holds(any))
			return false;
		if (unborn && !blank(kind, object))
			return false;
	}
	return true;
}

bool pool_ok(idx_t p)
{
	return kind_ok(p, POOL_ENDPOINT, K5_CAP_ENDPOINT) &&
	       kind_ok(p, POOL_NOTIFICATION, K5_CAP_NOTIFICATION) &&
	       kind_ok(p, POOL_REPLY, K5_CAP_REPLY) &&
	       kind_ok(p, POOL_THREAD, K5_CAP_THREAD);
}

static bool owes_rightly(idx_t t)
{
	struct cap reply = {.type = K5_CAP_REPLY, .rights = K5_RIGHT_SEND};

	for (idx_t r = 0; r < k5_app.replies; r++) {
		reply.object = r;
		if (k5_reply[r].server == t &&
		    !task_holds(k5_thread[t].task, reply))
			return false;
	}
	return true;
}

static bool names(idx_t t, k5_word_t flag)
{
	return (k5_context[t].arg[K5_ARG_NUMBER] & flag) != 0;
}

/* A cap by which t may send what it does, as who it is. */
static bool sends_by(idx_t t, struct cap cap)
{
	uint8_t takes = K5_RIGHT_GRANT | K5_RIGHT_GRANT_REPLY;

	return allows(cap.rights, K5_RIGHT_SEND) &&
	       cap.badge == k5_thread[t].badge &&
	       (!names(t, K5_CAP_OUT) || allows(cap.rights, K5_RIGHT_GRANT)) &&
	       (!names(t, K5_CAP_IN) || (cap.rights & takes) != 0);
}

static bool may_send(idx_t t)
{
	const struct k5_task_desc *d = &k5_app.task[k5_thread[t].task];
	struct cap to = {.type = K5_CAP_ENDPOINT,
			 .object = (idx_t)(k5_link[t].queue - q_endpoint(0))};

	for (uint16_t i = 0; i < d->slots; i++) {
		if (holds((slot_idx_t)(d->first_slot + i), to) &&
		    sends_by(t, k5_slot[d->first_slot + i]))
			return true;
	}
	return false;
}

bool entitled_ok(idx_t t)
{
	idx_t q = k5_link[t].queue;
	struct cap through = {.type = K5_CAP_ENDPOINT,
			      .object = (idx_t)(q - q_endpoint(0))};

	switch ((enum thread_state)k5_thread[t].state) {
	case T_SENDING:
	case T_CALLING:
		return may_send(t) && owes_rightly(t);
	case T_RECEIVING:
	case T_SERVING:
		through.rights = K5_RIGHT_RECV;
		if (names(t, K5_CAP_IN))
			through.rights |= K5_RIGHT_GRANT;
		break;
	case T_WAITING:
		through =
			(struct cap){.type = K5_CAP_NOTIFICATION,
				     .rights = K5_RIGHT_WAIT,
				     .object = (idx_t)(q - q_notification(0))};
		break;
	default:
		return owes_rightly(t);
	}
	return task_holds(k5_thread[t].task, through) && owes_rightly(t);
}
