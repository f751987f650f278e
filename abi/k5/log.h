/*
 * log.h - the shape of a log frame on the wire
 *
 * The device sends ids and raw arguments; the strings stay in the ELF, in
 * section .k5_log, which is not loaded. A frame is a header, a payload and a
 * check sum, COBS-encoded (Cheshire and Baker, 1999) and ended by a zero byte,
 * so a reader can start anywhere and finds the next frame after lost bytes.
 *
 *      offset  bytes
 *      0       1     kind (low nibble), level (high nibble)
 *      1       1     task index, K5_LOG_KERNEL for the kernel itself
 *      2       2     frames dropped since the last frame that got through
 *      4       4     build id: names the dictionary that decodes the rest
 *      8       8     time in ticks
 *      16      ...   payload, by kind
 *      end     2     Fletcher-16 of all before it (RFC 1146, appendix, mod 255),
 *                    its low sum begun at 1: else a lost zero could go unseen
 *
 * Everything is little-endian. Payloads:
 *      K5_LOG_RECORD   id (4), then arguments as the format's conversions ask:
 *                      %d %i %u %x %X %o %c %p with h, hh, none, z, t: 4 bytes (p, z, t:
 *                      the part's word; all K5 parts so far: 4, RV64: 8);
 *                      l: the part's word; ll, j: 8; %f %e %g %a: 8 (double);
 *                      %s: 1 byte length, then the bytes. %% has none. No *.
 *      K5_LOG_FAULT    class (1), thread (1), zero (2), address (8), pc (8)
 *      K5_LOG_PANIC    the text
 *      K5_LOG_ASSERT   id (4) of the kernel's own assertion
 *      K5_LOG_BOOT     nothing
 *      K5_LOG_EXIT     code (4, signed): the run ends
 *      K5_LOG_TRACE    events: trace.h
 *
 * A string in .k5_log reads  FILE ':' LINE '\x1f' FORMAT '\0'  and its id is
 * its offset in the section of its own ELF (task or kernel).
 */
#pragma once

#include "abi.h"

enum k5_log_kind {
	K5_LOG_RECORD = 0,
	K5_LOG_FAULT = 1,
	K5_LOG_PANIC = 2,
	K5_LOG_ASSERT = 3,
	K5_LOG_BOOT = 4,
	K5_LOG_EXIT = 5,
	K5_LOG_TRACE = 6
};

enum k5_log_level {
	K5_LEVEL_ERROR = 1,
	K5_LEVEL_WARN = 2,
	K5_LEVEL_INFO = 3,
	K5_LEVEL_DEBUG = 4,
	K5_LEVEL_TRACE = 5
};

enum {
	K5_LOG_KERNEL = 0xff, /* the task byte of the kernel's own frames */
	K5_LOG_HEADER = 16,
	K5_LOG_SUM = 2,
	/* header, id, arguments, sum, COBS overhead and the final zero */
	K5_LOG_FRAME_MAX = K5_LOG_HEADER + 4 + K5_LOG_MAX + K5_LOG_SUM + 2
};
