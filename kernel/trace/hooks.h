/*
 * hooks.h - where a trace would be told what happens: here, nowhere
 *
 * Each of these is empty, so a kernel that is not traced is the one without
 * them, to the byte. A traced build finds kernel/traced/trace/hooks.h before
 * this file, and links trace.c.
 */
#pragma once

#include "state.h"

/* The running thread asks for something. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_call(void)
{
}

/* The running thread ran from `since` for `used`, to be paid by s. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_charge(idx_t s, k5_ticks_t since, k5_ticks_t used)
{
	(void)s;
	(void)since;
	(void)used;
}

/* t, in the state that it is in, is about to be put where its budget lets it. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_place(idx_t t)
{
	(void)t;
}

/* t waits for its refill. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_throttle(idx_t t)
{
	(void)t;
}

/* The running thread broke its contract. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_fault(enum k5_fault fault)
{
	(void)fault;
}

/*@ assigns \nothing;
    exits \false; */
static inline void trace_irq(uint16_t line)
{
	(void)line;
}

/* All is marked, nobody is chosen yet: a moment to hand events on. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_drain(void)
{
}

/* k5.current is chosen, and the kernel about to be left. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_leave(void)
{
}

/* The run ends: what is left goes out. */
/*@ assigns \nothing;
    exits \false; */
static inline void trace_end(void)
{
}
