/*
 * gift.c - caps that travel with a message
 *
 * Looked at on entry, when the error can still be told, and again when the two
 * meet: a mate may have emptied or filled a slot meanwhile. Memory is never
 * copied, not even the cap to it: loan.c.
 */
#include "gift.h"

#include "bitmap.h"
#include "cspace.h"
#include "derive.h"
#include "loan.h"

enum {
	MEMORY = K5_CAP_LEND | K5_CAP_MOVE
};

static k5_word_t number(idx_t t)
{
	return k5_context[t].arg[K5_ARG_NUMBER];
}

static bool has(idx_t t, k5_word_t flags)
{
	return (number(t) & flags) == flags;
}

/* Words that mean one thing; only a call waits for the end of a loan. */
static bool flags_ok(idx_t t)
{
	bool lends = has(t, K5_CAP_LEND), moves = has(t, K5_CAP_MOVE);

	if (has(t, K5_CAP_OUT | K5_COPY_OUT) || has(t, K5_CAP_IN | K5_COPY_IN))
		return false;
	if (lends && (number(t) & K5_NUMBER_MASK) != K5_SYS_call)
		return false;
	return !(lends && moves) && (lends || !has(t, K5_CAP_READ)) &&
	       (has(t, K5_CAP_OUT) || !(lends || moves));
}

static enum k5_err give_ok(idx_t t)
{
	idx_t task = k5_thread[t].task;
	k5_word_t give = k5_context[t].arg[K5_ARG_GIVE];

	if (!has(t, K5_CAP_OUT))
		return K5_OK;
	if ((number(t) & MEMORY) != 0)
		return app_lends() ? loan_check(t) : K5_ERR_TYPE;
	if (!derive_holds(task, give))
		return K5_ERR_SLOT;
	return cspace_at(task, give).type == K5_CAP_REGION ? K5_ERR_TYPE
							   : K5_OK;
}

/* An answer empties the slot that the region it was asked with came to. */
static bool answer_empties(idx_t t, k5_word_t slot)
{
	idx_t task = k5_thread[t].task;
	idx_t r;

	if (!app_lends() || (number(t) & K5_NUMBER_MASK) != K5_SYS_reply_recv)
		return false;
	r = cspace_at(task, k5_context[t].arg[K5_ARG_REPLY]).object;
	return k5_reply[r].loan != NIL &&
	       k5_window[k5_reply[r].loan].slot ==
		       k5_app.task[task].first_slot + slot;
}

static enum k5_err take_ok(idx_t t)
{
	k5_word_t take = k5_context[t].arg[K5_ARG_TAKE];

	if (!has(t, K5_CAP_IN) || answer_empties(t, take))
		return K5_OK;
	return cspace_vacant(k5_thread[t].task, take);
}

enum k5_err gift_check(idx_t t, struct grants rights)
{
	enum k5_err e;

	if (!flags_ok(t))
		return K5_ERR_RANGE;
	if (has(t, K5_CAP_OUT) && !allows(rights.give, K5_RIGHT_GRANT))
		return K5_ERR_RIGHT;
	if (has(t, K5_CAP_IN) && !allows(rights.take, K5_RIGHT_GRANT))
		return K5_ERR_RIGHT;
	e = give_ok(t);
	return e != K5_OK ? e : take_ok(t);
}

static bool copy(idx_t from, idx_t to)
{
	k5_word_t give = k5_context[from].arg[K5_ARG_GIVE];
	k5_word_t take = k5_context[to].arg[K5_ARG_TAKE];
	idx_t giver = k5_thread[from].task;
	idx_t taker = k5_thread[to].task;

	if (!has(to, K5_CAP_IN) || !derive_holds(giver, give) ||
	    cspace_vacant(taker, take) != K5_OK ||
	    cspace_at(giver, give).type == K5_CAP_REGION)
		return false;
	derive_copy(giver, give, taker, take);
	return true;
}

/* It leaves the giver's slot. */
static idx_t give_away(idx_t from, idx_t to)
{
	k5_word_t give = k5_context[from].arg[K5_ARG_GIVE];
	idx_t region = loan_give(from, to);

	if (region != NIL)
		derive_forget_gift(cspace_node(k5_thread[from].task, give));
	return region;
}

static k5_word_t region_came(idx_t region)
{
	return region == NIL ? 0
			     : (k5_word_t)K5_CAP_CAME | K5_REGION_CAME | region;
}

k5_word_t gift_deliver(idx_t from, idx_t to)
{
	if (!has(from, K5_CAP_OUT))
		return 0;
	if (app_lends() && has(from, K5_CAP_LEND))
		return region_came(loan_make(from, to));
	if (app_lends() && has(from, K5_CAP_MOVE))
		return region_came(give_away(from, to));
	return copy(from, to) ? K5_CAP_CAME : 0;
}
