/*
 * snapshot.c - copies of the used part of every pool
 */
#include "snapshot.h"

#include <string.h>

#define EACH_POOL(X)                                                           \
	X(link, k5_link, k5_app.threads)                                       \
	X(thread, k5_thread, k5_app.threads)                                   \
	X(context, k5_context, k5_app.threads)                                 \
	X(until, k5_until, k5_app.threads)                                     \
	X(timer, k5_timer, k5_app.timed ? k5_app.threads : 0)                  \
	X(task, k5_task, k5_app.tasks)                                         \
	X(sc, k5_sc, k5_app.scs)                                               \
	X(spare, k5_spare, k5_app.budgets ? k5_app.scs : 0)                    \
	X(slot, k5_slot, k5_app.slots)                                         \
	X(node, k5_node, k5_app.slots)                                         \
	X(reply, k5_reply, k5_app.replies)                                     \
	X(notification, k5_notification, k5_app.notifications)                 \
	X(port, k5_port, k5_app.ports)                                         \
	X(irq, k5_irq, k5_app.irqs)                                            \
	X(pool, k5_pool, k5_app.pools)                                         \
	X(window, k5_window, k5_app.windows)                                   \
	X(queue, k5_queue, q_notification(k5_app.notifications))

void snapshot_take(struct snapshot *out)
{
	memset(out, 0, sizeof(*out));
	out->k5 = k5;
	out->console_count = host.console_count;
	mem_save(&out->memory);
#define TAKE(field, pool, count)                                               \
	memcpy(out->field, pool, (count) * sizeof((pool)[0]));
	EACH_POOL(TAKE)
#undef TAKE
}

void snapshot_assert_same(const struct snapshot *before, idx_t caller)
{
	static struct snapshot now;
	k5_word_t word = k5_context[caller].arg[K5_ARG_NUMBER];

	snapshot_take(&now);
	memcpy(now.context[caller].arg, before->context[caller].arg,
	       sizeof(now.context[caller].arg));
#define SAME(field, pool, count)                                               \
	if (memcmp(now.field, before->field, sizeof(now.field)) != 0)          \
		fail_msg("changed: %s", #field);
	EACH_POOL(SAME)
#undef SAME
	assert_memory_equal(&now.memory, &before->memory, sizeof(now.memory));
	assert_int_equal(now.k5.current, before->k5.current);
	assert_int_equal(now.k5.ready, before->k5.ready);
	assert_int_equal(now.k5.live, before->k5.live);
	/* who names a deadline has it looked at, though nothing waits for it */
	if ((word & K5_TIMED) == 0)
		assert_int_equal(now.k5.alarm, before->k5.alarm);
	assert_int_equal(now.k5.log_next, before->k5.log_next);
	assert_int_equal(now.k5.dropped, before->k5.dropped);
	assert_int_equal(now.console_count, before->console_count);
}

void assert_refused(k5_word_t number, struct request request, enum k5_err why)
{
	static struct snapshot before;
	idx_t t = k5.current;

	snapshot_take(&before);
	assert_int_equal(ask(number, request), why);
	snapshot_assert_same(&before, t);

	struct answer now = got(t);

	assert_int_equal(now.label, request.label);
	assert_memory_equal(now.word, request.word, sizeof(now.word));
	assert_int_equal(now.badge, request.reply);
	assert_int_equal(now.length, number | request.flags);
}
