/*
 * interface.h - what the generated stubs of an interface are made of
 *
 *      <vault/client.h>   k5_message -> k5_ask -> results, each checked
 *      <vault/server.h>   arguments, each checked -> handler -> answer
 *
 * The label of an answer is its status. Neither side believes the other: a
 * value that its type does not have, or bytes that are not the operation's,
 * are K5_ERR_RANGE; a label that the server does not know is K5_ERR_NUMBER.
 */
#pragma once

#include "syscall.h"

static inline struct k5_msg k5_message(k5_word_t label, k5_word_t w0,
				       k5_word_t w1, k5_word_t w2, k5_word_t w3)
{
	struct k5_msg msg = {label, {w0, w1, w2, w3}, 0, 0};

	return msg;
}

static inline bool k5_fits(k5_word_t word, k5_word_t highest)
{
	return word <= highest;
}

/* By which cap a question goes, and whether it waits for ever. */
struct k5_way {
	k5_slot_t slot;
	bool timed;
};

/* By a cap that came at run time, or one of several: its slot. */
static inline struct k5_way k5_through(k5_slot_t endpoint)
{
	struct k5_way way = {endpoint, false};

	return way;
}

/* The same, and to the thread's deadline at most, as k5_call_timed. */
static inline struct k5_way k5_through_timed(k5_slot_t endpoint)
{
	struct k5_way way = {endpoint, true};

	return way;
}

/* Calls; the answer's label says how it went, unless it says nothing known. */
static inline enum k5_err k5_ask(struct k5_way way, struct k5_msg *msg,
				 struct k5_buffers buffers)
{
	enum k5_err e = way.timed ? k5_call_timed_copy(way.slot, msg, buffers)
				  : k5_call_copy(way.slot, msg, buffers);

	if (e != K5_OK)
		return e;
	if (!k5_fits(msg->label, K5_ERR_LAST) ||
	    !k5_fits(msg->length, buffers.in_size))
		return K5_ERR_RANGE;
	return (enum k5_err)msg->label;
}

/* Nothing of a question gets into its answer. */
static inline void k5_forget(struct k5_msg *msg)
{
	*msg = k5_message(0, 0, 0, 0, 0);
}
