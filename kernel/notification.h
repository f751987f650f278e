/*
 * notification.h - a word of bits; signalling never blocks
 */
#pragma once

#include "state.h"

/* Sets bits. A waiter, if there is one, takes all that are set. */
void ntf_signal(idx_t n, k5_word_t bits);

/* Takes what is set into t's first word, or t waits until something is. */
void ntf_wait(idx_t n, idx_t t);

/* Takes what is set into t's first word; K5_ERR_AGAIN if nothing is. */
enum k5_err ntf_poll(idx_t n, idx_t t);
