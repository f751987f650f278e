/*
 * message.h - what crosses an endpoint
 *
 * A message is a label and four words, all in registers. What the label and
 * the words mean is between the two ends. More than that travels by copy: both
 * ends name a buffer, and the kernel copies once when they meet.
 *
 *      sender's  out ---- at most K5_COPY_MAX bytes ---->  in  receiver's
 *
 * A buffer takes the place of two words: `out` of word[0] and word[1], `in` of
 * word[2] and word[3]; those words reach the other end as zero.
 *
 * A cap travels as a copy, derived from the sender's, who can revoke it: with
 * word[1] given up, into a slot that takes word[3]'s place at the other end. Both
 * ends need the right grant; if the other end takes none, the message comes
 * without it. msg->length is K5_CAP_CAME if one has come.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <k5/abi.h>

struct k5_msg {
	k5_word_t label;
	k5_word_t word[K5_WORDS];

	/* Set by what receives: */
	k5_word_t badge;  /* of the cap the sender used: tells clients apart */
	k5_word_t length; /* bytes offered; more than in_size: cut */
};

/*
 * Buffers of a message, in bytes. NULL: none, the words travel instead.
 * They must lie in the caller's own memory, `in` in memory it may write.
 */
struct k5_buffers {
	const void *out;
	size_t out_size; /* at most K5_COPY_MAX */
	void *in;
	size_t in_size; /* at most K5_COPY_MAX */
};

/* No slot: nothing to give, nowhere to take into. */
enum {
	K5_NO_SLOT = 0xffff
};

/* Caps along with a message: one to give, an empty slot to take one into. */
struct k5_gifts {
	k5_slot_t give;
	k5_slot_t take;
};

/* What k5_caps tells about one cap. */
struct k5_cap_info {
	k5_slot_t slot;
	uint8_t type;   /* enum k5_cap_type */
	uint8_t rights; /* K5_RIGHT_ bits */
	k5_word_t badge;
};
