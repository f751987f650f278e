/*
 * seen.c - frames of events taken apart; time never goes back
 */
#include "seen.h"

#include "frames.h"

struct trace_event seen[SEEN];
unsigned seen_count;

static const uint8_t values[] = {
#define K5_EVENT(number, name, values, doc) [number] = values,
#include <k5/trace.def>
};

static uint64_t number(const struct frame *f, size_t *at)
{
	uint64_t n = 0;

	for (unsigned shift = 0; *at < f->length; shift += 7) {
		uint8_t byte = f->payload[(*at)++];

		n |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return n;
	}
	fail_msg("a number is cut");
	return 0;
}

static void read_frame(const struct frame *f)
{
	k5_ticks_t time = f->time;

	assert_true(f->length <= K5_TRACE_PAYLOAD);
	for (size_t at = 0; at < f->length;) {
		struct trace_event e = {0};
		bool first = at == 0;

		e.kind = f->payload[at++];
		e.thread = f->payload[at++];
		assert_in_range(e.kind, 1, K5_TRACE_KINDS - 1);
		k5_ticks_t ticks = number(f, &at);
		time = first ? time - ticks : time + ticks;
		e.time = time;
		for (unsigned i = 0; i < values[e.kind]; i++)
			e.value[i] = (uint32_t)number(f, &at);
		assert_true(seen_count < SEEN);
		if (seen_count > 0)
			assert_true(seen[seen_count - 1].time <= e.time);
		seen[seen_count++] = e;
	}
}

void collect(void)
{
	struct frame f;

	trace_end();
	while (frames_next(&f)) {
		if (f.kind == K5_LOG_TRACE)
			read_frame(&f);
	}
}

const struct trace_event *find(uint8_t kind, idx_t thread)
{
	for (unsigned i = 0; i < seen_count; i++) {
		if (seen[i].kind == kind && seen[i].thread == thread)
			return &seen[i];
	}
	return NULL;
}

unsigned count_of(uint8_t kind)
{
	unsigned n = 0;

	for (unsigned i = 0; i < seen_count; i++)
		n += seen[i].kind == kind;
	return n;
}
