/*
 * hooks.h - where the kernel of a traced build tells what happens
 *
 * What each is about stands in kernel/trace/hooks.h, whose place this takes.
 */
#pragma once

#include "state.h"

/* An event until it leaves: trace.c. */
struct trace_event {
	k5_ticks_t time;
	uint8_t kind; /* enum k5_trace_kind */
	uint8_t thread;
	uint32_t value[3];
};

/* Beside the app's table; the size in events. */
extern struct trace_event k5_trace_ring[];
extern const uint32_t k5_trace_size;

void trace_call(void);
void trace_charge(idx_t s, k5_ticks_t since, k5_ticks_t used);
void trace_place(idx_t t);
void trace_throttle(idx_t t);
void trace_fault(enum k5_fault fault);
void trace_irq(uint16_t line);
void trace_drain(void);
void trace_leave(void);
void trace_end(void);
