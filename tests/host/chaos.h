/*
 * chaos.h - a random app, and random things happening to it
 *
 * Everything a task can do to the kernel, and everything the hardware can,
 * in any order; kernel_ok() and the whole model after each. The same seed gives
 * the same run, on any build: K5_SEED=n host-tests random.
 */
#pragma once

#include "chance.h"
#include "deed.h"
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
	uint32_t derive;    /* mint, move, delete, revoke, create, start */
	uint32_t give;      /* a message gives a cap, or takes one */
	uint32_t pass_most; /* ticks between two entries, at most */
	uint32_t nonsense;  /* a register holds anything at all */
};

struct chaos {
	struct chance chance;
	struct chaos_mix mix;
	uint64_t step;
	uint64_t calls;    /* of tasks */
	uint64_t compared; /* times that kernel and model were */
	uint32_t world;
	uint64_t said[64]; /* answers by status */
	struct model model;
	k5_word_t number;    /* of the last call */
	uint32_t vain;       /* requests of the last who runs, for nobody */
	struct steps *steps; /* what happened to the app; NULL: not noted */
};

/* The first app. */
void chaos_begin(struct chaos *c, struct chance chance, struct chaos_mix mix,
		 struct steps *steps);

/* One step; when everything has ended, another app begins. */
void chaos_step(struct chaos *c);

/* The app and all that happened to it; ends the test as a step would. */
void chaos_replay(struct chaos *c, struct steps *steps);

/* chaos_do.c: it happens, and kernel and model are compared. */
void chaos_do(struct chaos *c, struct deed *d);

/* A new world: no time is used, and the model is as the app. */
void chaos_watch(struct chaos *c);

/* From the environment, or the default. */
uint64_t chaos_number(const char *name, uint64_t otherwise);
