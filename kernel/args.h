/*
 * args.h - a thread's registers, as a system call reads and writes them
 */
#pragma once

#include "state.h"

static inline k5_word_t arg(idx_t t, unsigned i)
{
	return k5_context[t].arg[i];
}

static inline void result(idx_t t, unsigned i, k5_word_t value)
{
	k5_context[t].arg[i] = value;
}
