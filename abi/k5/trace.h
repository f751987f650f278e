/*
 * trace.h - the shape of a trace on the wire
 *
 * Events travel in the log's stream, several in a frame of the kind K5_LOG_TRACE
 * (log.h), whose time is that of the newest moment. A frame's payload is events,
 * and an event
 *
 *      kind (1), thread (1), time, values as trace.def says
 *
 * where time and values are unsigned numbers of seven bits a byte, least first;
 * a set top bit says that more follow. The first event's time says how many
 * ticks it lies before the frame's, the next ones' how many after the one
 * before.
 */
#pragma once

#include "abi.h"

enum k5_trace_kind {
#define K5_EVENT(number, name, values, doc) K5_TRACE_##name = number,
#include "trace.def"
	K5_TRACE_KINDS
};

enum {
	K5_TRACE_NOBODY = 0xff,
	K5_TRACE_VALUES = 3,  /* of one event at most */
	K5_TRACE_PAYLOAD = 96 /* bytes of events in a frame at most */
};

/* What a call was, in one number. */
enum {
	K5_TRACE_CALL_TYPE = 6,    /* enum k5_cap_type of its cap, from here */
	K5_TRACE_CALL_OBJECT = 11, /* which of them, from here */
	K5_TRACE_CALL_NUMBERS = 1 << K5_TRACE_CALL_TYPE,
	K5_TRACE_CALL_TYPES = 1 << (K5_TRACE_CALL_OBJECT - K5_TRACE_CALL_TYPE)
};
