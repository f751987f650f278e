/*
 * entries.h - a hart with 8 PMP entries
 */
#pragma once

enum {
	PMP_ENTRIES = 8
};
