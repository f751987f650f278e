/*
 * lend.h - the usual loan in one go
 *
 * Optional: without it loan.c and loan_end.c do the same, step by step, and tell
 * what is wrong.
 */
#pragma once

#include "state.h"

/* Is it a call that lends for writing, names nothing else and waits for good? */
/*@ assigns \nothing;
    exits \false; */
static inline bool lend_usual(k5_word_t number)
{
	return number == (K5_SYS_call | K5_CAP_OUT | K5_CAP_LEND);
}

/*
 * Such a call of `from`, by the cap: if somebody waits alone that takes memory, and
 * the region is the lender's own and nothing of it lent, they have met, and `from`
 * waits for the answer. Else false, and nothing has changed.
 */
K5_RARE bool lend_region(idx_t from, struct cap by);
