/*
 * model.h - slots and where their caps came from, as small as can be
 *
 * Written from docs/abi.md, not from the kernel: a cap is a row that names the
 * row it was derived from, and every question is answered by looking at all
 * rows. The kernel must agree after each operation, slot by slot and parent by
 * parent.
 */
#pragma once

#include "world.h"

enum {
	MODEL_SLOTS = TASKS * CSPACE,
	NOBODY = -1
};

struct model {
	struct {
		struct cap cap;
		int parent;
	} slot[MODEL_SLOTS];
};

/* As the app handed caps out: none is derived from another. */
void model_boot(struct model *m);

/* The task's call, and the answer it must get. Slots are the task's own. */
enum k5_err model_mint(struct model *m, idx_t task, const k5_word_t *arg);
enum k5_err model_move(struct model *m, idx_t task, const k5_word_t *arg);
enum k5_err model_delete(struct model *m, idx_t task, const k5_word_t *arg);

/*
 * Which of the unborn is taken is the kernel's to choose, and the model looks:
 * one of that pool to which nobody had a cap.
 */
enum k5_err model_create(struct model *m, idx_t task, const k5_word_t *arg);

/* Who asks, and which threads ran when it did. */
struct model_caller {
	idx_t task;
	uint8_t prio;
	bool ran[THREADS];
};
enum k5_err model_start(const struct model *m, struct model_caller by,
			const k5_word_t *arg);

/*
 * Which descendants go first is the kernel's to choose: the model looks at
 * what is gone, and says whether that and `said` are an answer it may give.
 */
bool model_revoke(struct model *m, idx_t task, const k5_word_t *arg,
		  enum k5_err said);

/*
 * A port's name became a cap in slot arg[0]: one right to an endpoint, where
 * nothing was.
 */
bool model_port(struct model *m, idx_t task, const k5_word_t *arg);

/*
 * Caps that crossed with a message: each in a slot that was empty, exactly what
 * its parent is. Who met whom the model does not know; it counts them.
 */
unsigned model_gifts(struct model *m);

/*
 * Memory that travelled, and loans that ended, which may be at any time; it goes
 * out only with a message. False: by no rule.
 */
bool model_loans(struct model *m, bool message, unsigned *travelled);

/* Does every task see what its caps let it, less what is lent? */
bool model_sees(const struct model *m);

/* The kernel's tree: whose child each slot's cap is. */
void model_parents(int out[MODEL_SLOTS]);

/* The first slot where the kernel has something else, or NO_SLOT. */
slot_idx_t model_differs(const struct model *m);
