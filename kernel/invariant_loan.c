/*
 * invariant_loan.c - the state of memory in flight, clause by clause
 *
 * Who sees what follows from the caps; windows only repeat it for the hardware.
 */
#include "bitmap.h"
#include "cdt.h"
#include "cspace.h"
#include "invariant.h"
#include "loan.h"

enum {
	TOUCH = K5_MEM_READ | K5_MEM_WRITE
};

/* The call that lent it waits; the slots are those of its two ends. */
static bool borrowed_ok(slot_idx_t i)
{
	k5_word_t r = k5_slot[i].badge - 1;
	slot_idx_t lender = cdt_parent(i);

	if (r >= k5_app.replies || k5_reply[r].loan != k5_slot[i].window ||
	    k5_reply[r].caller == NIL || lender == NO_SLOT)
		return false;
	return !allows(k5_slot[i].rights, K5_RIGHT_GRANT) &&
	       cspace_owns(k5_thread[k5_reply[r].server].task, i) &&
	       cspace_owns(k5_thread[k5_reply[r].caller].task, lender);
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

	if (task == k5_app.tasks || cap.object >= k5_app.regions ||
	    !shows(task, cap.window) ||
	    !allows(TOUCH | K5_RIGHT_GRANT, cap.rights))
		return false;
	w = k5_window[cap.window];
	if (w.slot != i || w.region != cap.object || w.rights != loan_rights(i))
		return false;
	return cap.badge == 0 ? cdt_parent(i) == NO_SLOT : borrowed_ok(i);
}

bool loan_ok(idx_t r)
{
	uint8_t w = k5_reply[r].loan;

	return w == NIL ||
	       (w < k5_app.windows && k5_window[w].slot < k5_app.slots &&
		k5_slot[k5_window[w].slot].badge == (k5_word_t)r + 1);
}

/* The cap is there, and no other window of the task has its region. */
bool window_ok(idx_t task, uint8_t window)
{
	const struct k5_task_desc *d = &k5_app.task[task];
	struct window w = k5_window[window];

	if (w.region == NIL)
		return w.rights == 0 && w.slot == NO_SLOT;
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
