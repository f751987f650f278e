/*
 * shrink.h - a long list of steps that fails, made short
 */
#pragma once

#include "deed.h"
#include "guard.h"

/*
 * Leaves out of `steps` what a replay does not need to fail in the same way,
 * until no step can go or the time is up, and sets registers to zero that do
 * not matter. False: the app and its steps alone do not fail so, and nothing is
 * changed. Both arguments' memory is the caller's, shared or not.
 */
bool shrink(struct steps *steps, const struct verdict *failure,
	    unsigned seconds);

/* How many lists were tried the last time. */
extern unsigned shrink_tried;
