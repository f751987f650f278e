/*
 * invariant_loan.c - the state of memory in flight, clause by clause
 *
 * Who sees what follows from the caps and from whose window each is lent; what a
 * window shows only repeats it for the hardware.
 */
#include "bitmap.h"
#include "cspace.h"
#include "invariant.h"

enum {
	TOUCH = K5_MEM_READ | K5_MEM_WRITE
};

/* How many replies know the loan, and the last of them. */
static unsigned replies_of(uint8_t window, idx_t *last)
{
	unsigned n = 0;

	for (idx_t r = 0; r < k5_app.replies; r++) {
		if (k5_reply[r].loan != window)
			continue;
		*last = r;
		n++;
	}
	return n;
}

/* The call that lent it waits; the slots are those of its two ends. */
static bool borrowed_ok(struct cap cap)
{
	struct window in = k5_window[cap.window], out;
	idx_t r = NIL;

	if (in.from >= k5_app.windows || replies_of(cap.window, &r) != 1 ||
	    k5_reply[r].caller == NIL)
		return false;
	out = k5_window[in.from];
	return out.region == in.region && out.slot < k5_app.slots &&
	       allows(k5_slot[out.slot].rights & TOUCH, cap.rights) &&
	       cspace_owns(k5_thread[k5_reply[r].server].task, in.slot) &&
	       cspace_owns(k5_thread[k5_reply[r].caller].task, out.slot);
}

/* What is left of the window's region to whoever has it; counts who reads. */
static uint8_t left(uint8_t window, unsigned *readers)
{
	uint8_t rights = k5_slot[k5_window[window].slot].rights & TOUCH;

	*readers = 0;
	for (uint8_t i = 0; i < k5_app.windows; i++) {
		struct window w = k5_window[i];

		if (w.region == NIL || w.from != window)
			continue;
		if (allows(k5_slot[w.slot].rights, K5_RIGHT_WRITE))
			return 0;
		rights &= K5_MEM_READ;
		(*readers)++;
	}
	return rights;
}

static bool shows(idx_t task, uint8_t window)
{
	uint8_t first = k5_app.task[task].first_window;

	return window >= first && window - first < k5_app.task[task].windows;
}

bool region_cap_ok(slot_idx_t i)
{
	struct cap cap = k5_slot[i];
	idx_t task = cspace_task(i);
	struct window w;
	unsigned readers;
	uint8_t rights;

	if (task == k5_app.tasks || cap.object >= k5_app.regions ||
	    !shows(task, cap.window) ||
	    !allows(TOUCH | K5_RIGHT_GRANT, cap.rights))
		return false;
	w = k5_window[cap.window];
	rights = left(cap.window, &readers);
	if (w.slot != i || w.region != cap.object || w.rights != rights ||
	    w.readers != readers || cap.badge != 0)
		return false;
	return w.from == NIL || borrowed_ok(cap);
}

bool loan_ok(idx_t r)
{
	uint8_t w = k5_reply[r].loan;

	return w == NIL || (w < k5_app.windows && k5_window[w].region != NIL &&
			    k5_window[w].from != NIL);
}

/* The cap is there, and no other window of the task has its region. */
bool window_ok(idx_t task, uint8_t window)
{
	const struct k5_task_desc *d = &k5_app.task[task];
	struct window w = k5_window[window];

	if (w.region == NIL)
		return w.rights == 0;
	for (uint8_t i = d->first_window; shows(task, i); i++) {
		if (i != window && k5_window[i].region == w.region)
			return false;
	}
	return w.slot < k5_app.slots && cspace_owns(task, w.slot) &&
	       k5_slot[w.slot].type == K5_CAP_REGION &&
	       k5_slot[w.slot].window == window;
}

/* Whoever may write a region is alone with it. */
bool region_ok(idx_t region)
{
	unsigned see = 0, write = 0;

	for (unsigned i = 0; i < k5_app.windows; i++) {
		if (k5_window[i].region != region)
			continue;
		see += k5_window[i].rights != 0;
		write += allows(k5_window[i].rights, K5_MEM_WRITE);
	}
	return write == 0 || see == 1;
}

/* Nobody waits to lend unseen. */
bool lenders_ok(void)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (k5_thread[t].state == T_CALLING &&
		    (k5_context[t].arg[K5_ARG_NUMBER] & K5_CAP_LEND) != 0 &&
		    !k5.lenders)
			return false;
	}
	return true;
}
