/*
 * start.c - the first step of a thread
 *
 *      boot:    each thread that app.toml gives an entry
 *      start:   one out of a pool, born (pool.c) and not running
 *
 *      unborn --create--> born --start--> runs --exit--> born ...
 *         ^                 `--- the last cap goes: derive.c ---'
 *         `------------------------------'
 *
 * Registers, badge and the rest are made anew, so that a life sees nothing of
 * the one before. What was used of the budget stays used: else whoever starts
 * a thread over and over had time without end. That time may even be out, lent
 * by a life that ended before its answer came; then the thread waits for it.
 */
#include "start.h"

#include "arch.h"
#include "claim.h"
#include "sched.h"

void thread_begin(idx_t t, struct start how)
{
	struct k5_thread_desc d = k5_app.thread[t];
	struct thread *thread = &k5_thread[t];

	d.entry = how.entry;
	arch_context_init(&k5_context[t], &d, how.argument);
	thread->prio = (uint8_t)how.prio;
	thread->serves = NIL;
	thread->awaits = NIL;
	thread->lends = NIL;
	thread->badge = 0;
	k5_until[t] = 0;
	k5.live++;
	sched_wake(t);
}

bool thread_pooled(idx_t t)
{
	return k5_app.thread[t].entry == 0;
}

K5_RARE enum k5_err thread_start(idx_t t, idx_t by)
{
	const k5_word_t *word = &k5_context[by].arg[K5_ARG_WORD];
	struct start how = {word[0], word[1], word[2]};
	idx_t task = k5_thread[by].task;
	struct claim code = {.base = how.entry, .length = 1};

	if (k5_thread[t].task != task || !thread_pooled(t))
		return K5_ERR_RIGHT;
	if (how.prio > k5_thread[by].prio ||
	    how.prio > k5_app.thread[t].ceiling)
		return K5_ERR_RANGE;
	if (!claim_ok(task, code, K5_MEM_EXEC))
		return K5_ERR_MEMORY;
	if (k5_thread[t].state != T_STOPPED)
		return K5_ERR_BUSY;
	thread_begin(t, how);
	return K5_OK;
}
