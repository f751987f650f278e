/*
 * log.h - what a task says
 *
 *      k5_log_info("sent %u bytes to %s", n, name);
 *
 * reads like printf and costs little: the format stays in the ELF file, in a
 * section that is not loaded, and the device hands over an id and the raw
 * arguments. `k5 run` and `k5 logs` put them together again.
 *
 *      k5_log_error    a task cannot do its work
 *      k5_log_warn     it can, but something is not right
 *      k5_log_info     what a user wants to see
 *      k5_log_debug    what the author wants to see
 *      k5_log_trace    every step
 *
 * The format is a string literal, checked against the arguments like printf's,
 * with at most 8 of them. %s takes a terminated string, without a precision,
 * and all strings together have what is left of K5_LOG_MAX bytes: the one that
 * is cut ends in "...". %p takes no pointer to char: cast it to void *. A
 * uint8_t * is refused, it could mean either: cast it. There is no '*' and no
 * long double. A log never blocks; what does not fit into the kernel's buffer
 * is dropped and counted.
 *
 * Levels above K5_LOG_LEVEL are compiled away: by default none, in a release
 * build debug and trace.
 *
 * This file and abi/k5/log.h, the shape of a frame, share their name: either
 * is what "the log" means on its side.
 */
#pragma once

#include "../../../abi/k5/log.h"
#include "syscall.h"

#ifndef K5_LOG_LEVEL
#ifdef K5_RELEASE
#define K5_LOG_LEVEL K5_LEVEL_INFO
#else
#define K5_LOG_LEVEL K5_LEVEL_TRACE
#endif
#endif

#define k5_log_error(...) K5_LOG_AT_(K5_LEVEL_ERROR, __VA_ARGS__)
#define k5_log_warn(...)  K5_LOG_AT_(K5_LEVEL_WARN, __VA_ARGS__)
#define k5_log_info(...)  K5_LOG_AT_(K5_LEVEL_INFO, __VA_ARGS__)
#define k5_log_debug(...) K5_LOG_AT_(K5_LEVEL_DEBUG, __VA_ARGS__)
#define k5_log_trace(...) K5_LOG_AT_(K5_LEVEL_TRACE, __VA_ARGS__)

#include "log_parts.h"
