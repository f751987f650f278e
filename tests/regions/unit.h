/*
 * unit.h - a protection unit, as its manual describes it
 *
 * One file for each kind, unit_KIND.c: what the registers that an encoder
 * filled let an unprivileged access do. Written from the manual, without a
 * look at the encoder. The tests are the same for all.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "arch.h"

/* K5_MEM_READ, WRITE and EXEC of the byte at `a`. */
uint8_t unit_rights(const struct arch_regions *view, uint64_t a);

/* Entries that say anything; the rest must be off. */
unsigned unit_used(const struct arch_regions *view);

/* Entries that a wish takes if it is alone. */
unsigned unit_cost(const struct k5_region *wish);

/* Entries that a task can have, and regions that it may wish for. */
extern const unsigned unit_entries;
extern const unsigned unit_regions;

/* Every edge is a multiple; and what codegen says can be expressed at all. */
extern const unsigned unit_granule;
extern const char *const unit_kind;

/* An address whose surroundings are ordinary memory. */
extern const uint64_t unit_base;
