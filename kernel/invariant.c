/*
 * invariant.c - the state, clause by clause
 *
 * Written to be read beside state.h, not to be quick. Where a clause holds
 * only between kernel entries (who is chosen, what is due) it says so in
 * choice_ok; the rest holds after every operation.
 */
#include "invariant.h"

#include "bitmap.h"
#include "cdt.h"
#include "pool.h"
#include "sc.h"

static uint32_t waiting_in(idx_t q)
{
	uint32_t states = 0;

	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (k5_link[t].queue == q)
			states = set_add(states, k5_thread[t].state);
	}
	return states;
}

static bool is_endpoint(idx_t q)
{
	return q >= q_endpoint(0) && q < q_notification(0);
}

static bool is_notification(idx_t q)
{
	return q >= q_notification(0) &&
	       q < q_notification(k5_app.notifications);
}

static bool neighbours_ok(idx_t t)
{
	struct link l = k5_link[t];

	if (l.queue == NIL)
		return l.next == NIL && l.prev == NIL;

	bool after = l.next == NIL ? k5_queue[l.queue].tail == t
				   : k5_link[l.next].prev == t &&
					     k5_link[l.next].queue == l.queue;
	bool before = l.prev == NIL ? k5_queue[l.queue].head == t
				    : k5_link[l.prev].next == t &&
					      k5_link[l.prev].queue == l.queue;

	return after && before;
}

/* The ends belong to the queue: not to another, not to none. */
static bool ends_ok(idx_t q)
{
	idx_t head = k5_queue[q].head;
	idx_t tail = k5_queue[q].tail;

	if (head == NIL || tail == NIL)
		return head == tail;
	return k5_link[head].queue == q && k5_link[tail].queue == q;
}

/* Walking from the head meets every member: there is no ring beside it. */
bool queue_ok(idx_t q)
{
	unsigned members = 0;
	unsigned met = 0;

	if (!ends_ok(q))
		return false;
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (k5_link[t].queue != q)
			continue;
		if (!neighbours_ok(t))
			return false;
		members++;
	}
	for (idx_t t = k5_queue[q].head; t != NIL && met <= members;
	     t = k5_link[t].next)
		met++;
	return met == members;
}

static bool receives_ok(idx_t t)
{
	idx_t r = k5_thread[t].serves;

	return is_endpoint(k5_link[t].queue) && r < k5_app.replies &&
	       k5_reply[r].server == t && k5_reply[r].caller == NIL;
}

static bool awaits_ok(idx_t t)
{
	idx_t r = k5_thread[t].awaits;

	if (k5_thread[t].state != T_REPLY)
		return r == NIL;
	return r < k5_app.replies && k5_reply[r].caller == t;
}

/*
 * Its own time is out with somebody who lives and will bring it home; or was taken, as
 * time_ok allows of who is not passive.
 */
static bool hopes_ok(idx_t t)
{
	idx_t holder = k5_sc[k5_app.thread[t].sc].holder;

	if (holder == NIL)
		return !k5_thread[t].passive;
	return holder != t && k5_thread[holder].state != T_STOPPED;
}

/* Who waits so keeps its time meanwhile, if nobody takes it. */
static bool keeps_ok(idx_t t)
{
	return k5_thread[t].sc != NIL ||
	       (!k5_thread[t].passive &&
		k5_sc[k5_app.thread[t].sc].holder == NIL);
}

static bool place_ok(idx_t t)
{
	idx_t q = k5_link[t].queue;
	idx_t s = k5_thread[t].sc;

	switch ((enum thread_state)k5_thread[t].state) {
	case T_STOPPED:
	case T_REPLY:
		return q == NIL;
	case T_ASLEEP:
		return q == NIL && keeps_ok(t);
	case T_READY:
		return q == k5_thread[t].prio && s != NIL &&
		       sc_left(s, k5.now) > 0;
	case T_THROTTLED:
		return q == Q_RELEASE && s != NIL && !sc_slices(s) &&
		       sc_due(s) >= k5.release;
	case T_UNFUNDED:
		return q == NIL && s == NIL && hopes_ok(t);
	case T_SENDING:
		return is_endpoint(q) && keeps_ok(t);
	case T_CALLING: /* is about to lend it */
		return is_endpoint(q) && s != NIL;
	case T_RECEIVING:
		return receives_ok(t) && keeps_ok(t) && !k5_thread[t].passive;
	case T_SERVING:
		return receives_ok(t) && s == NIL && k5_thread[t].passive;
	case T_WAITING:
		return is_notification(q) && keeps_ok(t);
	}
	return false;
}

bool thread_ok(idx_t t)
{
	const struct thread *thread = &k5_thread[t];

	if (thread->task >= k5_app.tasks || thread->prio >= PRIOS ||
	    thread->prio > k5_app.thread[t].ceiling)
		return false;
	if (thread->sc != NIL &&
	    (thread->sc >= k5_app.scs || k5_sc[thread->sc].holder != t))
		return false;
	if (k5_link[t].queue == NIL && !neighbours_ok(t))
		return false; /* of those in a queue, queue_ok looks */
	return awaits_ok(t) && place_ok(t);
}

bool endpoint_ok(idx_t ep)
{
	uint32_t states = waiting_in(q_endpoint(ep));

	if (set_has(states, T_RECEIVING))
		return !set_has(states, T_SENDING) &&
		       !set_has(states, T_CALLING);
	return !(set_has(states, T_SERVING) && set_has(states, T_CALLING));
}

bool notification_ok(idx_t n)
{
	return k5_notification[n].bits == 0 ||
	       waiting_in(q_notification(n)) == 0;
}

bool cap_ok(slot_idx_t i)
{
	struct cap cap = k5_slot[i];

	switch ((enum k5_cap_type)cap.type) {
	case K5_CAP_NONE:
		return cap.rights == K5_RIGHT_NONE;
	case K5_CAP_ENDPOINT:
		return cap.object < k5_app.endpoints &&
		       allows(K5_RIGHT_SEND | K5_RIGHT_RECV | K5_RIGHT_GRANT |
				      K5_RIGHT_GRANT_REPLY,
			      cap.rights);
	case K5_CAP_REPLY:
		return cap.object < k5_app.replies &&
		       allows(K5_RIGHT_SEND | K5_RIGHT_GRANT, cap.rights);
	case K5_CAP_NOTIFICATION:
		return cap.object < k5_app.notifications &&
		       allows(K5_RIGHT_SIGNAL | K5_RIGHT_WAIT, cap.rights);
	case K5_CAP_PORT:
		return cap.object < k5_app.ports &&
		       allows(K5_RIGHT_LISTEN | K5_RIGHT_CONNECT, cap.rights);
	case K5_CAP_IRQ:
		return cap.object < k5_app.irqs &&
		       allows(K5_RIGHT_CONTROL, cap.rights);
	case K5_CAP_SYSTEM:
		return allows(K5_RIGHT_CONTROL | K5_RIGHT_READ, cap.rights);
	case K5_CAP_TIMER:
		return allows(K5_RIGHT_CONTROL, cap.rights);
	case K5_CAP_POOL:
		return cap.object < k5_app.pools &&
		       allows(K5_RIGHT_CONTROL | K5_RIGHT_GRANT, cap.rights);
	case K5_CAP_REGION:
		return region_cap_ok(i);
	case K5_CAP_THREAD:
		return cap.object < k5_app.threads &&
		       allows(K5_RIGHT_CONTROL, cap.rights);
	case K5_CAP_SC:
		return app_budgets() && cap.object < k5_app.scs &&
		       allows(K5_RIGHT_READ | K5_RIGHT_CONTROL, cap.rights);
	}
	return false;
}

/* Whether caps may travel by it: only of a pool's object if by the pool's cap. */
static bool carries(struct cap cap)
{
	return allows(cap.rights, K5_RIGHT_GRANT) ||
	       (cap.type == K5_CAP_ENDPOINT &&
		allows(cap.rights, K5_RIGHT_GRANT_REPLY));
}

/*
 * What is derived allows no more than what it came from; what came out of a
 * pool is one of its objects.
 */
static bool within(struct cap child, struct cap cap)
{
	if (cap.type == K5_CAP_POOL && child.type != K5_CAP_POOL)
		return pool_has(cap.object, child) &&
		       (carries(cap) || !carries(child));
	return child.type == cap.type && child.object == cap.object &&
	       allows(cap.rights, child.rights) &&
	       (cap.badge == 0 || child.badge == cap.badge);
}

bool node_ok(slot_idx_t i)
{
	slot_idx_t parent = cdt_parent(i);

	if (!cdt_ok(i))
		return false;
	if (k5_slot[i].type == K5_CAP_NONE || k5_slot[i].type == K5_CAP_REGION)
		return cdt_alone(i);
	return parent == NO_SLOT || within(k5_slot[i], k5_slot[parent]);
}

bool task_ok(idx_t i)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (k5_task[i].stopped && k5_thread[t].task == i &&
		    k5_thread[t].state != T_STOPPED)
			return false;
	}
	return true;
}

/* Nobody waits beyond its deadline, nor unseen. */
static bool deadline_ok(idx_t t)
{
	uint8_t state = k5_thread[t].state;
	bool timed = state == T_ASLEEP ||
		     (state >= T_FIRST_WAIT &&
		      (k5_context[t].arg[K5_ARG_NUMBER] & K5_TIMED) != 0);

	return !timed || (k5_until[t] > k5.now && k5_until[t] >= k5.deadline);
}

bool timer_ok(idx_t t)
{
	return !app_timed() || k5_timer[t].bits == 0 ||
	       (k5_timer[t].at >= k5.deadline &&
		k5_thread[t].state != T_STOPPED);
}

static bool alarm_ok(void)
{
	if (k5.alarm > k5.release || k5.alarm > k5.deadline ||
	    k5.deadline <= k5.now || k5_asleep > k5.now)
		return false;
	if (k5.current == NIL)
		return true;

	idx_t s = k5_thread[k5.current].sc;

	return s != NIL && k5.alarm <= k5.now + sc_left(s, k5.now);
}

bool choice_ok(void)
{
	unsigned live = 0;

	if (k5.top >= PRIOS)
		return false;
	for (unsigned q = 0; q < PRIOS; q++) {
		bool some = k5_queue[q].head != NIL;

		if (set_has(k5.ready, q) != some || (some && q > k5.top))
			return false;
	}
	for (idx_t t = 0; t < k5_app.threads; t++) {
		live += k5_thread[t].state != T_STOPPED;
		if (k5_thread[t].state == T_THROTTLED &&
		    sc_due(k5_thread[t].sc) <= k5.now)
			return false;
		if (!deadline_ok(t))
			return false;
	}
	if (k5.ready == 0)
		return k5.current == NIL && k5.live == live && alarm_ok();
	return k5.current == k5_queue[set_max(k5.ready)].head &&
	       k5.live == live && alarm_ok();
}

static bool memory_ok(void)
{
	bool ok = lenders_ok();

	for (idx_t r = 0; r < k5_app.regions; r++)
		ok = ok && region_ok(r);
	for (idx_t i = 0; i < k5_app.tasks; i++)
		for (uint8_t w = 0; w < k5_app.task[i].windows; w++)
			ok = ok &&
			     window_ok(i,
				       (uint8_t)(k5_app.task[i].first_window +
						 w));
	return ok;
}

static bool objects_ok(void)
{
	bool ok = true;

	for (idx_t s = 0; s < k5_app.scs; s++)
		ok = ok && time_ok(s);
	for (idx_t r = 0; r < k5_app.replies; r++)
		ok = ok && reply_ok(r) && loan_ok(r);
	for (idx_t e = 0; e < k5_app.endpoints; e++)
		ok = ok && endpoint_ok(e);
	for (idx_t n = 0; n < k5_app.notifications; n++)
		ok = ok && notification_ok(n);
	for (slot_idx_t i = 0; i < k5_app.slots; i++)
		ok = ok && cap_ok(i) && node_ok(i);
	for (idx_t p = 0; p < k5_app.pools; p++)
		ok = ok && pool_ok(p);
	return ok;
}

bool kernel_ok(void)
{
	idx_t queues = q_notification(k5_app.notifications);
	bool ok = choice_ok() && objects_ok() && memory_ok();

	for (idx_t q = 0; q < queues; q++)
		ok = ok && queue_ok(q);
	for (idx_t t = 0; t < k5_app.threads; t++)
		ok = ok && thread_ok(t) && entitled_ok(t) && timer_ok(t);
	for (idx_t i = 0; i < k5_app.tasks; i++)
		ok = ok && task_ok(i);
	return ok && k5.log_next < k5_app.log_size;
}
