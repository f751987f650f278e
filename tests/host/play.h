/*
 * play.h - a random run that tells how it failed, in few steps
 *
 *      ERROR: mint said K5_OK, the model K5_ERR_RIGHT at step 73121
 *      3 of 211 steps are left, after 64 replays:
 *        app 0x5c0e39
 *        thread 3 mint ...
 *      replay: K5_REPLAY=build/.../driver-caps-7.steps build/.../driver random
 *
 *      K5_SEED=n     the run to have again
 *      K5_STEPS=n    how far: so many system calls
 *      K5_SHRINK=0   in this process, and nothing made small: for debuggers
 *      K5_REPLAY=f   those steps and nothing else
 */
#pragma once

#include "chaos.h"

struct play {
	const char *name; /* a word for the file of steps */
	uint64_t seed;
	uint64_t calls;
	struct chaos_mix mix;
};

/* Plays; a failure ends the test, told. What it counted, in shared memory. */
const struct chaos *play(const struct play *p);

/* The steps in the file that K5_REPLAY names. */
void play_again(const char *path);
