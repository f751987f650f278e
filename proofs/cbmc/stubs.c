/*
 * stubs.c - what kernel/arch.h, claim.h and log.h promise, in their place
 *
 * The hardware obeys, the log takes what it gets; claim.c and log.c have
 * harnesses of their own. Here a task owns one range that it may read and one
 * that it may write. A copy is not done but examined: where it reads and
 * writes must be some task's to read and write.
 */
#include "stubs.h"

#include "arch.h"
#include "check.h"
#include "kernel.h"
#include "log.h"
#include "world.h"

static struct claim readable[TASKS];
static struct claim writable[TASKS];

struct claim nondet_claim(void);

static bool within(struct claim inner, struct claim outer)
{
	return inner.base >= outer.base &&
	       (uint64_t)inner.base + inner.length <=
		       (uint64_t)outer.base + outer.length;
}

bool claim_ok(idx_t task, struct claim claim, uint8_t rights)
{
	if (claim.length == 0)
		return true;
	return (rights & K5_MEM_WRITE) != 0 ? within(claim, writable[task])
					    : within(claim, readable[task]);
}

void claim_copy(struct claim to, struct claim from, k5_word_t length)
{
	struct claim written = {.base = to.base, .length = length};
	struct claim read = {.base = from.base, .length = length};
	bool to_ok = false;
	bool from_ok = false;

	for (idx_t i = 0; i < TASKS; i++) {
		to_ok = to_ok || claim_ok(i, written, K5_MEM_WRITE);
		from_ok = from_ok || claim_ok(i, read, K5_MEM_READ);
	}
	PROVE(to_ok, "a copy writes only what a task may write");
	PROVE(from_ok, "a copy reads only what a task may read");
	PROVE(length <= K5_COPY_MAX, "a copy is bounded");
}

static bool buffer_ok(idx_t t, k5_word_t flag, unsigned at, uint8_t rights)
{
	const k5_word_t *arg = k5_context[t].arg;
	struct claim claim = {.base = arg[at], .length = arg[at + 1]};

	return (arg[K5_ARG_NUMBER] & flag) == 0 ||
	       (claim.length <= K5_COPY_MAX &&
		claim_ok(k5_thread[t].task, claim, rights));
}

bool buffers_ok(idx_t t)
{
	switch ((enum thread_state)k5_thread[t].state) {
	case T_SENDING:
	case T_CALLING:
	case T_RECEIVING:
	case T_SERVING:
	case T_REPLY:
		return buffer_ok(t, K5_COPY_OUT, K5_ARG_OUT, K5_MEM_READ) &&
		       buffer_ok(t, K5_COPY_IN, K5_ARG_IN, K5_MEM_WRITE);
	default:
		return true;
	}
}

void stubs_any(void)
{
	for (idx_t i = 0; i < TASKS; i++) {
		readable[i] = nondet_claim();
		writable[i] = nondet_claim();
	}
	for (idx_t t = 0; t < THREADS; t++)
		ASSUME(buffers_ok(t));
}

void arch_irq_mask(uint16_t line)
{
	(void)line;
}

void arch_irq_unmask(uint16_t line)
{
	(void)line;
}

/* A stop is the end of the run, and then there is nothing left to keep. */
_Noreturn void kernel_end(int32_t code)
{
	(void)code;
	for (;;)
		ASSUME(false);
}

_Noreturn void kernel_assert_failed(const char *id)
{
	(void)id;
	PROVE(false, "no assertion of the kernel fails");
	for (;;)
		ASSUME(false);
}

/* --- the log ------------------------------------------------------------ */

static void examine(idx_t task, struct claim claim)
{
	PROVE(claim.length <= K5_LOG_MAX, "a log claim is short");
	PROVE(claim_ok(task, claim, K5_MEM_READ),
	      "the log reads only what its task may read");
}

void log_record(idx_t task, uint8_t level, uint32_t id, struct claim args)
{
	(void)level;
	(void)id;
	examine(task, args);
}

void log_panic(idx_t task, struct claim text)
{
	examine(task, text);
}

void log_fault(idx_t thread, const struct k5_fault_info *info)
{
	(void)info;
	PROVE(thread < THREADS, "the faulting thread exists");
}
