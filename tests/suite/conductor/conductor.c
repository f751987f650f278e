/*
 * conductor.c - one scenario, step by step, everything that happened compared
 */
#include <k5/k5.h>

#include "../scenarios.h"

enum {
	PATIENCE_US = 300000
};

static uint32_t first_step(uint32_t scenario)
{
	uint32_t seen = 0;

	for (uint32_t i = 0; i < suite_steps; i++) {
		if (suite_step[i].name && seen++ == scenario)
			return i;
	}
	return suite_steps;
}

static bool is_status(const struct outcome *o, const struct report *r)
{
	return r->status == o->status && r->changed == 0;
}

static bool is_words(const struct outcome *o, const struct report *r)
{
	uint32_t may = ((1u << o->words) - 1) << K5_ARG_WORD;

	for (unsigned i = 0; i < o->words; i++) {
		if (r->arg[K5_ARG_WORD + i] !=
		    (uint32_t)suite_meaning(o->word[i]))
			return false;
	}
	return r->status == K5_OK && (r->changed & ~may) == 0;
}

static bool is_message(const struct outcome *o, const struct report *r)
{
	for (unsigned i = 0; i < K5_WORDS; i++) {
		if (r->arg[K5_ARG_WORD + i] !=
		    (uint32_t)suite_meaning(o->word[i]))
			return false;
	}
	return r->status == K5_OK && r->arg[K5_ARG_LABEL] == o->label &&
	       r->arg[K5_ARG_BADGE] == o->badge &&
	       r->arg[K5_ARG_LENGTH] == o->length;
}

static bool is(const struct outcome *o, uint32_t who, const struct report *r)
{
	if (o->who != who)
		return false;
	switch (o->kind) {
	case STATUS:
		return is_status(o, r);
	case WORDS:
		return is_words(o, r);
	default:
		return is_message(o, r);
	}
}

/* Takes off `open` the outcome that the report is; false if it is none. */
static bool expected(const struct step *s, uint32_t *open, uint32_t who,
		     const struct report *r)
{
	for (unsigned i = 0; i < OUTCOMES; i++) {
		if ((*open >> i & 1) != 0 && is(&s->then[i], who, r)) {
			*open &= ~(1u << i);
			return true;
		}
	}
	return false;
}

static uint32_t all_of(const struct step *s)
{
	uint32_t open = 0;

	for (unsigned i = 0; i < OUTCOMES; i++) {
		if (s->then[i].who != NOBODY)
			open |= 1u << i;
	}
	return open;
}

static uint32_t reporter(uint32_t badge, const struct report *r)
{
	if (!r->second)
		return badge;
	return badge == ALICE ? ALLY : BOBBY;
}

/*
 * Actors have higher priorities: when this runs, all have come to rest, but
 * for one that waits for its budget. Nobody else may report.
 */
static bool settle(const struct step *s)
{
	uint32_t open = all_of(s);
	uint64_t end = k5_clock() + k5_us_to_ticks(PATIENCE_US);

	for (;;) {
		struct report r;
		struct k5_msg msg;
		enum k5_err e =
			k5_try_recv_copy(REPORTS, C_REPLY, &msg, &r, sizeof(r));

		if (e == K5_OK) {
			if (!expected(s, &open,
				      reporter((uint32_t)msg.badge, &r), &r))
				return false;
		} else if (open == 0) {
			return true;
		} else if (k5_clock() > end) {
			return false;
		}
	}
}

static void pause_us(uint32_t us)
{
	uint64_t end = k5_clock() + k5_us_to_ticks(us);

	while (k5_clock() < end) {
	}
}

/* 0, or the number of the step that went wrong. */
static uint32_t play(uint32_t row)
{
	uint32_t start = row;

	do {
		const struct step *s = &suite_step[row];

		if (s->op == OP_PAUSE)
			pause_us(s->word[0]);
		else
			K5_REQUIRE(k5_notify((k5_slot_t)(GATES + s->who),
					     row + 1) == K5_OK);
		if (!settle(s))
			return row - start + 1;
		row++;
	} while (row < suite_steps && !suite_step[row].name);
	return 0;
}

int conductor_play(void)
{
	uint32_t row = first_step(suite_chosen());

	if (row == suite_steps)
		return k5_shutdown(SYSTEM, 2);

	uint32_t failed = play(row);

	suite_say(suite_step[row].name, failed);
	return k5_shutdown(SYSTEM, failed == 0 ? 0 : 1);
}
