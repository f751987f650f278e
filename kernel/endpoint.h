/*
 * endpoint.h - rendezvous: two threads meet, a message crosses
 *
 * An endpoint is a queue and nothing else. syscall.c has already turned a slot
 * into an endpoint, a badge and a right, and msg_check has seen the buffers.
 */
#pragma once

#include "state.h"

enum ep_mode {
	EP_SEND,
	EP_TRY_SEND,
	EP_CALL
};

struct ep_send {
	k5_word_t badge;
	enum ep_mode mode;
};

/* K5_OK: delivered, or `from` now waits. K5_ERR_AGAIN: nobody to try with. */
enum k5_err ep_send(idx_t ep, idx_t from, struct ep_send how);

/*
 * Receives with the reply object r, which takes the debt if it was a call.
 * K5_OK: a message is in `to`'s registers, or `to` now waits. K5_ERR_AGAIN:
 * `try` and nobody is sending. K5_ERR_BUSY: r is in use, or `to` is passive
 * and still owes for the time it runs on.
 */
struct ep_recv {
	idx_t reply;
	bool try;
};
enum k5_err ep_recv(idx_t ep, idx_t to, struct ep_recv how);

/*
 * Answers what r owes, then receives with r. Errors as ep_recv, and
 * K5_ERR_TIME if another thread runs on the time of that debt; then nothing
 * was answered either.
 */
enum k5_err ep_reply_recv(idx_t ep, idx_t t, idx_t r);
