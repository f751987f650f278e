/*
 * drive.c - entering the kernel as a processor would
 */
#include "drive.h"

#include <stdio.h>
#include <string.h>

#include "check.h"
#include "frames.h"
#include "invariant.h"

uint64_t drive_step;

void drive_fail(const char *format, ...)
{
	char what[200], where[40] = "";
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	if (drive_step != 0)
		snprintf(where, sizeof(where), " at step %llu",
			 (unsigned long long)drive_step);
	fail_msg("%s%s", what, where);
}

static void clause(const char *what, unsigned i, bool ok)
{
	if (!ok)
		drive_fail("invariant: %s %u", what, i);
}

/* What the hardware was told is what the window says. */
static void check_windows(idx_t task)
{
	const struct k5_task_desc *d = &k5_app.task[task];

	for (uint8_t i = 0; i < d->windows; i++) {
		struct window w = k5_window[d->first_window + i];
		const struct arch_window *shown =
			&k5_task[task].regions.window[i];

		clause("window", i,
		       window_ok(task, (uint8_t)(d->first_window + i)));
		clause("window shown", i, shown->rights == w.rights);
		if (w.rights != 0)
			clause("window place", i,
			       shown->base == k5_app.region[w.region].base);
	}
}

/* Which one of all: asked when kernel_ok() has said that there is one. */
static void name_clause(void)
{
	clause("choice", 0, choice_ok());
	for (idx_t t = 0; t < k5_app.threads; t++)
		clause("thread", t, thread_ok(t));
	for (idx_t s = 0; s < k5_app.scs; s++)
		clause("time", s, time_ok(s));
	for (idx_t r = 0; r < k5_app.replies; r++)
		clause("reply", r, reply_ok(r));
	for (idx_t e = 0; e < k5_app.endpoints; e++)
		clause("endpoint", e, endpoint_ok(e));
	for (idx_t p = 0; p < k5_app.pools; p++)
		clause("pool", p, pool_ok(p));
	for (idx_t t = 0; t < k5_app.threads; t++)
		clause("entitled", t, entitled_ok(t));
	for (idx_t i = 0; i < k5_app.tasks; i++)
		clause("task", i, task_ok(i));
	for (slot_idx_t i = 0; i < k5_app.slots; i++)
		clause("cap", i, cap_ok(i));
	for (idx_t r = 0; r < k5_app.regions; r++)
		clause("region", r, region_ok(r));
	for (idx_t i = 0; i < k5_app.tasks; i++)
		check_windows(i);
	clause("kernel", 0, false);
}

void check_kernel(void)
{
	clause("timer", 0, host.timer == k5.alarm);
	if (!kernel_ok())
		name_clause();
	for (idx_t i = 0; i < k5_app.tasks; i++)
		check_windows(i);
}

/*
 * The log names a failed assertion by the low half of its text's address; the
 * upper half is that of any other string of the same section.
 */
static const char *assertion_text(void)
{
	static const char near[] __attribute__((section(".k5_log"))) = "";
	const uintptr_t half = UINT32_MAX;
	struct frame frame;

	frames_restart();
	for (unsigned i = 0; i < HOST_CONSOLE; i++) {
		if (frames_next(&frame) && frame.kind == K5_LOG_ASSERT)
			return (const char *)(((uintptr_t)near & ~half) |
					      frame_u32(&frame, 0));
	}
	return "?";
}

void drive_check(void)
{
	if (!host.ended)
		check_kernel();
	else if (host.code == K5_EXIT_KERNEL)
		drive_fail("assertion: %s", assertion_text());
}

/* Any code is a task's to end with, also that of a kernel that broke. */
static bool ended_so(k5_word_t number, const struct request *r)
{
	return host.ended && number == K5_SYS_shutdown &&
	       host.code == (int32_t)r->word[0];
}

enum k5_err ask(k5_word_t number, struct request request)
{
	idx_t t = k5.current;
	k5_word_t *arg = k5_context[t].arg;

	assert_int_not_equal(t, NIL);
	arg[K5_ARG_SLOT] = request.slot;
	arg[K5_ARG_LABEL] = request.label;
	memcpy(&arg[K5_ARG_WORD], request.word, sizeof(request.word));
	arg[K5_ARG_REPLY] = request.reply;
	arg[K5_ARG_NUMBER] = number | request.flags;
	host_enter(kernel_syscall);
	if (!ended_so(number, &request))
		drive_check();
	return (enum k5_err)arg[K5_ARG_STATUS];
}

struct answer got(idx_t t)
{
	const k5_word_t *arg = k5_context[t].arg;
	struct answer answer = {.status = (enum k5_err)arg[K5_ARG_STATUS],
				.label = arg[K5_ARG_LABEL],
				.badge = arg[K5_ARG_BADGE],
				.length = arg[K5_ARG_LENGTH]};

	memcpy(answer.word, &arg[K5_ARG_WORD], sizeof(answer.word));
	return answer;
}

void run(idx_t t)
{
	for (unsigned i = 0; i < THREADS && k5.current != t; i++) {
		assert_int_not_equal(k5.current, NIL);
		ASK(yield, 0);
	}
	assert_running(t);
}

void pass(k5_ticks_t ticks)
{
	k5_ticks_t end = host.clock + ticks;

	while (host.timer <= end && !host.ended) {
		if (host.timer > host.clock)
			host.clock = host.timer;
		host_tick();
		drive_check();
	}
	host.clock = end;
}

void pass_deaf(k5_ticks_t ticks)
{
	host.clock += ticks;
}

bool fire(uint16_t line)
{
	bool alive = host_irq(line);

	drive_check();
	return alive;
}

bool fault(enum k5_fault class)
{
	struct k5_fault_info info = {
		.address = 0xdead0000, .pc = 0xc0de, .fault = class};
	bool alive = host_fault(&info);

	drive_check();
	return alive;
}
