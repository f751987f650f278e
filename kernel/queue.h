/*
 * queue.h - queues of threads
 *
 * Doubly linked through k5_link, so a thread leaves any queue in constant
 * time. Order is arrival; q_best picks by priority when somebody is taken.
 */
#pragma once

#include "state.h"

/* t, in no queue, becomes the last of q. */
void q_append(idx_t q, idx_t t);

/* t leaves the queue it is in. */
void q_remove(idx_t t);

/*
 * Of the threads in q whose state is in `states` (bit s: state s), the one of
 * highest priority, among equals the one that came first; NIL if there is
 * none. Walks the queue once: bounded by the app's threads.
 */
idx_t q_best(idx_t q, uint32_t states);
