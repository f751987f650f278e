/*
 * watch.h - reading a stream of frames until something ends it
 */
#pragma once

#include "console.h"
#include "decode.h"
#include "show.h"

enum watch_end {
	WATCH_EOF,  /* the other side closed */
	WATCH_EXIT, /* the target said it ended, and nothing more came */
	WATCH_TIMEOUT,
	WATCH_MATCHED, /* --until */
	WATCH_SIGNAL,  /* somebody wants k5 to end */
	WATCH_LEFT,    /* the person at the console does */
	WATCH_ERROR    /* the stream cannot be read; said so */
};

struct watch {
	int fd;
	int64_t timeout_us;      /* 0: none */
	int signals;             /* from process_signals, or -1 */
	struct console *console; /* served meanwhile; NULL: none */
	bool ends_at_exit; /* the stream stays open when the target has ended */
	int signal;        /* set with WATCH_SIGNAL */
};

enum watch_end watch_stream(struct watch *w, struct show *s);

/*
 * What is left to say and the exit code when a stream ended so; -1 when it
 * ended by itself (WATCH_EOF, WATCH_EXIT).
 */
int watch_outcome(const struct watch *w, const struct show *s,
		  enum watch_end end);
