/*
 * loan_end.c - what was lent comes home
 *
 *      owner's window <--from-- window <--from-- window
 *                                     <--from-- window
 *                                  1. the innermost first
 *
 * Whatever ends the debt ends the loan; whatever ends the cap ends the loan
 * alone. A task has one cap to a region at most, so below a window there are fewer
 * loans than tasks: the bound of the loops here. Only these ends look through
 * all windows for what was lent on.
 */
#include "loan.h"

#include "check.h"
#include "view.h"

enum {
	TOUCH = K5_MEM_READ | K5_MEM_WRITE
};

/* A window that is lent from this one, which lends, or its own number. */
static uint8_t lent_from(uint8_t window)
{
	for (uint8_t i = 0; i < k5_app.windows; i++) {
		if (k5_window[i].region != NIL && k5_window[i].from == window)
			return i;
	}
	return window;
}

/* Which debt the loan is bound to. */
static idx_t reply_of(uint8_t window)
{
	idx_t r = 0;

	while (r + 1 < k5_app.replies && k5_reply[r].loan != window)
		r++;
	K5_ASSERT(k5_reply[r].loan == window);
	return r;
}

/* The region leaves the window and its slot. */
static void vacate(uint8_t window)
{
	k5_slot[k5_window[window].slot] = (struct cap){0};
	view_free(window);
}

/* The loan of r, not lent on, ends. Returns the window that it came from. */
static uint8_t take_back(idx_t r)
{
	struct window *out = &k5_window[k5_window[k5_reply[r].loan].from];

	vacate(k5_reply[r].loan);
	k5_reply[r].loan = NIL;
	if (out->readers > 0)
		out->readers--;
	if (out->readers == 0)
		view_show((uint8_t)(out - k5_window),
			  k5_slot[out->slot].rights & TOUCH);
	return (uint8_t)(out - k5_window);
}

/* From this one on to a window that nothing is lent from. */
static uint8_t innermost(uint8_t window)
{
	for (idx_t n = 0; n < k5_app.tasks && view_lent(window); n++)
		window = lent_from(window);
	return window;
}

/* Every loan from the window ends, the innermost first. */
static void end_below(uint8_t top)
{
	uint8_t w = innermost(top);

	for (idx_t n = 0; n < k5_app.tasks && w != top; n++)
		w = innermost(take_back(reply_of(w)));
	K5_ASSERT(w == top);
}

void loan_end_all(idx_t r)
{
	end_below(k5_reply[r].loan);
	take_back(r);
}

void loan_drop(slot_idx_t i)
{
	uint8_t window = k5_slot[i].window;

	end_below(window);
	if (k5_window[window].from == NIL)
		vacate(window);
	else
		take_back(reply_of(window));
}

slot_idx_t loan_below(slot_idx_t i)
{
	uint8_t window = k5_slot[i].window;

	return view_lent(window) ? k5_window[lent_from(window)].slot : NO_SLOT;
}

void loan_moved(slot_idx_t to)
{
	k5_window[k5_slot[to].window].slot = to;
}
