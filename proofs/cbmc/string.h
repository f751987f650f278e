/*
 * string.h - what the user library's channel wants of the C library
 *
 * Proofs are preprocessed for a machine without one.
 */
#pragma once

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t size);
