/*
 * world.c - pools of a few objects, filled with anything
 */
#include "world.h"

#include "arch.h"
#include "bitmap.h"
#include "invariant.h"
#include "sc.h"

static const struct k5_region regions[TASKS][2];

static const struct k5_task_desc task[TASKS] = {
	{.regions = regions[0],
	 .first_slot = 0,
	 .slots = SLOTS / 2,
	 .region_count = 2},
	{.regions = regions[1],
	 .first_slot = SLOTS / 2,
	 .slots = SLOTS / 2,
	 .region_count = 2},
};

static const struct k5_thread_desc thread[THREADS] = {
	{.task = 0, .sc = 0},
	{.task = 0, .sc = 1},
	{.task = 1, .sc = 2},
};

static const struct k5_port_desc port[PORTS] = {{.name = "p", .endpoint = 0}};
static const struct k5_irq_desc irq[IRQS] = {{.bits = 1, .line = 7}};

const struct k5_app k5_app = {.task = task,
			      .thread = thread,
			      .port = port,
			      .irq = irq,
			      .log_size = LOG_SIZE,
			      .slots = SLOTS,
			      .tasks = TASKS,
			      .threads = THREADS,
			      .scs = THREADS,
			      .endpoints = ENDPOINTS,
			      .notifications = NOTIFICATIONS,
			      .replies = REPLIES,
			      .ports = PORTS,
			      .irqs = IRQS};

struct queue k5_queue[QUEUES];
struct link k5_link[THREADS];
struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
struct task k5_task[TASKS];
struct sc k5_sc[THREADS];
struct cap k5_slot[SLOTS];
struct reply k5_reply[REPLIES];
struct notification k5_notification[NOTIFICATIONS];
struct port k5_port[PORTS];
struct irq k5_irq[IRQS];
uint8_t k5_log_ring[LOG_SIZE];
struct k5_state k5;

struct queue nondet_queue(void);
struct link nondet_link(void);
struct thread nondet_thread(void);
struct arch_context nondet_context(void);
struct task nondet_task(void);
struct sc nondet_sc(void);
struct cap nondet_cap(void);
struct reply nondet_reply(void);
struct notification nondet_notification(void);
struct port nondet_port(void);
struct k5_state nondet_state(void);
struct refill nondet_refill(void);

/* The queues that a thread of this world can be in. */
static const idx_t used[] = {0, 15, 31, Q_RELEASE, 33, 34, 35};

static bool is_used(idx_t q)
{
	return q == 0 || q == 15 || q >= 31;
}

static void any_threads(void)
{
	for (idx_t t = 0; t < THREADS; t++) {
		k5_link[t] = nondet_link();
		ASSUME(k5_link[t].queue == NIL || k5_link[t].queue < QUEUES);
		ASSUME(k5_link[t].next == NIL || k5_link[t].next < THREADS);
		ASSUME(k5_link[t].prev == NIL || k5_link[t].prev < THREADS);
		k5_context[t] = nondet_context();
		k5_thread[t] = nondet_thread();
		ASSUME(k5_thread[t].task == thread[t].task);
		ASSUME(k5_thread[t].prio < PRIOS && is_used(k5_thread[t].prio));
		ASSUME(k5_thread[t].sc == NIL || k5_thread[t].sc < THREADS);
		k5_sc[t] = nondet_sc();
		ASSUME(k5_sc[t].home == t);
		ASSUME(k5_sc[t].holder == NIL || k5_sc[t].holder < THREADS);
	}
}

static void any_objects(void)
{
	for (idx_t q = 0; q < QUEUES; q++) {
		k5_queue[q] = (struct queue){NIL, NIL};
		if (is_used(q))
			k5_queue[q] = nondet_queue();
		ASSUME(k5_queue[q].head == NIL || k5_queue[q].head < THREADS);
		ASSUME(k5_queue[q].tail == NIL || k5_queue[q].tail < THREADS);
	}
	for (idx_t i = 0; i < TASKS; i++)
		k5_task[i] = nondet_task();
	for (slot_idx_t i = 0; i < SLOTS; i++)
		k5_slot[i] = nondet_cap();
	for (idx_t i = 0; i < REPLIES; i++)
		k5_reply[i] = nondet_reply();
	for (idx_t i = 0; i < NOTIFICATIONS; i++)
		k5_notification[i] = nondet_notification();
	for (idx_t i = 0; i < PORTS; i++)
		k5_port[i] = nondet_port();
}

void world_any(void)
{
	any_threads();
	any_objects();
	k5 = nondet_state();
	ASSUME(k5.now < (k5_ticks_t)1 << 62);
	for (idx_t i = 0; i < sizeof(used); i++)
		ASSUME(queue_ok(used[i]));
	for (idx_t i = 0; i < THREADS; i++)
		ASSUME(thread_ok(i) && time_ok(i));
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
	ASSUME(choice_ok());
}

static unsigned living(void)
{
	unsigned n = 0;

	for (idx_t t = 0; t < THREADS; t++)
		n += k5_thread[t].state != T_STOPPED;
	return n;
}

void world_charge(idx_t t)
{
	struct refill *front = &k5_sc[k5_thread[t].sc].refill[0];

	*front = nondet_refill();
	ASSUME(sc_ok(k5_thread[t].sc));
}

void world_settle(idx_t t)
{
	if (k5_thread[t].state == T_READY) {
		k5_sc[k5_thread[t].sc].refill[0].time = k5.now;
		k5_sc[k5_thread[t].sc].refill[0].amount = 1;
	}
}

void world_prove(void)
{
	for (idx_t p = 0; p < PRIOS; p++)
		PROVE(is_used(p) || (k5_queue[p].head == NIL &&
				     k5_queue[p].tail == NIL),
		      "the other queues stay empty");
	for (idx_t p = 0; p < PRIOS; p++)
		PROVE(set_has(k5.ready, p) == (k5_queue[p].head != NIL),
		      "a bit for each ready queue");
	for (idx_t i = 0; i < sizeof(used); i++)
		PROVE(queue_ok(used[i]), "queue_ok");
	for (idx_t i = 0; i < THREADS; i++) {
		PROVE(thread_ok(i), "thread_ok");
		PROVE(time_ok(i), "time_ok");
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
