/*
 * cmsdk.h - the registers of the CMSDK APB watchdog
 *
 * Arm DDI 0479 (Cortex-M System Design Kit TRM), "APB watchdog", programmers model.
 * It counts down from `load`. At 0 it asks for an interrupt and begins anew; at 0 with
 * the interrupt still asked for, it resets the system, if CTRL_RESET is set.
 */
#pragma once

#include <stdint.h>

struct cmsdk_watchdog {
	volatile uint32_t load; /* writing it begins anew as well */
	volatile uint32_t value;
	volatile uint32_t ctrl;
	volatile uint32_t
		intclr; /* any write: no interrupt, and from `load` again */
};

enum {
	CTRL_ON = 1 << 0, /* and its interrupt */
	CTRL_RESET = 1 << 1
};
