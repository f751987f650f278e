/*
 * world.c - pools of a few objects, filled with anything
 */
#include "world.h"

#include "arch.h"
#include "bitmap.h"
#include "invariant.h"

static const struct k5_task_desc task[TASKS] = {
	{.first_slot = 0, .slots = SLOTS / 2},
	{.first_slot = SLOTS / 2, .slots = SLOTS / 2},
};

static struct k5_thread_desc thread[THREADS];
static struct k5_sc_desc sc[THREADS];

static const struct k5_port_desc port[PORTS] = {{.name = "p", .endpoint = 0}};
static const struct k5_irq_desc irq[IRQS] = {{.bits = 1, .line = 7}};
static struct k5_pool_desc pool[POOLS] = {{.share = {[POOL_ENDPOINT] = {1, 1},
						     [POOL_REPLY] = {2, 1},
						     [POOL_THREAD] = {0, 1}}}};

const struct k5_app k5_app = {.task = task,
			      .thread = thread,
			      .sc = sc,
			      .port = port,
			      .irq = irq,
			      .pool = pool,
			      .slots = SLOTS,
			      .tasks = TASKS,
			      .threads = THREADS,
			      .scs = THREADS,
			      .endpoints = ENDPOINTS,
			      .notifications = NOTIFICATIONS,
			      .replies = REPLIES,
			      .ports = PORTS,
			      .irqs = IRQS,
			      .pools = POOLS,
			      .watched = THREADS,
			      .controlled = THREADS,
			      .budgets = true,
			      .timed = true,
			      .observed = true};

struct queue k5_queue[QUEUES];
struct link k5_link[THREADS];
struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
k5_ticks_t k5_until[THREADS];
struct timer k5_timer[THREADS];
struct task k5_task[TASKS];
struct sc k5_sc[THREADS];
struct cap k5_slot[SLOTS];
struct node k5_node[SLOTS];
struct reply k5_reply[REPLIES];
struct notification k5_notification[NOTIFICATIONS];
struct port k5_port[PORTS];
struct irq k5_irq[IRQS];
struct pool k5_pool[POOLS];
struct region k5_region[1];
struct window k5_window[1];
struct k5_state k5;
k5_ticks_t k5_asleep;

bool nondet_bool(void);
uint8_t nondet_u8(void);
uint16_t nondet_u16(void);
k5_ticks_t nondet_ticks(void);
struct thread nondet_thread(void);
struct timer nondet_timer(void);
struct arch_context nondet_context(void);
struct task nondet_task(void);
struct cap nondet_cap(void);
struct reply nondet_reply(void);
struct notification nondet_notification(void);
struct port nondet_port(void);
struct k5_state nondet_state(void);

static idx_t any_below(idx_t count)
{
	idx_t i = nondet_u8();

	ASSUME(i < count || i == NIL);
	return i;
}

void world_queues(void)
{
	for (idx_t q = Q_FIRST_EP; q < QUEUES; q++) {
		k5_queue[q] = (struct queue){NIL, NIL};
		for (idx_t t = 0; t < THREADS; t++)
			if (k5_link[t].queue == q)
				k5_queue[q] = (struct queue){t, t};
	}
}

/* A thread of the pool has no entry, and is not passive. */
static void any_threads(void)
{
	idx_t of_pool = any_below(THREADS);

	ASSUME(of_pool != NIL);
	pool[0].share[POOL_THREAD].first = of_pool;
	for (idx_t t = 0; t < THREADS; t++) {
		k5_link[t] = (struct link){any_below(QUEUES), NIL, NIL};
		k5_context[t] = nondet_context();
		k5_until[t] = nondet_ticks();
		k5_timer[t] = nondet_timer();
		k5_thread[t] = nondet_thread();
		thread[t].entry = nondet_bool() && t != of_pool;
		thread[t].task = t / 2;
		thread[t].sc = t;
		thread[t].passive = thread[t].entry && nondet_bool();
		thread[t].prio = nondet_u8();
		thread[t].ceiling = nondet_u8();
		ASSUME(thread[t].ceiling < PRIOS);
		thread[t].overrun_bits = nondet_u16();
		ASSUME(k5_thread[t].task == thread[t].task);
		ASSUME(k5_thread[t].passive == thread[t].passive);
		ASSUME(k5_thread[t].serves == NIL ||
		       k5_thread[t].serves < REPLIES);
		k5_sc[t].home = t;
		k5_sc[t].holder = any_below(THREADS);
	}
	world_queues();
}

static slot_idx_t any_slot_or(slot_idx_t none)
{
	slot_idx_t i = nondet_u16();

	ASSUME(i < SLOTS || i == none);
	return i;
}

/* Any neighbours in the tree: that they agree is cdt.c's matter. */
static void any_slot(slot_idx_t i)
{
	k5_slot[i] = nondet_cap();
	k5_node[i].next = any_slot_or(NO_SLOT);
	k5_node[i].prev = any_slot_or(NO_SLOT);
	k5_node[i].first = any_slot_or(i);
	k5_node[i].last = any_slot_or(i);
}

static void any_objects(void)
{
	for (idx_t i = 0; i < TASKS; i++)
		k5_task[i] = nondet_task();
	for (slot_idx_t i = 0; i < SLOTS; i++)
		any_slot(i);
	for (idx_t i = 0; i < REPLIES; i++) {
		k5_reply[i] = nondet_reply();
		k5_reply[i].loan = NIL;
	}
	for (idx_t i = 0; i < NOTIFICATIONS; i++)
		k5_notification[i] = nondet_notification();
	for (idx_t i = 0; i < PORTS; i++)
		k5_port[i] = nondet_port();
	for (unsigned kind = 0; kind < POOL_KINDS; kind++)
		k5_pool[0].unborn[kind] =
			pool[0].share[kind].count != 0 && nondet_bool()
				? set_bit(0)
				: 0;
}

static unsigned living(void)
{
	unsigned n = 0;

	for (idx_t t = 0; t < THREADS; t++)
		n += k5_thread[t].state != T_STOPPED;
	return n;
}

void world_any(void)
{
	any_threads();
	any_objects();
	k5 = nondet_state();
	for (idx_t i = 0; i < THREADS; i++)
		ASSUME(thread_ok(i) && time_ok(i) && entitled_ok(i) &&
		       timer_ok(i));
	for (idx_t i = 0; i < REPLIES; i++)
		ASSUME(reply_ok(i));
	for (idx_t i = 0; i < ENDPOINTS; i++)
		ASSUME(endpoint_ok(i));
	for (idx_t i = 0; i < NOTIFICATIONS; i++)
		ASSUME(notification_ok(i));
	for (slot_idx_t i = 0; i < SLOTS; i++)
		ASSUME(cap_ok(i));
	for (idx_t i = 0; i < TASKS; i++)
		ASSUME(task_ok(i));
	ASSUME(k5.live == living());
	k5.current = 0;
	ASSUME(k5_thread[0].state == T_READY);
}

void world_prove(void)
{
	for (idx_t i = 0; i < THREADS; i++) {
		PROVE(thread_ok(i), "thread_ok");
		PROVE(time_ok(i), "time_ok");
		PROVE(entitled_ok(i), "entitled_ok");
		PROVE(timer_ok(i), "timer_ok");
	}
	for (idx_t i = 0; i < REPLIES; i++)
		PROVE(reply_ok(i), "reply_ok");
	for (idx_t i = 0; i < ENDPOINTS; i++)
		PROVE(endpoint_ok(i), "endpoint_ok");
	for (idx_t i = 0; i < NOTIFICATIONS; i++)
		PROVE(notification_ok(i), "notification_ok");
	for (slot_idx_t i = 0; i < SLOTS; i++)
		PROVE(cap_ok(i), "cap_ok");
	for (idx_t i = 0; i < TASKS; i++)
		PROVE(task_ok(i), "task_ok");
	PROVE(k5.live == living(), "the living are counted");
}
