/*
 * actor.c - a thread that does as it is told
 *
 * It waits at its gate for the number of a row, does it, and reports what
 * became of its registers. It knows nothing of what should happen.
 */
#include <k5/k5.h>

#include "../scenarios.h"

static void fill(const struct step *s)
{
	for (uint32_t i = 0; i < s->word[2]; i++)
		suite_buffer()[s->word[1] + i] = (uint8_t)(s->word[0] + i);
}

static uint32_t check(const struct step *s)
{
	for (uint32_t i = 0; i < s->word[2]; i++) {
		if (suite_buffer()[s->word[1] + i] != (uint8_t)(s->word[0] + i))
			return K5_ERR_MEMORY;
	}
	return K5_OK;
}

/*
 * Uses so much time, and says whether it was held back meanwhile: whether it
 * took three times as long as it used.
 */
static bool burn(uint32_t us)
{
	uint64_t gap = k5_us_to_ticks(GONE_US);
	uint64_t want = k5_us_to_ticks(us);
	uint64_t start = k5_clock();
	uint64_t last = start;

	for (uint64_t used = 0; used < want;) {
		uint64_t now = k5_clock();

		if (now - last < gap)
			used += now - last;
		last = now;
	}
	return last - start >= 3 * want;
}

/* Looks on for so long, and rounds. */
static uint32_t used(uint32_t us)
{
	uint64_t before, after;
	uint64_t span = k5_us_to_ticks(us);
	uint64_t end = k5_clock() + span;

	K5_REQUIRE(k5_consumed(SHARE, &before) == K5_OK);
	while (k5_clock() < end) {
	}
	K5_REQUIRE(k5_consumed(SHARE, &after) == K5_OK);
	return (uint32_t)((20 * (after - before) + span / 2) / span);
}

static struct report call(const struct step *s)
{
	struct k5_regs r = {
		{s->slot, s->label, suite_meaning(s->word[0]),
		 suite_meaning(s->word[1]), suite_meaning(s->word[2]),
		 suite_meaning(s->word[3]), s->reply, s->op | s->flags}};
	struct k5_regs before = r;
	struct report report = {0};

	k5_trap(&r);
	for (unsigned i = 0; i < K5_ARGS; i++) {
		report.arg[i] = (uint32_t)r.arg[i];
		if (i != K5_ARG_STATUS && r.arg[i] != before.arg[i])
			report.changed |= 1u << i;
	}
	report.status = report.arg[K5_ARG_STATUS];
	return report;
}

static struct report act(const struct step *s)
{
	struct report report = {0};

	switch (s->op) {
	case OP_FILL:
		fill(s);
		break;
	case OP_CHECK:
		report.status = check(s);
		break;
	case OP_BURN:
		report.arg[K5_ARG_WORD] = burn(s->word[0]);
		break;
	case OP_DEADLINE:
		report.status = k5_deadline(
			TIMER, k5_clock() + k5_us_to_ticks(s->word[0]));
		break;
	case OP_TERMS:
		report.status = k5_configure(SHARE, k5_us_to_ticks(s->word[0]),
					     k5_us_to_ticks(s->word[1]));
		break;
	case OP_USED:
		report.arg[K5_ARG_WORD] = used(s->word[0]);
		break;
	case OP_TIMER:
		report.status =
			k5_timer(TIMER, k5_clock() + k5_us_to_ticks(s->word[0]),
				 (k5_slot_t)s->word[1], s->word[2]);
		break;
	case OP_PEEK:
		report.arg[K5_ARG_WORD] =
			*suite_touch(suite_meaning(s->word[0]), false);
		break;
	case OP_POKE:
		*suite_touch(suite_meaning(s->word[0]), true) =
			(uint8_t)s->word[1];
		break;
	case OP_FAULT:
		suite_fault();
	default:
		return call(s);
	}
	return report;
}

_Noreturn void actor_play(uint32_t second)
{
	struct k5_msg none = {0};
	k5_slot_t gate = second ? GATE2 : GATE;

	for (;;) {
		k5_word_t row;

		K5_REQUIRE(k5_wait(gate, &row) == K5_OK);

		struct report report = act(&suite_step[row - 1]);

		report.second = second;
		K5_REQUIRE(k5_send_copy(REPORT, &none, &report,
					sizeof(report)) == K5_OK);
	}
}

/* Whoever made it may want to know that its argument came. */
_Noreturn void actor_second(k5_word_t argument)
{
	if (argument != 0)
		K5_REQUIRE(k5_notify(FLAG, argument) == K5_OK);
	actor_play(1);
}
