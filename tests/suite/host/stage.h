/*
 * stage.h - the suite's app.toml once more, as the host builds apps
 *
 * The same tasks, caps and slots. A task's memory on the host is its four
 * regions, of which the writable one without a name here is its stacks.
 */
#pragma once

#include "../suite.h"
#include "world.h"

enum {
	STAGE_CONDUCTOR,
	STAGE_BOBBY = 7, /* threads: conductor, Alice to Frank, Bobby */
	STAGE_ALLY,      /* out of Alice's pool */
	STAGE_THREADS,
	STAGE_STACK = 512 * 1024
};

/* Builds the world and boots it. */
void stage_build(void);

void *stage_stack(idx_t thread);

/* Where a place begins for a thread. */
k5_word_t stage_address(idx_t thread, enum place place);
