/*
 * entries.h - a hart with 16 PMP entries
 */
#pragma once

enum {
	PMP_ENTRIES = 16,
	PMP_FIXED = 1 /* locked, so that what a view says of it is naught */
};

#define PMP_FIXED_CFG
