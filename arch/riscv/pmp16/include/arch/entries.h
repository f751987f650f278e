/*
 * entries.h - a hart with 16 PMP entries
 */
#pragma once

enum {
	PMP_ENTRIES = 16
};
