/*
 * task.c - the end of a thread, the end of a task
 *
 * Whoever waited for an answer from the dead hears K5_ERR_DEAD and has its
 * time back; whoever owed the dead an answer owes nobody. Restart is not here
 * yet: a stopped task stays stopped.
 */
#include "task.h"

#include "check.h"
#include "kernel.h"
#include "reply.h"
#include "sched.h"
#include "timer.h"

/* Callers that t owes an answer get an error instead. */
static void fail_callers(idx_t t)
{
	for (idx_t r = 0; r < k5_app.replies; r++) {
		if (k5_reply[r].server != t)
			continue;
		if (k5_reply[r].caller != NIL)
			reply_settle(r, K5_ERR_DEAD);
		else
			k5_reply[r].server = NIL;
	}
}

void thread_stop(idx_t t)
{
	if (k5_thread[t].state == T_STOPPED)
		return;
	fail_callers(t);
	if (k5_thread[t].awaits != NIL) {
		reply_forget(k5_thread[t].awaits);
		k5_thread[t].awaits = NIL;
	}
	reply_time_home(t);
	timer_forget(t);
	sched_block(t, T_STOPPED);
	K5_ASSERT(k5.live > 0);
	k5.live--;
	if (k5.live == 0) /* nothing can ever happen again */
		kernel_end(k5.failed ? K5_EXIT_FAULT : 0);
}

void task_stop(idx_t task, enum k5_fault fault)
{
	k5_task[task].stopped = true;
	k5_task[task].fault = (uint8_t)fault;
	k5.failed = true;
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (k5_thread[t].task == task)
			thread_stop(t);
	}
}
