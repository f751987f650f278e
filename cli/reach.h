/*
 * reach.h - by which authority one task may influence another
 *
 *      task -----send, signal, connect----> endpoint, notification, port
 *      endpoint, notification, port ---recv, wait, listen---> task
 *      task --control--> irq --its bits--> notification
 *      task --control--> thread --its overrun's bits--> notification
 *      thread --write--> its task --read--> thread: they are as one
 *      task --write--> memory, window ----> memory, window that shares a byte
 *      memory, window --read, exec--> task
 *
 * An influence goes along these arrows as far as it can. An object counts as
 * reached by whoever holds any right to it.
 *
 * An answer is another matter: who receives a call may reply, but only to who
 * asked. So it counts only when asked for (`answers`), as arrow from receiver
 * to sender.
 *
 * No arrows: time (budgets bound that), the log, the power switch, and what a
 * device does by itself behind its window, such as DMA.
 */
#pragma once

#include "authority.h"

/* From one node to the next, by a hold; by two if it is an answer. */
struct reach_step {
	size_t from;
	size_t to;
	const struct a_hold *by;
	const struct a_hold *asked; /* of who is answered; NULL: no answer */
};

struct reach {
	struct reach_step *step;
	size_t steps;
};

struct reach_how {
	bool answers;
	bool *closed; /* nodes no way may go through; NULL: none */
};

/* The shortest way; false: there is none. From a node to itself: no steps. */
bool reach_find(const struct authority *a, size_t from, size_t to,
		struct reach_how how, struct reach *out);

/* "client --send--> endpoint pong --recv--> server". */
char *reach_words(const struct authority *a, const struct reach *r);

/* What a step's arrow says: "send, badge 7". */
char *reach_arrow(const struct authority *a, const struct reach_step *s);
