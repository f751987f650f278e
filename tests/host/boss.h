/*
 * boss.h - a supervisor, and a thread below it whose time it has
 *
 *      boss (20)  --read, control--> the time of worker (10), above another (9)
 */
#pragma once

#include "cast.h"

enum {
	BUDGET = 100,
	PERIOD = 1000,
	T_TIME = S_FREE, /* all rights */
	T_SEES,
	T_SETS,
	T_OTHER /* of the second worker */
};

static idx_t boss, worker, other;

static inline void time_caps(idx_t thread)
{
	uint8_t both = K5_RIGHT_READ | K5_RIGHT_CONTROL;

	world_time_cap(CLIENT, thread, both);
	world_time_cap(CLIENT, thread, K5_RIGHT_READ);
	world_time_cap(CLIENT, thread, K5_RIGHT_CONTROL);
}

/* The worker below the boss, with the budget that `of` says, above another. */
static inline void setup(struct k5_sc_desc of)
{
	cast();
	boss = world_thread(CLIENT, 20);
	worker = world_budgeted(SERVER, 10, of.budget, of.period);
	other = world_thread(BACKEND, 9);
	time_caps(worker);
	world_time_cap(CLIENT, other, K5_RIGHT_CONTROL);
	world_boot();
}

static inline void setup_limited(void)
{
	setup((struct k5_sc_desc){BUDGET, PERIOD});
}

/* The boss waits so long; whoever is below runs. */
static inline void boss_rests(k5_ticks_t ticks)
{
	assert_running(boss);
	ASK(wait, .slot = S_WAIT);
	pass(ticks);
	fire(IRQ_LINE);
	assert_running(boss);
}

static inline enum k5_err set(k5_ticks_t budget, k5_ticks_t period)
{
	return ASK(configure, .slot = T_TIME,
		   .word = {(uint32_t)budget, (k5_word_t)(budget >> 32),
			    (uint32_t)period, (k5_word_t)(period >> 32)});
}

static inline k5_ticks_t consumed(void)
{
	assert_int_equal(ASK(consumed, .slot = T_TIME), K5_OK);

	struct answer a = got(boss);

	return (k5_ticks_t)a.word[1] << 32 | a.word[0];
}
