/*
 * derive.h - caps out of caps, and their end
 *
 * A task derives only from what its own slots hold, and only into its own
 * empty slots. What is derived never allows more than what it came from.
 */
#pragma once

#include "state.h"

/* What a minted cap shall be: rights that survive, and a badge, or 0. */
struct mint {
	k5_word_t rights;
	k5_word_t badge;
};

/*
 * `to` holds a child of the cap in `from`. K5_ERR_SLOT: `from` is empty or
 * `to` is not. K5_ERR_RIGHT: no right would be left, or the cap has a badge
 * already. K5_ERR_TYPE: a cap of this type carries no badge, or is to memory, of
 * which there are no copies.
 */
enum k5_err derive_mint(idx_t task, k5_word_t from, k5_word_t to,
			struct mint how);

/* Is there a cap in the task's slot? */
bool derive_holds(idx_t task, k5_word_t slot);

/* The task's vacant slot `to` holds `cap`, a child of what `from` holds. */
void derive_child(idx_t task, k5_word_t from, k5_word_t to, struct cap cap);

/* The taker's vacant slot `to` holds a child of the cap in the giver's `from`. */
void derive_copy(idx_t giver, k5_word_t from, idx_t taker, k5_word_t to);

/* The slot lost its cap: who waits to give it gives nothing that comes there. */
void derive_forget_gift(slot_idx_t i);

/* `to` holds what `from` held. K5_ERR_SLOT: as above. */
enum k5_err derive_move(idx_t task, k5_word_t from, k5_word_t to);

/*
 * The slot is empty. Threads of the task that wait through what it no longer
 * holds, and callers it can no longer answer, hear K5_ERR_DEAD. The last cap of
 * an interrupt masks it. Loans of a region end.
 */
enum k5_err derive_delete(idx_t task, k5_word_t slot);

/*
 * Deletes what was derived from the cap, whoever holds it now, a few at a
 * time. K5_ERR_AGAIN: there is more.
 */
enum k5_err derive_revoke(idx_t task, k5_word_t slot);
