/*
 * kview_log.c - last words that are still in the log's ring
 *
 *      k5_log_ring   ...frame|0|frame|0|..old bytes..|0|frame|0|...
 *                                      ^ log_next: what follows is the oldest
 *
 * What was sent stays in the ring until it is written over, so the newest frames of
 * a halted board can be read even if nobody listened.
 */
#include <string.h>

#include "config_keep.h"
#include "decode.h"
#include "kview.h"
#include "record.h"

static void take(void *context, const struct frame *frame)
{
	struct kview *v = context;
	struct record r;

	if ((frame->kind != K5_LOG_FAULT && frame->kind != K5_LOG_PANIC) ||
	    frame->task >= v->app->model.task_count) {
		return;
	}
	record_from(&r, frame, v->dict);
	if (r.known && r.text) {
		struct k_task *t = &v->task[frame->task];

		t->last = keep_text(r.text);
		t->file = r.file;
		t->line = r.line;
	}
	record_free(&r);
}

void kview_faults(struct kview *v)
{
	const struct elf_symbol *ring =
		elf_symbol(&v->image, "kernel.k5_log_ring");
	const uint8_t *bytes =
		ring ? core_bytes(v->core, ring->value, ring->size) : NULL;
	struct decoder d = {0};
	struct rows k5;

	if (!bytes || !kview_rows(v, &k5, "k5", "k5_state", 1)) {
		return;
	}
	uint64_t next = row_number(&k5, 0, "log_next");
	if (next > ring->size) {
		return;
	}
	decoder_feed(&d, bytes + next, ring->size - next, take, v);
	decoder_feed(&d, bytes, next, take, v);
}
