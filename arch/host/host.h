/*
 * host.h - the machine that a test plays
 *
 *      test --> set clock, registers --> kernel_...() --> look at everything
 *
 * The port has no behaviour of its own: the clock stands still until a test
 * moves it, the timer only remembers what it was set to, the console takes as
 * many bytes as the test allows. There is no processor here: a thread "runs"
 * when a test writes its registers and calls kernel_syscall.
 */
#pragma once

#include "arch.h"

enum {
	HOST_LINES = 32,
	HOST_CONSOLE = 1 << 16
};

struct host {
	k5_ticks_t clock;    /* what arch_clock answers */
	k5_ticks_t timer;    /* the last wish, UINT64_MAX once it fired */
	uint32_t timer_sets; /* how many wishes there were */
	bool open[HOST_LINES];
	bool encodable;        /* what arch_regions_encode answers */
	bool console;          /* the log leaves through the console */
	bool user;             /* the kernel may touch what tasks own */
	bool changed;          /* the view is to be loaded again */
	uint32_t console_room; /* bytes it still takes */
	uint32_t console_count;
	uint8_t console_bytes[HOST_CONSOLE];
	bool ended;
	int32_t code; /* what it ended with */
};

extern struct host host;

/* Power on: clock 0, lines masked, an endless console. */
void host_reset(void);

/*
 * Runs one way into the kernel; false if the kernel ended the run in it, and
 * then host.code says with what.
 */
bool host_enter(void (*entry)(void));
bool host_irq(uint16_t line);
bool host_tick(void);
bool host_fault(const struct k5_fault_info *info);
