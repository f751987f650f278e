/*
 * trace_decode.h - from a frame's payload to events: abi/k5/trace.h has the shape
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <k5/trace.h>

/* Something that happened at a moment. */
struct trace_event {
	uint64_t time;  /* ticks */
	uint8_t kind;   /* enum k5_trace_kind, or TRACE_RECORD */
	uint8_t thread; /* index, or K5_TRACE_NOBODY */
	uint32_t value[K5_TRACE_VALUES];
	size_t order; /* in which it came, from the stream */
};

enum {
	TRACE_RECORD = 0 /* no event of the kernel's: a log record */
};

typedef void trace_event_fn(void *context, const struct trace_event *event);

enum trace_decoded {
	TRACE_OK,
	TRACE_CUT,    /* the payload ends inside an event */
	TRACE_UNKNOWN /* a kind of event that we do not know */
};

/*
 * Calls `each` for every event of a frame that was sent at `time`, until one
 * makes no sense: *kind is then what it began with.
 */
enum trace_decoded trace_decode(const uint8_t *payload, size_t length,
				uint64_t time, trace_event_fn *each,
				void *context, uint8_t *kind);
