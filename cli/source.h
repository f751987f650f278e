/*
 * source.h - where a stream of frames can come from
 */
#pragma once

/*
 * Opens FILE, "-" (standard input), HOST:PORT, or a serial device at `baud`.
 * A descriptor, or -1 after saying what is wrong.
 */
int source_open(const char *from, long baud);

/* Connects to a port of this machine or another; -1 and errno. */
int source_connect(const char *host, const char *port);
