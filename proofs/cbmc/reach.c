/*
 * reach.c - integrity, object by object
 */
#include "reach.h"

#include "bitmap.h"
#include "pool.h"
#include "world.h"

/* The state when the call began. */
static struct thread thread[THREADS];
static struct link place[THREADS];
static struct arch_context context[THREADS];
static struct sc sc[THREADS];
static struct timer timer[THREADS];
static struct cap slot[SLOTS];
static struct reply reply[REPLIES];
static struct notification notification[NOTIFICATIONS];
static struct port port[PORTS];
static struct pool pool[POOLS];
static struct task task[TASKS];
static idx_t mine, caller;
static unsigned taken = SLOTS; /* the slot whose cap is taken back, if one is */

void reach_before(idx_t t)
{
	mine = k5_thread[t].task;
	caller = t;
	for (unsigned i = 0; i < THREADS; i++) {
		thread[i] = k5_thread[i];
		place[i] = k5_link[i];
		context[i] = k5_context[i];
		sc[i] = k5_sc[i];
		timer[i] = k5_timer[i];
	}
	for (unsigned i = 0; i < SLOTS; i++)
		slot[i] = k5_slot[i];
	for (unsigned i = 0; i < REPLIES; i++)
		reply[i] = k5_reply[i];
	notification[0] = k5_notification[0];
	port[0] = k5_port[0];
	pool[0] = k5_pool[0];
	for (unsigned i = 0; i < TASKS; i++)
		task[i] = k5_task[i];
}

void reach_taken(slot_idx_t i)
{
	taken = i;
}

/* --- what the task held ----------------------------------------------------- */

static bool is_mine(unsigned i)
{
	return i / (SLOTS / TASKS) == mine;
}

static bool holds(uint8_t type, uint8_t right, unsigned object)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		if (is_mine(i) && slot[i].type == type &&
		    slot[i].object == object && allows(slot[i].rights, right))
			return true;
	}
	return false;
}

/* The board's power switch is one, whatever number its cap has. */
static bool holds_system(void)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		if (is_mine(i) && slot[i].type == K5_CAP_SYSTEM &&
		    allows(slot[i].rights, K5_RIGHT_CONTROL))
			return true;
	}
	return false;
}

static bool own(idx_t t)
{
	return t < THREADS && thread[t].task == mine;
}

/* Its cap is the one that is taken back: with the last of them it ends. */
static bool goes(uint8_t type, unsigned object)
{
	return taken != SLOTS && slot[taken].type == type &&
	       slot[taken].object == object;
}

/* --- threads ------------------------------------------------------------------ */

static bool same_thread(unsigned x)
{
	struct thread a = thread[x], b = k5_thread[x];

	if (a.task != b.task || a.passive != b.passive || a.prio != b.prio ||
	    a.state != b.state || a.sc != b.sc || a.serves != b.serves ||
	    a.awaits != b.awaits || a.lends != b.lends || a.badge != b.badge ||
	    place[x].queue != k5_link[x].queue)
		return false;
	for (unsigned i = 0; i < K5_ARGS; i++) {
		if (context[x].arg[i] != k5_context[x].arg[i])
			return false;
	}
	return true;
}

/* Nobody but its thread sets a timer, and none is lost but with its thread. */
static bool same_timer(unsigned x)
{
	struct timer a = timer[x], b = k5_timer[x];

	if (k5_thread[x].state == T_STOPPED)
		return b.bits == 0;
	return x == caller ||
	       (a.bits == b.bits && a.at == b.at && a.slot == b.slot);
}

/* It waits where the task may come. */
static bool meets(unsigned x)
{
	unsigned ep = (unsigned)place[x].queue - Q_FIRST_EP;

	switch (thread[x].state) {
	case T_SENDING:
	case T_CALLING:
		return holds(K5_CAP_ENDPOINT, K5_RIGHT_RECV, ep);
	case T_RECEIVING:
	case T_SERVING:
		return holds(K5_CAP_ENDPOINT, K5_RIGHT_SEND, ep);
	case T_WAITING:
		return holds(K5_CAP_NOTIFICATION, K5_RIGHT_SIGNAL,
			     ep - ENDPOINTS);
	default:
		return false;
	}
}

/* It waits for an answer that is the task's to give. */
static bool owed(unsigned x)
{
	idx_t r = thread[x].awaits;

	return thread[x].state == T_REPLY && r < REPLIES &&
	       (holds(K5_CAP_REPLY, K5_RIGHT_SEND, r) || own(reply[r].server));
}

/* The task controls it, or it ended since the task had the last cap to it. */
static bool controlled(unsigned x)
{
	return holds(K5_CAP_THREAD, K5_RIGHT_CONTROL, x) ||
	       (x < THREADS && k5_thread[x].state == T_STOPPED &&
		holds(K5_CAP_THREAD, K5_RIGHT_NONE, x));
}

/* It waits for an answer of a thread that the task controls. */
static bool watched(unsigned x)
{
	idx_t r = thread[x].awaits;

	return thread[x].state == T_REPLY && r < REPLIES &&
	       controlled(reply[r].server);
}

/* Its time is with the task. */
static bool lent(unsigned x)
{
	for (unsigned s = 0; s < THREADS; s++) {
		if (sc[s].home == x && own(sc[s].holder))
			return true;
	}
	return false;
}

/* What ends with a cap ends for the task that has it, and for whom that owes. */
static bool loses(unsigned x)
{
	idx_t r = thread[x].awaits;

	if (taken == SLOTS)
		return false;
	return thread[x].task == taken / (SLOTS / TASKS) ||
	       goes(K5_CAP_THREAD, x) || goes(K5_CAP_REPLY, r);
}

/* The time that it runs on is the task's to set; so is its own, to bind. */
static bool paced(unsigned x)
{
	return (thread[x].sc != NIL &&
		holds(K5_CAP_SC, K5_RIGHT_CONTROL, thread[x].sc)) ||
	       holds(K5_CAP_SC, K5_RIGHT_CONTROL, k5_app.thread[x].sc);
}

/* Nobody has it now, or nobody had it before: by a cap, or it is retired. */
static bool bound_alike(unsigned s)
{
	return (sc[s].holder == NIL) == (k5_sc[s].holder == NIL) ||
	       k5_thread[sc[s].home].passive ||
	       holds(K5_CAP_SC, K5_RIGHT_CONTROL, s);
}

static bool reached(unsigned x)
{
	return own((idx_t)x) || meets(x) || owed(x) || watched(x) || lent(x) ||
	       loses(x) || paced(x) || controlled(x);
}

/* --- slots -------------------------------------------------------------------- */

static bool same_cap(struct cap a, struct cap b)
{
	return a.badge == b.badge && a.type == b.type && a.rights == b.rights &&
	       a.object == b.object;
}

/* Is it a cap that another allows, the same object with rights of it? */
static bool copied(struct cap cap, struct cap from)
{
	return from.type == cap.type && from.object == cap.object &&
	       allows(from.rights, cap.rights) &&
	       (from.badge == 0 || from.badge == cap.badge);
}

static bool out_of_pool(struct cap cap)
{
	return holds(K5_CAP_POOL, K5_RIGHT_CONTROL, 0) && pool_has(0, cap) &&
	       (!allows(cap.rights, K5_RIGHT_GRANT) ||
		holds(K5_CAP_POOL, K5_RIGHT_GRANT, 0));
}

static bool by_name(struct cap cap)
{
	uint8_t right = cap.rights == K5_RIGHT_RECV ? K5_RIGHT_LISTEN
						    : K5_RIGHT_CONNECT;

	return cap.type == K5_CAP_ENDPOINT &&
	       (cap.rights == K5_RIGHT_RECV || cap.rights == K5_RIGHT_SEND) &&
	       cap.object == k5_app.port[0].endpoint &&
	       holds(K5_CAP_PORT, right, 0);
}

/* Some slot of the caller's task or, what came, of its partner's had it. */
static bool had(struct cap cap, bool by_me)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		if (is_mine(i) == by_me && copied(cap, slot[i]))
			return true;
	}
	return false;
}

static bool may_appear(unsigned i, struct cap cap)
{
	if (slot[i].type != K5_CAP_NONE)
		return false;
	if (!is_mine(i))
		return had(cap, true);
	return had(cap, true) || had(cap, false) || out_of_pool(cap) ||
	       by_name(cap);
}

static void prove_slots(void)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		struct cap cap = k5_slot[i];

		PROVE(same_cap(cap, slot[i]) || cap.type == K5_CAP_NONE ||
			      may_appear(i, cap),
		      "no cap allows more than what it came from");
		PROVE(is_mine(i) || i == taken || cap.type != K5_CAP_NONE ||
			      slot[i].type == K5_CAP_NONE,
		      "nobody else loses a cap");
	}
}

/* --- objects -------------------------------------------------------------------- */

static bool same_reply(unsigned r)
{
	struct reply a = reply[r], b = k5_reply[r];

	return a.caller == b.caller && a.server == b.server &&
	       a.lent == b.lent && a.loan == b.loan;
}

static bool end_reached(idx_t t)
{
	return t < THREADS && reached(t);
}

/* The last cap to it went: it is unborn again. */
static bool returned(unsigned kind)
{
	return pool[0].unborn[kind] != k5_pool[0].unborn[kind] &&
	       k5_pool[0].unborn[kind] != 0;
}

static void prove_objects(void)
{
	for (unsigned r = 0; r < REPLIES; r++)
		PROVE(same_reply(r) || end_reached(reply[r].server) ||
			      end_reached(reply[r].caller) ||
			      holds(K5_CAP_REPLY, K5_RIGHT_SEND, r),
		      "a debt has an end in reach");
	PROVE(notification[0].bits == k5_notification[0].bits ||
		      holds(K5_CAP_NOTIFICATION, K5_RIGHT_SIGNAL, 0) ||
		      holds(K5_CAP_NOTIFICATION, K5_RIGHT_WAIT, 0) ||
		      returned(POOL_NOTIFICATION),
	      "bits are set by who signals, taken by who waits");
	PROVE(port[0].clients == k5_port[0].clients ||
		      holds(K5_CAP_PORT, K5_RIGHT_CONNECT, 0),
	      "who connects to a port may");
	PROVE(port[0].listening == k5_port[0].listening ||
		      holds(K5_CAP_PORT, K5_RIGHT_LISTEN, 0),
	      "who listens at a port may");
	for (unsigned s = 0; s < THREADS; s++)
		PROVE((sc[s].budget == k5_sc[s].budget &&
		       sc[s].period == k5_sc[s].period) ||
			      holds(K5_CAP_SC, K5_RIGHT_CONTROL, s),
		      "a budget is set by a cap to it");
	for (unsigned s = 0; s < THREADS; s++)
		PROVE(bound_alike(s), "time is taken and given by a cap to it");
	for (unsigned i = 0; i < TASKS; i++)
		PROVE(i == mine || (task[i].stopped == k5_task[i].stopped &&
				    task[i].fault == k5_task[i].fault),
		      "no other task ends");
}

static void prove_pool(void)
{
	static const uint8_t type[POOL_KINDS] = {
		[POOL_ENDPOINT] = K5_CAP_ENDPOINT,
		[POOL_NOTIFICATION] = K5_CAP_NOTIFICATION,
		[POOL_REPLY] = K5_CAP_REPLY,
		[POOL_THREAD] = K5_CAP_THREAD};

	for (unsigned kind = 0; kind < POOL_KINDS; kind++) {
		struct k5_share share = k5_app.pool[0].share[kind];

		PROVE(pool[0].unborn[kind] == k5_pool[0].unborn[kind] ||
			      holds(K5_CAP_POOL, K5_RIGHT_CONTROL, 0) ||
			      holds(type[kind], 0, share.first) ||
			      goes(type[kind], share.first),
		      "a quota is its holder's");
	}
}

void reach_prove(void)
{
	for (unsigned x = 0; x < THREADS; x++) {
		PROVE(same_thread(x) || reached(x), "a thread out of reach");
		PROVE(same_timer(x), "a timer is its thread's");
	}
	prove_slots();
	prove_objects();
	prove_pool();
}

void reach_line(uint16_t line)
{
	PROVE(line == k5_app.irq[0].line &&
		      (holds(K5_CAP_IRQ, 0, 0) || goes(K5_CAP_IRQ, 0)),
	      "an interrupt is its holder's");
}

void reach_end(void)
{
	PROVE(k5.live == 0 || holds_system(), "who ends the run may");
}
