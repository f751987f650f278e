/*
 * decode.c - end marks, stuffing, sum, header: in that order, or not at all
 */
#include "decode.h"

#include "cobs.h"

static uint16_t get_u16(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

uint32_t get_u32(const uint8_t *bytes)
{
	return get_u16(bytes) | (uint32_t)get_u16(bytes + 2) << 16;
}

uint64_t get_u64(const uint8_t *bytes)
{
	return get_u32(bytes) | (uint64_t)get_u32(bytes + 4) << 32;
}

/* True and `out` filled if the collected bytes are a whole frame. */
static bool frame_from(uint8_t *bytes, size_t used, struct frame *out)
{
	long length = cobs_decode(bytes, used);

	if (length < K5_LOG_HEADER + K5_LOG_SUM) {
		return false;
	}
	size_t covered = (size_t)length - K5_LOG_SUM;
	if (fletcher16(bytes, covered) != get_u16(bytes + covered)) {
		return false;
	}
	*out = (struct frame){
		.kind = bytes[0] & 0xf,
		.level = bytes[0] >> 4,
		.task = bytes[1],
		.dropped = get_u16(bytes + 2),
		.build = get_u32(bytes + 4),
		.ticks = get_u64(bytes + 8),
		.payload = bytes + K5_LOG_HEADER,
		.length = covered - K5_LOG_HEADER,
	};
	return true;
}

static void end_mark(struct decoder *d, frame_fn *each, void *context)
{
	struct frame frame;

	if (!d->overrun && frame_from(d->bytes, d->used, &frame)) {
		frame.damaged = d->broken;
		d->broken = 0;
		d->synced = true;
		each(context, &frame);
	} else if (d->synced && (d->used > 0 || d->overrun)) {
		d->broken++;
	}
	d->used = 0;
	d->overrun = false;
}

void decoder_feed(struct decoder *d, const uint8_t *bytes, size_t length,
		  frame_fn *each, void *context)
{
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == 0) {
			end_mark(d, each, context);
		} else if (d->used < sizeof(d->bytes)) {
			d->bytes[d->used++] = bytes[i];
		} else {
			d->overrun = true;
		}
	}
}
