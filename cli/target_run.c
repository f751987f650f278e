/*
 * target_run.c - on, until the awaited line is in the log's ring
 *
 *      ...frame|frame|          the kernel puts a frame, then says so in
 *                    ^ write    k5_rtt.up.write: that word is watched
 *
 * So the target halts at the very call that logged the line, the same one each
 * time, whatever becomes of the bytes on their way out. The app's end is a frame as
 * well: there it halts in any case, while there is something left to look at.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "process.h"
#include "show.h"
#include "target.h"
#include "watch.h"

enum {
	AFTER_US = 1000000 /* if nothing is said */
};

struct ring {
	uint64_t bytes; /* where it lies */
	uint32_t size;
	uint64_t write; /* the watched word */
	uint32_t last;  /* what it was */
	struct decoder decoder;
};

static bool ring_find(struct ring *r, const struct kview *v)
{
	const struct elf_symbol *bytes =
		elf_symbol(&v->image, "kernel.k5_log_ring");
	const struct elf_symbol *rtt = elf_symbol(&v->image, "kernel.k5_rtt");
	struct rows outer = {0}, up = {0};

	if (!bytes || !rtt || !structure_find(&outer.shape, v->kernel, "rtt") ||
	    !structure_find(&up.shape, v->kernel, "rtt_up")) {
		return false;
	}
	*r = (struct ring){.bytes = bytes->value,
			   .size = (uint32_t)bytes->size};
	/* rows that begin at nothing: a member's place is its offset */
	static const uint8_t nothing[1];
	outer.bytes = up.bytes = nothing;
	const uint8_t *in_outer = row_member(&outer, 0, "up");
	const uint8_t *in_up = row_member(&up, 0, "write");
	if (!in_outer || !in_up) {
		return false;
	}
	r->write = rtt->value + (uint64_t)(in_outer - nothing) +
		   (uint64_t)(in_up - nothing);
	return true;
}

static bool write_of(struct target *t, const struct ring *r, uint32_t *out)
{
	return link_read(&t->link, r->write, out, sizeof(*out));
}

/* What was put since the last look. */
static bool look(struct target *t, struct ring *r, struct show *s)
{
	uint8_t bytes[4096];
	uint32_t now;

	if (!write_of(t, r, &now)) {
		return false;
	}
	if (now >= r->size || r->last >= r->size) {
		r->last = now; /* not yet set up */
		return true;
	}
	while (r->last != now) {
		uint32_t end = r->last < now ? now : r->size;
		uint32_t n = end - r->last;

		n = n < sizeof(bytes) ? n : (uint32_t)sizeof(bytes);
		if (!link_read(&t->link, r->bytes + r->last, bytes, n)) {
			return false;
		}
		decoder_feed(&r->decoder, bytes, n, show_frame, s);
		r->last = (r->last + n) % r->size;
	}
	return true;
}

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* QEMU halts before the write, and would again: it is let through. */
static bool let_through(struct target *t, const struct ring *r)
{
	return link_watch(&t->link, r->write, false) &&
	       link_step(&t->link) == LINK_HALTED &&
	       link_watch(&t->link, r->write, true);
}

/* Until the line, the end or the moment; LINK_HALTED: one of the first two. */
static enum link_end run(struct target *t, struct ring *r, struct show *s,
			 int64_t end, int signals)
{
	for (;;) {
		int64_t left = end < 0 ? -1 : end - now_us();
		enum link_end e = LINK_TIMEOUT;

		if (end < 0 || left > 0) {
			e = link_run(&t->link,
				     end < 0 ? -1 : (int)(left / 1000) + 1,
				     signals);
		}
		if (e == LINK_GONE ||
		    (e == LINK_HALTED && !let_through(t, r)) ||
		    (e == LINK_HALTED && !look(t, r, s))) {
			return LINK_GONE;
		}
		if (e != LINK_HALTED || s->matched || s->exited) {
			return e;
		}
	}
}

/* What the end of the run means. 0: halted where it should be. */
static int outcome(struct target *t, const struct args *args,
		   const struct show *s, enum link_end e, int signals)
{
	bool until = args_has(args, OPT_UNTIL);

	t->ended = s->exited;
	if (e == LINK_GONE) {
		return target_lost(t);
	}
	if (e == LINK_SIGNAL) {
		return 128 + process_signal(signals);
	}
	if (until && !s->matched && e == LINK_HALTED) {
		diag_error((struct diag){.code = "K5-E0406"},
			   "the app ended before a line matched --until");
		return K5X_TARGET;
	}
	if (until && !s->matched) {
		diag_error((struct diag){.code = "K5-E0402"},
			   "no line matched --until within %.10g s; the last "
			   "was '%s'",
			   (double)args_micros(args, OPT_TIMEOUT) / 1e6,
			   s->last);
		return K5X_TIMEOUT;
	}
	return 0;
}

static int watched(struct target *t, const struct args *args,
		   const struct kview *v, struct show *s)
{
	bool until = args_has(args, OPT_UNTIL);
	int64_t limit = until ? args_micros(args, OPT_TIMEOUT)
			      : args_micros(args, OPT_AFTER);
	int signals = process_signals();
	struct ring r;

	if (!until && !args_has(args, OPT_AFTER)) {
		limit = AFTER_US;
	}
	if (!ring_find(&r, v) || !write_of(t, &r, &r.last) ||
	    !link_watch(&t->link, r.write, true)) {
		diag_error((struct diag){.code = "K5-E0702"},
			   "%s cannot watch the log's ring", t->where);
		return K5X_TARGET;
	}
	enum link_end e = run(
		t, &r, s, until && limit == 0 ? -1 : now_us() + limit, signals);
	link_watch(&t->link, r.write, false);
	return outcome(t, args, s, e, signals);
}

int target_run(struct target *t, const struct args *args, struct kview *v)
{
	struct show s;

	if (target_named(args) && !args_has(args, OPT_UNTIL) &&
	    !args_has(args, OPT_AFTER)) {
		return 0; /* as it is */
	}
	int status = show_open(&s, args);
	if (status != 0) {
		return status;
	}
	s.out = args_has(args, OPT_VERBOSE) ? stderr : fopen("/dev/null", "we");
	s.dict = v->dict;
	s.json = false;
	if (!s.out) {
		s.out = stderr;
	}
	status = watched(t, args, v, &s);
	show_close(&s);
	if (s.out != stderr) {
		fclose(s.out);
	}
	return status;
}
