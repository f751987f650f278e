/*
 * log.c - one frame into the ring: header, payload, sum, all of it COBS
 *
 *      ring   [code] bytes... [code] bytes... 0
 *               `- distance to the next code or to the end: no zero inside
 *
 * COBS replaces every zero by the distance to the next one, so a zero ends a
 * frame and nothing else is one. The distance is known only when the next
 * zero comes: its place is marked and patched.
 */
#include "log.h"

#include "ring.h"

enum {
	COBS_MAX = 0xff
};

/* The frame being written; nobody sees it before frame_end. */
struct frame {
	uint32_t at; /* of the next byte */
	uint32_t code_at;
	uint8_t code;
	uint32_t sum1; /* of all bytes; modulo 255 at the end */
	uint32_t sum2; /* of all sums; what a frame holds cannot wrap it */
};

void log_init(void)
{
	ring_init();
	k5.dropped = 0;
}

static void cobs_open(struct frame *f)
{
	f->code_at = f->at;
	f->code = 1;
	f->at = ring_put(f->at, 0);
}

static void cobs_put(struct frame *f, uint8_t byte)
{
	if (byte != 0) {
		f->at = ring_put(f->at, byte);
		f->code++;
	}
	if (byte == 0 || f->code == COBS_MAX) {
		ring_patch(f->code_at, f->code);
		cobs_open(f);
	}
}

/* Out of line: every record is put byte by byte, from a dozen places. */
static K5_RARE void put8(struct frame *f, uint8_t byte)
{
	f->sum1 += byte;
	f->sum2 += f->sum1;
	cobs_put(f, byte);
}

static void put16(struct frame *f, uint16_t value)
{
	put8(f, (uint8_t)value);
	put8(f, (uint8_t)(value >> 8));
}

static void put32(struct frame *f, uint32_t value)
{
	put16(f, (uint16_t)value);
	put16(f, (uint16_t)(value >> 16));
}

static void put64(struct frame *f, uint64_t value)
{
	put32(f, (uint32_t)value);
	put32(f, (uint32_t)(value >> 32));
}

static void put_claim(struct frame *f, struct claim bytes)
{
	for (k5_word_t i = 0; i < bytes.length; i++)
		put8(f, claim_byte(bytes, i));
}

/*
 * Room that tasks' records leave: a fault, or the end of the run, is named even
 * when somebody has just flooded the log.
 */
enum {
	FAULT_PAYLOAD = 20,
	AROUND = K5_LOG_HEADER + K5_LOG_SUM + 3, /* of any frame's payload */
	RESERVE = AROUND + FAULT_PAYLOAD
};

/* False, and one more dropped, if a frame with this payload does not fit. */
static bool frame_start(struct frame *f, uint8_t kind, uint8_t task,
			uint32_t payload)
{
	uint32_t worst = AROUND + payload;

	if ((kind & 0xf) == K5_LOG_RECORD)
		worst += RESERVE;
	if (ring_space() < worst) {
		k5.dropped++;
		return false;
	}
	*f = (struct frame){.at = k5.log_next, .sum1 = 1};
	cobs_open(f);
	put8(f, kind);
	put8(f, task);
	put16(f, (uint16_t)(k5.dropped < UINT16_MAX ? k5.dropped : UINT16_MAX));
	put32(f, k5_app.build_id);
	put64(f, k5.now);
	k5.dropped = 0;
	return true;
}

static void frame_end(struct frame *f)
{
	uint8_t sum1 = (uint8_t)(f->sum1 % 255);
	uint8_t sum2 = (uint8_t)(f->sum2 % 255);

	put8(f, sum1);
	put8(f, sum2);
	ring_patch(f->code_at, f->code);
	ring_publish(ring_put(f->at, 0));
	log_drain();
}

void log_record(idx_t task, uint8_t level, uint32_t id, struct claim args)
{
	struct frame f;
	uint8_t kind = (uint8_t)(K5_LOG_RECORD | level << 4);

	if (!frame_start(&f, kind, task, 4 + (uint32_t)args.length))
		return;
	put32(&f, id);
	put_claim(&f, args);
	frame_end(&f);
}

void log_panic(idx_t task, struct claim text)
{
	struct frame f;

	if (!frame_start(&f, K5_LOG_PANIC | K5_LEVEL_ERROR << 4, task,
			 (uint32_t)text.length))
		return;
	put_claim(&f, text);
	frame_end(&f);
}

void log_fault(idx_t thread, const struct k5_fault_info *info)
{
	struct frame f;

	if (!frame_start(&f, K5_LOG_FAULT | K5_LEVEL_ERROR << 4,
			 k5_thread[thread].task, FAULT_PAYLOAD))
		return;
	put8(&f, (uint8_t)info->fault);
	put8(&f, thread);
	put16(&f, 0);
	put64(&f, info->address);
	put64(&f, info->pc);
	frame_end(&f);
}

void log_assert(uint32_t id)
{
	struct frame f;

	if (!frame_start(&f, K5_LOG_ASSERT | K5_LEVEL_ERROR << 4, K5_LOG_KERNEL,
			 4))
		return;
	put32(&f, id);
	frame_end(&f);
}

void log_boot(void)
{
	struct frame f;

	if (frame_start(&f, K5_LOG_BOOT | K5_LEVEL_INFO << 4, K5_LOG_KERNEL, 0))
		frame_end(&f);
}

void log_exit(int32_t code)
{
	struct frame f;

	if (!frame_start(&f, K5_LOG_EXIT | K5_LEVEL_INFO << 4, K5_LOG_KERNEL,
			 4))
		return;
	put32(&f, (uint32_t)code);
	frame_end(&f);
}

uint32_t log_spare(void)
{
	uint32_t record = AROUND + 4 + K5_LOG_MAX + RESERVE;
	uint32_t others = AROUND + record;
	uint32_t space = ring_space();

	return space > others ? space - others : 0;
}

void log_trace(const uint8_t *events, uint32_t length)
{
	struct frame f;

	if (!frame_start(&f, K5_LOG_TRACE, K5_LOG_KERNEL, length))
		return;
	for (uint32_t i = 0; i < length; i++)
		put8(&f, events[i]);
	frame_end(&f);
}

void log_drain(void)
{
	ring_drain(K5_LOG_FRAME_MAX);
}

/* At the end time no longer matters, but a dead console must not hang us. */
void log_flush(void)
{
	enum {
		PATIENCE = 100000
	};

	for (uint32_t i = 0; i < PATIENCE; i++)
		ring_drain(1);
}

enum k5_err log_text(idx_t t, struct claim *out)
{
	const k5_word_t *arg = k5_context[t].arg;
	struct claim text = {0};

	if ((arg[K5_ARG_NUMBER] & K5_COPY_OUT) != 0) {
		text.base = arg[K5_ARG_OUT];
		text.length = arg[K5_ARG_OUT + 1];
	}
	if (text.length > K5_LOG_MAX)
		return K5_ERR_RANGE;
	if (!claim_ok(k5_thread[t].task, text, K5_MEM_READ))
		return K5_ERR_MEMORY;
	*out = text;
	return K5_OK;
}
