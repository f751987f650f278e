/*
 * chaos.h - a random app, and random things happening to it
 *
 * Everything a task can do to the kernel, and everything the hardware can,
 * in any order; kernel_ok() and more after each step. The same seed gives the
 * same run: K5_SEED=n host-tests random.
 */
#pragma once

#include "chance.h"
#include "drive.h"
#include "model.h"

/* How often what happens, one in so many steps; 0: never. */
struct chaos_mix {
	uint32_t new_world;
	uint32_t fault;
	uint32_t irq;
	uint32_t early_tick;
	uint32_t console;
	uint32_t end;       /* exit, panic and shutdown get through */
	uint32_t names;     /* listen or connect */
	uint32_t derive;    /* mint, move, delete, revoke, create */
	uint32_t give;      /* a message gives a cap, or takes one */
	uint32_t pass_most; /* ticks between two entries, at most */
	uint32_t nonsense;  /* a register holds anything at all */
};

struct chaos {
	struct chance chance;
	struct chaos_mix mix;
	uint64_t seed;
	uint64_t step;
	uint32_t world;
	uint64_t said[64];  /* answers by status */
	uint64_t gifts;     /* caps that crossed */
	uint64_t loans;     /* regions that did */
	struct model model; /* of the slots */
	k5_word_t number;   /* of the last call */
	idx_t task;         /* whose it was */
};

/* The first app; by a seed, which is printed. */
void chaos_begin(struct chaos *c, struct chance chance, struct chaos_mix mix);
void chaos_start(struct chaos *c, uint64_t seed, struct chaos_mix mix);

/* One step; when everything has ended, another app begins. */
void chaos_step(struct chaos *c);

/* From the environment, or the default. */
uint64_t chaos_number(const char *name, uint64_t otherwise);
