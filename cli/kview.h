/*
 * kview.h - a kernel's memory, read by the names of its source
 *
 *      NAME.elf     kernel.k5_thread: 0x28000a70, 64 bytes    where
 *      kernel.elf   struct thread: state at 3, 1 byte         what
 *      core         bytes                                     which
 *
 * Nothing here knows an offset. Nothing believes a number that it reads: what
 * lies in memory may be of a kernel that broke.
 */
#pragma once

#include "../codegen/elffile.h"
#include "app.h"
#include "core.h"
#include "dict.h"
#include "structs.h"

enum {
	K_NOBODY = MODEL_THREADS /* in place of a thread's index */
};

/* In the order of enum thread_state, kernel/state.h. */
enum k_state {
	K_STOPPED,
	K_READY,
	K_THROTTLED,
	K_UNFUNDED,
	K_SENDING,
	K_CALLING,
	K_RECEIVING,
	K_SERVING,
	K_REPLY,
	K_ASLEEP,
	K_WAITING,
	K_STATES
};

struct k_thread {
	const char *name; /* "server", "server/worker" */
	size_t task;
	enum k_state state;
	bool begun; /* it has run, or will */
	uint8_t prio;
	uint64_t until;  /* its wait ends then; 0: not by itself */
	uint32_t object; /* the endpoint or notification it waits at */
	const char *at;  /* the same by its name; NULL: none */
	size_t answers;  /* who owes it an answer, or K_NOBODY */

	/* the time app.toml gives it, in ticks */
	uint64_t budget, period, consumed, left, due;
	size_t on; /* whose time it runs on: its own, another's, K_NOBODY's */

	uint64_t stack; /* lowest byte */
	uint64_t stack_size;
	uint64_t stack_used; /* at least so much, from the top */
};

struct k_task {
	bool stopped;
	uint32_t fault;   /* enum k5_fault of its end */
	const char *last; /* its last fault or panic in the log; NULL */
	const char *file; /* where that was; NULL: not known */
	int line;
};

struct kview {
	const struct app *app;
	const struct core *core;
	const struct dict *dict;
	struct elf_file image;
	const char *kernel; /* the file with debug information */
	struct constant state[K_STATES];

	uint64_t now;   /* when the kernel was last entered, in ticks */
	size_t current; /* the running thread, or K_NOBODY */
	size_t threads;
	struct k_thread *thread;
	struct k_task *task; /* as many as the model has */
};

/* Image, dictionary and debug information of a build. 0, or an exit code. */
int kview_open(struct kview *v, const struct app *app);
void kview_close(struct kview *v);

/*
 * Rows of `type` at the kernel's object `symbol`, as the core has them: at least
 * `count`. False: they are not there.
 */
bool kview_rows(const struct kview *v, struct rows *r, const char *symbol,
		const char *type, size_t count);

/* The same of a table that does not change, as the image has it. */
bool kview_table(const struct kview *v, struct rows *r, const char *symbol,
		 const char *type, size_t count);

/* Reads a core. 0, or an exit code after saying what does not fit together. */
int kview_read(struct kview *v, const struct core *core);

/* kview_log.c: what the log's ring still says of tasks that ended. */
void kview_faults(struct kview *v);

/* kview_stack.c: how much of a stack was ever written. */
uint64_t kview_stack_used(const struct core *c, uint64_t base, uint64_t size);

/* Microseconds of ticks. */
uint64_t kview_us(const struct kview *v, uint64_t ticks);
