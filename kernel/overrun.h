/*
 * overrun.h - somebody hears when a thread's time is out
 *
 * In app.toml a thread names a notification and bits: they are signalled when it
 * has run until nothing was left, of its own time or of a client's. That it then
 * waits for a refill is as ever; who was signalled may do something about it
 * (control.h). The end of a round-robin slice is none.
 */
#pragma once

#include "spec.h"

/* If the running thread's time is out: tells whom the app says. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready;
    requires late: k5.alarm <= k5.now;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5_context[..], k5_notification[..], k5.ready, k5.top, k5.release,
        k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures late: k5.alarm <= k5.now; */
void overrun_tell(void);
