/*
 * loan.c - memory in flight: a region is lent with a call, or given for good
 *
 *      owner     slot [cap] <-> window <--from-- window <-> [cap] slot   borrower
 *        T_REPLY                                   ^
 *          `-----------------> reply --loan--------'
 *
 * A loan is a window that names the lender's, and its reply knows it. It ends in
 * loan_end.c; lend.c does the usual one in one go. The lender's task is that of
 * the reply's caller, the borrower's that of its server: neither cap can leave
 * its task meanwhile.
 */
#include "loan.h"

#include "arch.h"
#include "bitmap.h"
#include "check.h"
#include "cspace.h"
#include "derive.h"
#include "reply.h"
#include "sched.h"
#include "view.h"

enum {
	TOUCH = K5_MEM_READ | K5_MEM_WRITE
};

static bool has(idx_t t, k5_word_t flags)
{
	return (k5_context[t].arg[K5_ARG_NUMBER] & flags) == flags;
}

static idx_t task_of(idx_t t)
{
	return k5_thread[t].task;
}

/* The slots that t's registers name: what it gives, and where it takes. */
static slot_idx_t given(idx_t t)
{
	return cspace_node(task_of(t), k5_context[t].arg[K5_ARG_GIVE]);
}

static slot_idx_t taken(idx_t t)
{
	return cspace_node(task_of(t), k5_context[t].arg[K5_ARG_TAKE]);
}

/* --- may it go? ----------------------------------------------------------- */

/* What the call of t lends of the cap. */
static uint8_t wanted(idx_t t, struct cap cap)
{
	return has(t, K5_CAP_READ) ? K5_RIGHT_READ : cap.rights & TOUCH;
}

/* For good: nothing of it may be lent, nor it itself. */
static enum k5_err may_go(slot_idx_t i)
{
	if (!allows(k5_slot[i].rights, K5_RIGHT_GRANT))
		return K5_ERR_RIGHT;
	return view_lent(k5_slot[i].window) ? K5_ERR_BUSY : K5_OK;
}

enum k5_err loan_check(idx_t t)
{
	k5_word_t give = k5_context[t].arg[K5_ARG_GIVE];
	slot_idx_t i = given(t);

	if (!has(t, K5_CAP_OUT) || !derive_holds(task_of(t), give))
		return K5_ERR_SLOT;

	struct cap cap = k5_slot[i];

	if (cap.type != K5_CAP_REGION)
		return K5_ERR_TYPE;
	if (has(t, K5_CAP_MOVE))
		return may_go(i);
	return allows(k5_window[cap.window].rights, wanted(t, cap))
		       ? K5_OK
		       : K5_ERR_BUSY;
}

/* Whose cap the registers of t name; there is one. */
static idx_t region_of(idx_t t)
{
	return cspace_at(task_of(t), k5_context[t].arg[K5_ARG_GIVE]).object;
}

/* Does `to` say where the cap may go, and is there a window for it? */
static bool takes(idx_t to, idx_t region)
{
	return has(to, K5_CAP_IN) &&
	       cspace_vacant(task_of(to), k5_context[to].arg[K5_ARG_TAKE]) ==
		       K5_OK &&
	       view_has_room(task_of(to), region);
}

/* Still, and as `to` can take it? */
static enum k5_err fits(idx_t from, idx_t to)
{
	enum k5_err e = loan_check(from);

	if (e != K5_OK)
		return e;
	return takes(to, region_of(from)) ? K5_OK : K5_ERR_FULL;
}

/* The same, a while later: another cap may have come to that slot. */
static enum k5_err fits_still(idx_t from, idx_t to)
{
	enum k5_err e = fits(from, to);

	if (e == K5_ERR_TYPE ||
	    (e != K5_ERR_SLOT && region_of(from) != k5_thread[from].lends))
		return K5_ERR_SLOT;
	return e;
}

enum k5_err loan_call(idx_t ep, idx_t from)
{
	idx_t to = ep_receiver(ep, EP_CALL);
	enum k5_err e = to == NIL ? K5_OK : fits(from, to);

	if (e != K5_OK)
		return e;
	k5_thread[from].lends = region_of(from);
	k5.lenders = k5.lenders || to == NIL;
	return K5_OK;
}

void loan_turn_away(idx_t ep, idx_t to)
{
	bool more = false;

	for (idx_t t = 0; t < k5_app.threads; t++) {
		enum k5_err e;

		if (k5_thread[t].state != T_CALLING || !has(t, K5_CAP_LEND))
			continue;
		e = k5_link[t].queue == q_endpoint(ep) ? fits_still(t, to)
						       : K5_OK;
		more = more || e == K5_OK;
		if (e != K5_OK)
			reply_cancel(t, e);
	}
	k5.lenders = more;
}

/* --- it goes -------------------------------------------------------------- */

idx_t loan_make(idx_t from, idx_t to)
{
	slot_idx_t j = taken(to);
	struct cap cap = k5_slot[given(from)];
	uint8_t out = cap.window;

	cap.rights = wanted(from, cap);
	if (allows(cap.rights, K5_RIGHT_WRITE)) {
		view_show(out, 0);
	} else {
		view_show(out, K5_MEM_READ);
		k5_window[out].readers++;
	}
	k5_slot[j] = cap;
	k5_slot[j].window = view_take(task_of(to), j, cap.rights);
	k5_window[k5_slot[j].window].from = out;
	k5_reply[k5_thread[to].serves].loan = k5_slot[j].window;
	return cap.object;
}

idx_t loan_give(idx_t from, idx_t to)
{
	slot_idx_t i = given(from);
	slot_idx_t j = taken(to);

	if (loan_check(from) != K5_OK || !takes(to, k5_slot[i].object))
		return NIL;

	struct cap cap = k5_slot[i];

	view_free(cap.window);
	k5_slot[j] = cap;
	k5_slot[j].window = view_take(task_of(to), j, cap.rights & TOUCH);
	k5_slot[i] = (struct cap){0};
	return cap.object;
}
