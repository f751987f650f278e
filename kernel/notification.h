/*
 * notification.h - a word of bits; signalling never blocks
 */
#pragma once

#include "state.h"

/* Sets bits. A waiter, if there is one, takes all that are set. */
void ntf_signal(idx_t n, k5_word_t bits);

/* What of the bits goes by the cap: a badge of zero allows every one. */
static inline k5_word_t ntf_allowed(struct cap cap, k5_word_t bits)
{
	return cap.badge == 0 ? bits : bits & cap.badge;
}

/* Takes what is set into t's first word, or t waits until something is. */
void ntf_wait(idx_t n, idx_t t);

/* Takes what is set into t's first word; K5_ERR_AGAIN if nothing is. */
enum k5_err ntf_poll(idx_t n, idx_t t);
