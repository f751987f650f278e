/*
 * notification.c - bits meet whoever waits for them
 *
 *      signal ---> somebody waits? --yes--> best waiter takes all bits
 *                       | no
 *                  bits stay set until wait or poll takes them
 *
 * Bits that are set and threads that wait are never there together.
 */
#include "notification.h"

#include "queue.h"
#include "sched.h"

static void hand_bits(idx_t t, k5_word_t bits)
{
	k5_context[t].arg[K5_ARG_WORD] = bits;
}

void ntf_signal(idx_t n, k5_word_t bits)
{
	if (bits == 0)
		return;

	idx_t t = q_best(q_notification(n), set_bit(T_WAITING));

	if (t == NIL) {
		k5_notification[n].bits |= bits;
		return;
	}
	hand_bits(t, bits);
	sched_wake(t);
}

enum k5_err ntf_poll(idx_t n, idx_t t)
{
	k5_word_t bits = k5_notification[n].bits;

	if (bits == 0)
		return K5_ERR_AGAIN;
	k5_notification[n].bits = 0;
	hand_bits(t, bits);
	return K5_OK;
}

void ntf_wait(idx_t n, idx_t t)
{
	if (ntf_poll(n, t) != K5_OK)
		sched_wait(t, q_notification(n), T_WAITING);
}
