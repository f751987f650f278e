/*
 * entries.h - a hart with 16 PMP entries and Smepmp
 *
 * Six stay as they are (lockdown.inc); every view carries their configuration,
 * since four or eight entries share a register.
 */
#pragma once

#include "fixed.h"

enum {
	PMP_ENTRIES = 16,
	PMP_FIXED = 6
};

#define PMP_FIXED_CFG                                                          \
	[10] = PMP_GUARD, [11] = PMP_EDGE, [12] = PMP_CODE, [13] = PMP_CLOSED, \
	[14] = PMP_DATA, [15] = PMP_CLOSED
