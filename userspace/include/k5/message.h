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
 * ends need the right grant, or to take one out of an answer grant-reply; if the
 * other end takes none, the message comes without it. msg->length is K5_CAP_CAME if one has come.
 *
 * Memory travels without being copied: a call lends a region whose cap it holds,
 * k5_lend(slot), and has it back with the answer, or a message hands it over for
 * good, k5_hand_over(slot). Then word[1] is the address of what came and
 * msg->length K5_CAP_CAME | K5_REGION_CAME. A loan that cannot be made
 * makes no call: K5_ERR_FULL if the receiver takes no cap or has no window left,
 * K5_ERR_BUSY if the region is lent already.
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

/*
 * A slot whose cap goes along; how, if not as a copy, stands above it.
 */
typedef uint32_t k5_gift_t;

/* A region until the answer of this call, which writes it or reads it. */
static inline k5_gift_t k5_lend(k5_slot_t region)
{
	return (k5_gift_t)K5_CAP_LEND << 16 | region;
}

/* The same, only to be read: by the caller's task as well, meanwhile. */
static inline k5_gift_t k5_lend_read(k5_slot_t region)
{
	return (k5_gift_t)(K5_CAP_LEND | K5_CAP_READ) << 16 | region;
}

/* A region for good: its cap moves. */
static inline k5_gift_t k5_hand_over(k5_slot_t region)
{
	return (k5_gift_t)K5_CAP_MOVE << 16 | region;
}

/* Caps along with a message: one to give, an empty slot to take one into. */
struct k5_gifts {
	k5_gift_t give;
	k5_slot_t take;
};

/* What k5_thread_status tells about a thread. */
struct k5_thread_info {
	enum k5_standing stands;
	k5_word_t client; /* the badge of who asked for what it does; 0: nobody
			     did, or through a cap without one */
	uint32_t used;    /* of the time it runs on: ticks since boot. That is
			     its client's while a passive thread serves, and
			     its own when nobody pays for it any more */
	uint32_t wait; /* ticks until there is some; UINT32_MAX: it has none */
};

/* What k5_caps tells about one cap. */
struct k5_cap_info {
	k5_slot_t slot;
	uint8_t type;    /* enum k5_cap_type */
	uint8_t rights;  /* K5_RIGHT_ bits */
	k5_word_t badge; /* of a region: its address */
	k5_word_t size;  /* of a region: its bytes */
};
