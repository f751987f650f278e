/*
 * stubs.h - the world's memory, clock and log, as their contracts say
 */
#pragma once

#include "state.h"

/* Tasks own any ranges; whoever waits with buffers waits with its own. */
void stubs_any(void);

/* Are the buffers with which t waits its own? */
bool buffers_ok(idx_t t);
