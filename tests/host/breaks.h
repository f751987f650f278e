/*
 * breaks.h - each clause of the invariant can fail
 *
 * A sound state is broken in one place, as a kernel bug would; kernel_ok() must say so.
 * A file lists its functions that break something:
 *
 *      #define EACH_BREAK(X) X(ready_bit_lost) X(idle_with_work) ...
 *      #define SOUND         setup    what makes the sound state; NULL: each for itself
 *      EACH_BREAK(ADD_BREAK)          where the group adds its tests
 */
#pragma once

#include "cast.h"
#include "invariant.h"

struct breaking {
	void (*sound)(void);
	void (*broken)(void);
};

static inline void is_seen(void **state)
{
	const struct breaking *row = *state;

	if (row->sound) {
		row->sound();
		assert_true(kernel_ok());
	}
	row->broken();
	assert_false(kernel_ok());
}

#define ADD_BREAK(name)                                                        \
	ADD_ROW(is_seen, ((struct breaking){SOUND, name}),                     \
		"c17_invariant_sees_" #name);
