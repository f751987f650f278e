/*
 * bind.h - for the tests of time that is taken and given back
 */
#pragma once

#include "boss.h"
#include "sc.h"
#include "snapshot.h"

#define BINDS(slot_)   assert_int_equal(ASK(bind, .slot = slot_), K5_OK)
#define UNBINDS(slot_) assert_int_equal(ASK(unbind, .slot = slot_), K5_OK)

#define assert_runs_on(t, s) assert_int_equal(k5_thread[t].sc, s)

static inline void boss_waits(void)
{
	assert_running(boss);
	ASK(wait, .slot = S_WAIT);
}
