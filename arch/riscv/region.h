/*
 * region.h - the PMP's encoding, read backwards
 *
 * arch_regions_encode (kernel/arch.h) turns a task's view into PMP entries.
 * How the hart reads them stands here, written from the specification's rule
 * and not from the encoder, so that "it allows exactly what was wished" is an
 * equation that a test and a proof can state for every byte:
 *
 *      pmp_rights(encode(view), address) == rights of the region of address
 */
#pragma once

#include <arch/types.h>

#include "app.h"

/* What user mode may do with the byte at `address`: K5_MEM_ bits. */
uint8_t pmp_rights(const struct arch_regions *regions, k5_word_t address);
