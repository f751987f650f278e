/*
 * trace_decode.c - kind, thread, numbers; nothing is read beyond the end
 */
#include "trace_decode.h"

#include <stdbool.h>

static const uint8_t values[K5_TRACE_KINDS] = {
#define K5_EVENT(number, name, values, doc) [number] = values,
#include <k5/trace.def>
};

struct input {
	const uint8_t *at;
	const uint8_t *end;
};

/* Seven bits a byte, least first. False: cut, or larger than any number. */
static bool number(struct input *in, uint64_t *out)
{
	*out = 0;
	for (unsigned shift = 0; shift < 64 && in->at < in->end; shift += 7) {
		uint8_t byte = *in->at++;

		*out |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80) {
			return true;
		}
	}
	return false;
}

static bool event(struct input *in, uint64_t *time, struct trace_event *e)
{
	uint64_t n;

	if (!number(in, time)) {
		return false;
	}
	for (unsigned i = 0; i < values[e->kind]; i++) {
		if (!number(in, &n) || n > UINT32_MAX) {
			return false;
		}
		e->value[i] = (uint32_t)n;
	}
	return true;
}

enum trace_decoded trace_decode(const uint8_t *payload, size_t length,
				uint64_t time, trace_event_fn *each,
				void *context, uint8_t *kind)
{
	struct input in = {payload, payload + length};

	for (bool first = true; in.at < in.end; first = false) {
		struct trace_event e = {.kind = *in.at++};
		uint64_t ticks;

		*kind = e.kind;
		if (e.kind >= K5_TRACE_KINDS || e.kind == TRACE_RECORD) {
			return TRACE_UNKNOWN;
		}
		if (in.at == in.end) {
			return TRACE_CUT;
		}
		e.thread = *in.at++;
		if (!event(&in, &ticks, &e)) {
			return TRACE_CUT;
		}
		time = first ? time - ticks : time + ticks;
		e.time = time;
		each(context, &e);
	}
	return TRACE_OK;
}
