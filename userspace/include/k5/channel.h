/*
 * channel.h - messages without waiting: a ring that two tasks share
 *
 *      sender                shared region                  receiver
 *      k5_channel_send --> | head tail ... |e|e|e| | | --> k5_channel_recv
 *             \                                                ^
 *              `------ notification, if the receiver sleeps --'
 *
 * One task sends, one receives. An entry has a fixed size and is copied in and
 * out, so nothing in the ring is ever used where the other side could still
 * change it. What the other side writes there is believed in nothing but the
 * number of entries, and that within the ring: a peer gone wrong can lose or
 * garble its own messages and no more. A full ring refuses and counts. The
 * kernel is called only when the receiver sleeps.
 *
 * In app.toml both tasks have the [[shared]] region to read and write; the
 * sender has signal, the receiver wait on a notification that no other code
 * waits for (k5_channel_heard and k5_channel_may_sleep are for those who wait
 * for more).
 *
 * Not here: several senders to one ring, and a restart of one side alone.
 * Nothing is thread-safe: one thread sends, one receives.
 */
#pragma once

#include "syscall.h"

#ifdef __cplusplus
extern "C" {
#endif

struct k5_ring; /* what lies in the region: channel.c */

/* What both sides must say alike, but for the slot. */
struct k5_channel {
	void *memory;       /* K5_SHARED_<NAME>, aligned to 4 bytes */
	size_t size;        /* K5_SHARED_<NAME>_SIZE */
	size_t entry_size;  /* of one message */
	struct k5_ntf wake; /* signal here, wait there */
	k5_word_t bits;     /* what says "something came" in it */
};

/* One end of a channel: private, of the task itself. */
struct k5_channel_end {
	struct k5_ring *ring;
	uint32_t entries; /* a power of two */
	uint32_t entry_size;
	uint32_t count; /* ever sent, or received; wraps */
	uint32_t dropped;
	struct k5_ntf wake;
	k5_word_t bits;
	bool heard; /* the receiver knows that the ring was set up */
};

/*
 * Empties the ring and tells the receiver that it is there. Never blocks. A
 * ring has as many entries as fit, rounded down to a power of two.
 * K5_ERR_RANGE: not one fits, or an entry has no bytes. Else as k5_notify.
 */
enum k5_err k5_channel_open_send(struct k5_channel_end *to,
				 struct k5_channel channel);

/*
 * Puts a copy of `entry` into the ring, and wakes a sleeping receiver. Never
 * blocks. K5_ERR_AGAIN: the ring is full; to->dropped counts these.
 */
enum k5_err k5_channel_send(struct k5_channel_end *to, const void *entry);

/* Does not touch the ring: it may not have been set up. Errors as above. */
enum k5_err k5_channel_open_recv(struct k5_channel_end *from,
				 struct k5_channel channel);

/*
 * Takes the oldest entry. Blocks until there is one.
 * K5_ERR_RANGE: the sender wrote nonsense. What was in the ring is given up,
 * the next call starts behind it.
 */
enum k5_err k5_channel_recv(struct k5_channel_end *from, void *entry);

/* The same without blocking. K5_ERR_AGAIN: the ring is empty. */
enum k5_err k5_channel_try_recv(struct k5_channel_end *from, void *entry);

/*
 * For a receiver that waits for more than this channel: it calls `heard` with
 * the bits of each k5_wait, tries until the ring is empty, and sleeps if all
 * its channels say that it may. False: something came meanwhile.
 */
void k5_channel_heard(struct k5_channel_end *from, k5_word_t bits);
bool k5_channel_may_sleep(struct k5_channel_end *from);

/* How many entries the sender says it could not send. Advice only. */
unsigned k5_channel_missed(const struct k5_channel_end *from);

#ifdef __cplusplus
}
#endif
