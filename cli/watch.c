/*
 * watch.c - bytes, a clock, and Ctrl-C, whichever comes first
 */
#include "watch.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "process.h"

/* After the target's last frame, this long for the stream to close. */
enum {
	LINGER_MS = 500
};

static const char how_it_ends[] =
	"a run ends with the app's last thread, or with k5_shutdown";

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Until when to wait: -1 is for ever. */
static int remaining(int64_t deadline)
{
	if (deadline < 0) {
		return -1;
	}
	int64_t left = deadline - now_ms();
	return left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

/* Bytes taken, 0 at the end of the stream, -1 after saying what is wrong. */
static ssize_t take(struct watch *w, struct decoder *d, struct show *s)
{
	uint8_t bytes[4096];
	ssize_t n = read(w->fd, bytes, sizeof(bytes));

	if (n > 0) {
		decoder_feed(d, bytes, (size_t)n, show_frame, s);
		fflush(s->out);
	} else if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
		return 1;
	} else if (n < 0 && errno == EIO) {
		return 0; /* a serial device was pulled out */
	} else if (n < 0) {
		diag_error((struct diag){.code = "K5-E0504"},
			   "cannot read on: %s", strerror(errno));
	}
	return n;
}

enum watch_end watch_stream(struct watch *w, struct show *s)
{
	struct pollfd from[2 + CONSOLE_POLLS] = {
		{.fd = w->fd, .events = POLLIN},
		{.fd = w->signals, .events = POLLIN}};
	nfds_t count = w->console ? 2 + CONSOLE_POLLS : 2;
	struct decoder d = {0};
	int64_t end = w->timeout_us > 0
			      ? now_ms() + (w->timeout_us + 999) / 1000
			      : -1;

	for (;;) {
		bool last = w->ends_at_exit && s->exited;
		if (w->console) {
			console_poll(w->console, from + 2);
		}
		int ready =
			poll(from, count, last ? LINGER_MS : remaining(end));

		if (w->console && ready > 0) {
			console_move(w->console, from + 2);
			if (w->console->left) {
				return WATCH_LEFT;
			}
		}
		if (from[1].revents &&
		    (w->signal = process_signal(w->signals))) {
			return WATCH_SIGNAL;
		}
		if (ready == 0 && last) {
			return WATCH_EXIT;
		}
		if (end >= 0 && now_ms() >= end) {
			return WATCH_TIMEOUT;
		}
		if (ready <= 0 || !from[0].revents) {
			continue;
		}
		ssize_t n = take(w, &d, s);
		if (n <= 0) {
			return n < 0 ? WATCH_ERROR : WATCH_EOF;
		}
		if (s->matched) {
			return WATCH_MATCHED;
		}
	}
}

/* What went wrong first is the outcome: a fault, then the waiting after it. */
static int timed_out(const struct watch *w, const struct show *s)
{
	if (w->ends_at_exit && s->faulted) {
		diag_error(
			(struct diag){.code = "K5-E0402", .help = how_it_ends},
			"a task faulted, and the rest had not ended within "
			"%.10g s",
			(double)w->timeout_us / 1e6);
		return K5X_TARGET;
	}
	diag_error(
		(struct diag){.code = "K5-E0402",
			      .help = w->ends_at_exit && !s->until ? how_it_ends
								   : NULL},
		"no %s within %.10g s; %s%s%s",
		s->until ? "line matched --until" : "end",
		(double)w->timeout_us / 1e6,
		s->records > 0 ? "the last line was '" : "nothing was logged",
		s->last, s->records > 0 ? "'" : "");
	return K5X_TIMEOUT;
}

int watch_outcome(const struct watch *w, const struct show *s,
		  enum watch_end end)
{
	switch (end) {
	case WATCH_TIMEOUT:
		return timed_out(w, s);
	case WATCH_MATCHED:
	case WATCH_LEFT:
		return K5X_OK;
	case WATCH_SIGNAL:
		return 128 + w->signal;
	case WATCH_ERROR:
		return K5X_TOOL;
	default:
		break;
	}
	return -1;
}
