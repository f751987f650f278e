/*
 * k5.h - everything a task needs
 *
 *      app.h      generated: the caps, windows and names of this task
 *      syscall.h  the system calls, with message.h's structs
 *                 (typed.h: for caps with a type)
 *      log.h      k5_log_info("x=%d", x)
 *      panic.h    k5_panic("why"), K5_REQUIRE(condition)
 *      time.h     ticks and microseconds
 *      mmio.h     registers of a device
 *
 * Only by those who want them: channel.h, messages without waiting; timers.h, many
 * alarms of one thread.
 *
 * A task has int main(void). When it returns 0 its thread has ended, else its
 * task panics; other threads end when their functions return.
 */
#pragma once

#include <k5/app.h>

#include "log.h"
#include "mmio.h"
#include "panic.h"
#include "syscall.h"
#include "time.h"
