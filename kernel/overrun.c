/*
 * overrun.c - the running thread's time is out
 *
 *      alarm --> the running thread has nothing left --bits--> notification
 *                     `--> throttled, until its refill (next.c)
 *
 * Looked at on the way out, when an alarm has come, and before the thread is
 * throttled: that makes it once for each time that its time ends. Bits are no
 * message: nothing is queued for who is slow to look, and who did it is the
 * thread's record for as long as it stands (control.c).
 */
#include "overrun.h"

#include "notification.h"
#include "sc.h"

static bool spent(idx_t t)
{
	idx_t s = k5_thread[t].sc;

	return k5_thread[t].state == T_READY && !sc_slices(s) &&
	       sc_left(s, k5.now) == 0;
}

K5_RARE void overrun_tell(void)
{
	idx_t t = k5.current;

	if (t == NIL)
		return;

	const struct k5_thread_desc *d = &k5_app.thread[t];

	if (d->overrun_bits != 0 && spent(t))
		ntf_signal(d->overrun, d->overrun_bits);
}
