/*
 * mtime.h - the machine timer's two registers
 *
 * 64 bits each, whatever the hart's word is (privileged specification 1.12,
 * 3.2.1). How to read and write them whole is a file of rv32/ or rv64/.
 */
#pragma once

#include <stdint.h>

uint64_t mtime_read(void);

/* No moment between two halves may look like an alarm that has passed. */
void mtimecmp_write(uint64_t when);
