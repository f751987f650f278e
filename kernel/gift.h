/*
 * gift.h - caps that travel with a message
 *
 * A copy crosses, derived from the giver's, so that the giver can revoke it.
 * Both ends need the right grant on the cap that they meet through: else one
 * of them would widen authority that the app meant to be closed. A cap to memory
 * is lent or given, never copied.
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
 * room. K5_ERR_RANGE: the registers name a buffer as well, or the flags do not go
 * together. K5_ERR_TYPE: memory is not copied, and the rest not lent. K5_ERR_BUSY:
 * the memory is lent.
 */
K5_RARE enum k5_err gift_check(idx_t t, struct grants rights);

enum {
	GIFT_FLAGS = K5_CARGO_MASK & ~(K5_COPY_OUT | K5_COPY_IN),
	GIFT_REGION = 0xff /* of what gift_deliver returns: the number */
};

/*
 * What from gives crosses, if it still has it and `to` takes it and still has
 * room. Returns K5_CAP_CAME, with K5_REGION_CAME and the region's number if it is
 * memory, or 0: the giver's cap stays as it was. That a loan fits was seen before (loan_call,
 * loan_turn_away).
 */
K5_RARE k5_word_t gift_deliver(idx_t from, idx_t to);
