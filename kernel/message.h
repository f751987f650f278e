/*
 * message.h - what crosses between two threads that meet
 *
 * A message is a label and four words in registers, or bytes copied once from
 * the sender's buffer to the receiver's. Both name their buffers on entry;
 * see abi.h for the registers.
 */
#pragma once

#include "spec.h"

/*
 * Are the buffers that t's registers name its own? K5_ERR_MEMORY: not its to
 * read (out) or write (in). K5_ERR_RANGE: longer than K5_COPY_MAX.
 */
enum k5_err msg_check(idx_t t);

/*
 * Moves the message from one thread's registers and buffer to the other's.
 * A receiver whose buffer is too short gets its start and the true length.
 */
/*@ // proved by CBMC (proofs/cbmc/msg_deliver.c), bit by bit
    requires is_thread(from) && is_thread(to);
    assigns k5_context[to].arg[K5_ARG_LABEL .. K5_ARG_LENGTH],
        k5_slot[..], k5_node[..], k5_window[..], k5_task[..],
        k5_reply[k5_thread[to].serves].loan;
    exits \false;
    ensures badge: k5_context[to].arg[K5_ARG_BADGE] == badge; */
void msg_deliver(idx_t from, idx_t to, k5_word_t badge);
