/*
 * syscall_caps.c - system calls that are about caps
 *
 *      caps                          what is in my slots?
 *      listen, connect               a port's endpoint, into a slot
 *      mint, move, delete, revoke    slot to slot (derive.c)
 *      create                        what a pool holds
 *      start, priority, abort,       a thread
 *      thread_status
 *      consumed, configure,          a thread's time
 *      yield_to, bind, unbind
 *
 * Nobody is in a hurry here. So these stay out of line, and leave the
 * registers of the processor to the calls that are (syscall.c).
 */
#include "syscall_caps.h"

#include "args.h"
#include "control.h"
#include "cspace.h"
#include "derive.h"
#include "pool.h"
#include "port.h"
#include "sc.h"
#include "sc_bind.h"
#include "sc_set.h"
#include "sched.h"
#include "start.h"

/* Memory has no badge but a place, and that many bytes. */
static void region_told(idx_t t, const struct k5_region *region)
{
	result(t, K5_ARG_WORD + 3, region->base);
	result(t, K5_ARG_LENGTH, region->size);
}

/* Slot, type and rights, badge: no object numbers, they are the kernel's. */
enum k5_err sys_caps(idx_t t, struct cap none)
{
	idx_t task = k5_thread[t].task;
	k5_word_t slot = cspace_next(task, arg(t, K5_ARG_SLOT));

	(void)none;
	if (slot >= k5_app.task[task].slots)
		return K5_ERR_SLOT;

	struct cap cap = cspace_at(task, slot);

	result(t, K5_ARG_WORD, slot);
	result(t, K5_ARG_WORD + 1, cap.type);
	result(t, K5_ARG_WORD + 2, cap.rights);
	result(t, K5_ARG_WORD + 3, cap.badge);
	if (app_lends() && cap.type == K5_CAP_REGION)
		region_told(t, &k5_app.region[cap.object]);
	return K5_OK;
}

enum k5_err sys_listen(idx_t t, struct cap cap)
{
	idx_t port;
	enum k5_err e = app_ports() ? port_named(t, K5_RIGHT_LISTEN, &port)
				    : K5_ERR_NAME;

	(void)cap;
	if (e != K5_OK)
		return e;
	return port_listen(port, k5_thread[t].task, arg(t, K5_ARG_SLOT));
}

enum k5_err sys_connect(idx_t t, struct cap cap)
{
	idx_t port;
	enum k5_err e = app_ports() ? port_named(t, K5_RIGHT_CONNECT, &port)
				    : K5_ERR_NAME;

	(void)cap;
	if (e != K5_OK)
		return e;
	return port_connect(port, k5_thread[t].task, arg(t, K5_ARG_SLOT));
}

enum k5_err sys_mint(idx_t t, struct cap none)
{
	struct mint how = {.rights = arg(t, K5_ARG_WORD + 1),
			   .badge = arg(t, K5_ARG_WORD + 2)};

	(void)none;
	return derive_mint(k5_thread[t].task, arg(t, K5_ARG_SLOT),
			   arg(t, K5_ARG_WORD), how);
}

enum k5_err sys_move(idx_t t, struct cap none)
{
	(void)none;
	return derive_move(k5_thread[t].task, arg(t, K5_ARG_SLOT),
			   arg(t, K5_ARG_WORD));
}

enum k5_err sys_delete(idx_t t, struct cap none)
{
	(void)none;
	return derive_delete(k5_thread[t].task, arg(t, K5_ARG_SLOT));
}

enum k5_err sys_revoke(idx_t t, struct cap none)
{
	(void)none;
	return derive_revoke(k5_thread[t].task, arg(t, K5_ARG_SLOT));
}

enum k5_err sys_create(idx_t t, struct cap pool)
{
	if (!app_pools())
		return K5_ERR_TYPE;
	return pool_create(k5_thread[t].task, pool, arg(t, K5_ARG_SLOT),
			   arg(t, K5_ARG_WORD), arg(t, K5_ARG_WORD + 1));
}

/* Where no cap names a thread, none of what follows is in the kernel. */
static const enum k5_err NO_THREADS = K5_ERR_TYPE;

enum k5_err sys_start(idx_t t, struct cap cap)
{
	return app_controls() ? thread_start(cap.object, t) : NO_THREADS;
}

enum k5_err sys_priority(idx_t t, struct cap cap)
{
	if (!app_controls())
		return NO_THREADS;
	return thread_priority(cap.object, t, arg(t, K5_ARG_WORD));
}

enum k5_err sys_thread_status(idx_t t, struct cap cap)
{
	if (!app_controls())
		return NO_THREADS;
	thread_status(cap.object, t);
	return K5_OK;
}

enum k5_err sys_abort(idx_t t, struct cap cap)
{
	(void)t;
	return app_controls() ? thread_abort(cap.object) : NO_THREADS;
}

enum k5_err sys_consumed(idx_t t, struct cap sc)
{
	if (!app_budgets()) /* nobody has such a cap */
		return K5_ERR_TYPE;

	k5_ticks_t used = sc_consumed(sc.object);

	result(t, K5_ARG_WORD, (uint32_t)used);
	result(t, K5_ARG_WORD + 1, (uint32_t)(used >> 32));
	return K5_OK;
}

/* A number of 64 bits in two registers, from the i-th word on. */
static k5_ticks_t ticks(idx_t t, unsigned i)
{
	k5_ticks_t high = (uint32_t)arg(t, K5_ARG_WORD + i + 1);

	return high << 32 | (uint32_t)arg(t, K5_ARG_WORD + i);
}

/*
 * Who is ready stays so; who waits for a refill may have one sooner. A new slice is had
 * behind its equals: else who sets its own had one slice after the other.
 */
enum k5_err sys_configure(idx_t t, struct cap sc)
{
	k5_ticks_t budget = ticks(t, 0);
	k5_ticks_t period = ticks(t, 2);

	if (!app_budgets())
		return K5_ERR_TYPE;
	if (!sc_may(sc.object, budget, period))
		return K5_ERR_RANGE;

	idx_t holder = k5_sc[sc.object].holder;

	bool anew = sc_set(sc.object, k5.now,
			   (struct k5_sc_desc){.budget = (uint32_t)budget,
					       .period = (uint32_t)period});

	if (holder != NIL && k5_thread[holder].state == T_THROTTLED)
		sched_wake(holder);
	else if (holder != NIL && anew)
		sched_priority(holder, k5_thread[holder].prio);
	return K5_OK;
}

enum k5_err sys_yield_to(idx_t t, struct cap sc)
{
	idx_t holder = k5_sc[sc.object].holder;

	(void)t;
	if (!app_budgets())
		return K5_ERR_TYPE;
	if (holder == NIL || k5_thread[holder].state != T_READY)
		return K5_ERR_AGAIN;
	sched_turn_to(holder);
	return K5_OK;
}

enum k5_err sys_bind(idx_t t, struct cap sc)
{
	(void)t;
	return app_budgets() ? sc_bind(sc.object) : K5_ERR_TYPE;
}

/* Perhaps the caller's own: it goes on from here when that is bound. */
enum k5_err sys_unbind(idx_t t, struct cap sc)
{
	(void)t;
	return app_budgets() ? sc_unbind(sc.object) : K5_ERR_TYPE;
}
