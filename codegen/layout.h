/*
 * layout.h - how large each task is, and where it lies
 *
 * Pass 1 links every task at any address, to learn its sizes. layout_make
 * reads those files, asks the solver for places and so knows all that pass 2,
 * the tables, `k5 size` and `k5 build --explain` want to know. It is a pure
 * function of the model and the files: whoever needs it makes it anew.
 */
#pragma once

#include "model.h"

/* A region of a task: what was wished and what the hardware gives. */
struct spot {
	uint32_t used;
	uint32_t align;
	uint32_t base;
	uint32_t size;
};

struct task_layout {
	uint32_t text;
	uint32_t rodata;
	uint32_t data; /* counts twice: its bytes in flash, itself in RAM */
	uint32_t bss;
	uint32_t stack;
	struct spot code;
	struct spot ram;
};

/* What is lost between the regions and free behind the last. */
struct room {
	uint32_t gaps;
	uint32_t free;
	uint32_t end;   /* where the last region ends */
	uint32_t naive; /* where it would end by solver_naive */
};

struct layout {
	struct task_layout task[MODEL_TASKS];
	struct spot shared[MODEL_SHARED];
	struct room flash_left;
	struct room ram_left;
};

/* Reads the pass 1 files below the build folder `out`; false: told why. */
bool layout_make(struct layout *l, const struct model *m, const char *out);

/*
 * Tells that flash or RAM has `room` bytes for `needed`: layout_full.c. Of `l`
 * the bytes used by each task are known.
 */
void layout_full(const struct layout *l, const struct model *m, bool flash,
		 uint64_t needed, uint64_t room);

/*
 * The memory file that task.ld includes; `places` NULL means pass 1.
 */
struct text;
void layout_memory(struct text *t, const struct model *m, size_t task,
		   const struct layout *places);

/*
 * Where a thread's stack begins, counted from the start of its task's RAM; for
 * thread_count, where the stacks end. Between two stacks lies what the board's
 * protection wants for a guard.
 */
uint32_t layout_stack(const struct model *m, const struct m_task *task,
		      size_t thread);
