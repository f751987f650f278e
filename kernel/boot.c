/*
 * boot.c - from k5_app to a state that satisfies the invariant
 *
 * Runs once, before any task. Everything it makes is what the app said; an
 * app that breaks a rule here is a bug of the tool that wrote it.
 */
#include "arch.h"
#include "bitmap.h"
#include "cdt.h"
#include "check.h"
#include "claim.h"
#include "kernel.h"
#include "log.h"
#include "sc.h"
#include "sched.h"
#include "start.h"
#include "timer.h"
#include "view.h"

struct k5_state k5;
k5_ticks_t k5_asleep;

static void init_queues(void)
{
	unsigned queues =
		(unsigned)Q_FIRST_EP + k5_app.endpoints + k5_app.notifications;

	K5_ASSERT(queues < NIL);

	for (unsigned q = 0; q < queues; q++)
		k5_queue[q] = (struct queue){NIL, NIL};
	for (unsigned t = 0; t < k5_app.threads; t++)
		k5_link[t] = (struct link){NIL, NIL, NIL};
}

/* Caps to one object that the app hands out are siblings, so that the last of
 * them knows that it is. */
static void init_slots(void)
{
	for (unsigned i = 0; i < k5_app.slots; i++) {
		k5_slot[i] = (struct cap){0};
		cdt_init((slot_idx_t)i);
	}
	for (unsigned i = 0; i < k5_app.caps; i++) {
		const struct k5_cap_desc *d = &k5_app.cap[i];
		unsigned elder = 0;

		k5_slot[d->slot] = (struct cap){.badge = d->badge,
						.type = d->type,
						.rights = d->rights,
						.object = d->object};
		while (k5_app.cap[elder].type != d->type ||
		       k5_app.cap[elder].object != d->object)
			elder++;
		if (elder < i)
			cdt_beside(k5_app.cap[elder].slot, d->slot);
	}
}

static void init_objects(void)
{
	for (unsigned i = 0; i < k5_app.replies; i++)
		k5_reply[i] = (struct reply){NIL, NIL, NIL, NIL};
	for (unsigned i = 0; i < k5_app.notifications; i++)
		k5_notification[i].bits = 0;
	for (unsigned i = 0; i < k5_app.ports; i++)
		k5_port[i] = (struct port){0};
	for (unsigned i = 0; i < k5_app.irqs; i++)
		k5_irq[i].fired = 0;
}

static void init_pools(void)
{
	for (idx_t p = 0; p < k5_app.pools; p++) {
		for (unsigned kind = 0; kind < POOL_KINDS; kind++) {
			uint8_t count = k5_app.pool[p].share[kind].count;

			K5_ASSERT(count <= POOL_MOST);
			k5_pool[p].unborn[kind] = 0;
			for (uint8_t i = 0; i < count; i++)
				k5_pool[p].unborn[kind] =
					set_add(k5_pool[p].unborn[kind], i);
		}
	}
}

/* Each region in both its guises; windows are free. */
static void init_regions(void)
{
	for (unsigned i = 0; i < k5_app.regions; i++) {
		struct k5_region r = k5_app.region[i];

		r.rights = K5_MEM_READ;
		K5_ASSERT(arch_window_encode(&k5_region[i].read, &r));
		r.rights = K5_MEM_READ | K5_MEM_WRITE;
		K5_ASSERT(arch_window_encode(&k5_region[i].write, &r));
	}
	for (unsigned i = 0; i < k5_app.windows; i++)
		k5_window[i] = (struct window){
			.region = NIL, .from = NIL, .slot = NO_SLOT};
}

/* What the app gave the task stands in its windows from the start. */
static void init_windows(idx_t task)
{
	const struct k5_task_desc *d = &k5_app.task[task];

	if (!app_lends())
		return;
	K5_ASSERT(arch_window_room(&k5_task[task].regions, d->windows));
	view_init(task);
	for (unsigned i = 0; i < d->slots; i++) {
		struct cap *cap = &k5_slot[d->first_slot + i];

		if (cap->type != K5_CAP_REGION)
			continue;
		K5_ASSERT(view_has_room(task, cap->object));
		cap->window =
			view_take(task, (slot_idx_t)(d->first_slot + i),
				  cap->rights & (K5_MEM_READ | K5_MEM_WRITE));
	}
}

static void init_tasks(void)
{
	for (idx_t i = 0; i < k5_app.tasks; i++) {
		const struct k5_task_desc *d = &k5_app.task[i];

		k5_task[i].stopped = false;
		k5_task[i].fault = K5_FAULT_NONE;
		K5_ASSERT(arch_regions_encode(&k5_task[i].regions, d->regions,
					      d->region_count));
		init_windows(i);
		claim_load(i);
	}
}

static void init_thread(idx_t t)
{
	const struct k5_thread_desc *d = &k5_app.thread[t];
	struct thread *thread = &k5_thread[t];

	K5_ASSERT(d->prio <= d->ceiling && d->ceiling < PRIOS);
	K5_ASSERT(d->sc < k5_app.scs);
	K5_ASSERT(d->overrun_bits == 0 || d->overrun < k5_app.notifications);

	thread->task = d->task;
	thread->passive = d->passive;
	thread->state = T_STOPPED;
	thread->sc = d->sc;
	thread->awaits = NIL;
	thread->prio = d->prio;
	timer_forget(t);

	sc_init(d->sc, &k5_app.sc[d->sc]);
	k5_sc[d->sc].home = t;
	k5_sc[d->sc].holder = t;
	if (app_budgets())
		k5_spare[d->sc] = (struct refill){0};
	if (d->entry != 0)
		thread_begin(
			t, (struct start){.entry = d->entry, .prio = d->prio});
}

void kernel_boot(void)
{
	k5 = (struct k5_state){.release = UINT64_MAX,
			       .deadline = UINT64_MAX,
			       .alarm = UINT64_MAX,
			       .current = NIL};
	if (app_observed())
		k5_asleep = 0;
	init_queues();
	init_slots();
	init_objects();
	init_pools();
	log_init();
	arch_init();
	init_regions();
	init_tasks();

	for (idx_t t = 0; t < k5_app.threads; t++)
		init_thread(t);

	k5.now = arch_clock(); /* the first thread does not pay for all this */
	log_boot();
	sched_next();
}
