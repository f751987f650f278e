/*
 * snapshot.h - everything the kernel remembers, to compare with later
 *
 * "A call that fails changes nothing but arg[0]": take one before, ask with
 * the clock standing still, then snapshot_assert_same() for the caller.
 */
#pragma once

#include "drive.h"

struct snapshot {
	struct k5_state k5;
	struct queue queue[Q_FIRST_EP + ENDPOINTS + NOTIFICATIONS];
	struct link link[THREADS];
	struct thread thread[THREADS];
	k5_ticks_t until[THREADS];
	struct timer timer[THREADS];
	struct arch_context context[THREADS];
	struct task task[TASKS];
	struct sc sc[SCS];
	struct refill spare[SCS];
	struct cap slot[TASKS * CSPACE];
	struct node node[TASKS * CSPACE];
	struct reply reply[REPLIES];
	struct notification notification[NOTIFICATIONS];
	struct port port[PORTS];
	struct irq irq[IRQS];
	struct pool pool[POOLS];
	struct window window[TASKS * WINDOWS];
	struct mem_image memory;
	uint32_t console_count;
};

void snapshot_take(struct snapshot *out);

/* The same but for the status of `caller` and its request in arg[1..7]. */
void snapshot_assert_same(const struct snapshot *before, idx_t caller);

/* Asks, and asserts the refusal and that it changed nothing. */
void assert_refused(k5_word_t number, struct request request, enum k5_err why);
#define REFUSED(why, name, ...)                                                \
	assert_refused(K5_SYS_##name, (struct request){__VA_ARGS__}, why)
