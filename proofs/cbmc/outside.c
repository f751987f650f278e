/*
 * outside.c - memory, hardware and log, as their contracts say
 *
 * claim.c and log.c have proofs and tests of their own. Whatever is asked of a
 * claim has any answer; what is copied was claimed before.
 */
#include "arch.h"
#include "bitmap.h"
#include "claim.h"
#include "gift.h"
#include "invariant.h"
#include "kernel.h"
#include "log.h"
#include "reach.h"
#include "world.h"

bool nondet_bool(void);
enum k5_err nondet_err(void);

bool claim_ok(idx_t task, struct claim claim, uint8_t rights)
{
	PROVE(task < TASKS, "a task's claim");
	(void)claim;
	(void)rights;
	return nondet_bool();
}

void claim_copy(struct claim to, struct claim from, k5_word_t length)
{
	PROVE(length <= K5_COPY_MAX && length <= to.length &&
		      length <= from.length,
	      "a copy is bounded, and no longer than what was claimed");
}

void arch_context_init(struct arch_context *ctx,
		       const struct k5_thread_desc *desc, k5_word_t argument)
{
	(void)desc;
	ctx->arg[0] = argument;
}

void arch_irq_mask(uint16_t line)
{
	reach_line(line);
}

void arch_irq_unmask(uint16_t line)
{
	reach_line(line);
}

/* A stop is the end of the run, and then there is nothing left to keep. */
_Noreturn void kernel_end(int32_t code)
{
	(void)code;
	reach_end();
	for (;;)
		ASSUME(false);
}

/* --- the log ------------------------------------------------------------ */

enum k5_err log_text(idx_t t, struct claim *out)
{
	(void)t;
	(void)out;
	return nondet_err();
}

void log_record(idx_t task, uint8_t level, uint32_t id, struct claim args)
{
	(void)id;
	(void)args;
	PROVE(task < TASKS && level >= K5_LEVEL_ERROR &&
		      level <= K5_LEVEL_TRACE,
	      "a record of a task");
}

void log_panic(idx_t task, struct claim text)
{
	(void)text;
	PROVE(task < TASKS, "a task's last words");
}

/* --- caps that travel: gift.c's proof, and derive.c's ------------------------ */

enum k5_err gift_check(idx_t t, struct grants rights)
{
	k5_word_t flags = k5_context[t].arg[K5_ARG_NUMBER];

	PROVE(t < THREADS, "a thread");
	if (((flags & K5_CAP_OUT) != 0 &&
	     !allows(rights.give, K5_RIGHT_GRANT)) ||
	    ((flags & K5_CAP_IN) != 0 && !allows(rights.take, K5_RIGHT_GRANT)))
		return K5_ERR_RIGHT;
	return nondet_err();
}

k5_word_t gift_deliver(idx_t from, idx_t to)
{
	PROVE(from < THREADS && to < THREADS && from != to, "two threads");
	return nondet_bool() ? K5_CAP_CAME : 0;
}

/* --- memory that travels: none here ------------------------------------- */

bool region_cap_ok(slot_idx_t i)
{
	(void)i;
	return false;
}
