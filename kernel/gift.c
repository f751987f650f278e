/*
 * gift.c - caps that travel with a message
 *
 * Looked at on entry, when the error can still be told, and again when the two
 * meet: a mate may have emptied or filled a slot meanwhile.
 */
#include "gift.h"

#include "bitmap.h"
#include "cspace.h"
#include "derive.h"

static bool has(idx_t t, k5_word_t flags)
{
	return (k5_context[t].arg[K5_ARG_NUMBER] & flags) == flags;
}

enum k5_err gift_check(idx_t t, struct grants rights)
{
	idx_t task = k5_thread[t].task;
	const k5_word_t *arg = k5_context[t].arg;

	if (!has(t, K5_CAP_OUT) && !has(t, K5_CAP_IN))
		return K5_OK;
	if (has(t, K5_CAP_OUT | K5_COPY_OUT) || has(t, K5_CAP_IN | K5_COPY_IN))
		return K5_ERR_RANGE;
	if (has(t, K5_CAP_OUT) && !allows(rights.give, K5_RIGHT_GRANT))
		return K5_ERR_RIGHT;
	if (has(t, K5_CAP_IN) && !allows(rights.take, K5_RIGHT_GRANT))
		return K5_ERR_RIGHT;
	if (has(t, K5_CAP_OUT) && !derive_holds(task, arg[K5_ARG_GIVE]))
		return K5_ERR_SLOT;
	if (has(t, K5_CAP_IN))
		return cspace_vacant(task, arg[K5_ARG_TAKE]);
	return K5_OK;
}

k5_word_t gift_deliver(idx_t from, idx_t to)
{
	k5_word_t give = k5_context[from].arg[K5_ARG_GIVE];
	k5_word_t take = k5_context[to].arg[K5_ARG_TAKE];
	idx_t giver = k5_thread[from].task;
	idx_t taker = k5_thread[to].task;

	if (!has(from, K5_CAP_OUT) || !has(to, K5_CAP_IN))
		return 0;
	if (!derive_holds(giver, give) || cspace_vacant(taker, take) != K5_OK)
		return 0;
	derive_copy(giver, give, taker, take);
	return K5_CAP_CAME;
}
