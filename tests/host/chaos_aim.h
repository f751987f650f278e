/*
 * chaos_aim.h - requests that move something on, as the model sees it
 */
#pragma once

#include "chaos.h"

struct aim {
	k5_word_t number;
	k5_word_t slot;
	k5_word_t reply; /* the reply cap's slot, or NO_SLOT: any */
	struct cap cap;  /* that the message goes by */
	idx_t mate;      /* whom it meets, or NIL */
};

/* False: nobody waits for anything that the running thread can do. */
bool chaos_aim(struct chaos *c, struct aim *out);

/* Do all others wait for something? */
bool chaos_alone(const struct chaos *c);

/* That call, or one like it that is of more use at present. */
void chaos_any(struct chaos *c, k5_word_t number, struct aim *out);

/* What a message carries that the mate takes, and has room for that it gives. */
void chaos_load(struct chaos *c, const struct aim *aim, struct request *out);
