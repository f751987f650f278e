/*
 * entries.h - a hart with 16 PMP entries and Smepmp
 *
 * Six stay as they are (lockdown.inc); every view carries their configuration,
 * since four or eight entries share a register.
 */
#pragma once

enum {
	PMP_ENTRIES = 16,
	PMP_FIXED = 6
};

#define PMP_FIXED_CFG                                                          \
	[10] = 0x98, [11] = 0x80, [12] = 0x8d, [13] = 0x88, [14] = 0x8b,       \
	[15] = 0x88
