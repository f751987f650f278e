/*
 * gift.h - caps that travel with a message
 *
 * A copy crosses, derived from the giver's, so that the giver can revoke it.
 * Both ends need the right grant on the cap that they meet through: else one
 * of them would widen authority that the app meant to be closed.
 */
#pragma once

#include "types.h"

/* The rights of the cap that a gift leaves through, and that it comes through. */
struct grants {
	uint8_t give;
	uint8_t take;
};

/*
 * Do t's registers name a cap to give, an empty slot to take into, through caps
 * that let it? K5_ERR_RIGHT: no grant. K5_ERR_SLOT: nothing there to give, or no
 * room. K5_ERR_RANGE: the registers name a buffer as well.
 */
enum k5_err gift_check(idx_t t, struct grants rights);

/*
 * What from gives crosses, if it still has it and `to` takes it and still has
 * room. Returns K5_CAP_CAME, or 0: the giver's cap stays as it was.
 */
k5_word_t gift_deliver(idx_t from, idx_t to);
