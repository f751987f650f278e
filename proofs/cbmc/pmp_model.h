/*
 * pmp_model.h - how a hart reads its PMP registers
 *
 * From the privileged specification (1.12, 3.7.1), apart from region.c: of the
 * entries that match any byte of an access, the lowest decides; it must match
 * all of them, and its rights hold. If none matches, user mode may nothing.
 * For proofs and tests, with addresses of any width.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <arch/types.h>

/* An entry's edges lie between units of four bytes, so it matches whole ones. */
static inline bool pmp_matches(const struct arch_regions *view, unsigned i,
			       k5_word_t unit)
{
	k5_word_t addr = view->addr[i];
	k5_word_t any = addr ^ (addr + 1); /* NAPOT: the ones, and a zero */

	switch (view->cfg[i] >> 3 & 3) {
	case 1:
		return unit < addr && (i == 0 || unit >= view->addr[i - 1]);
	case 2:
		return unit == addr;
	case 3:
		return (unit | any) == (addr | any);
	default:
		return false;
	}
}

/* What user mode may do with the bytes from `first` to `last`: K5_MEM_ bits. */
static inline uint8_t pmp_allows(const struct arch_regions *view,
				 k5_word_t first, k5_word_t last)
{
	for (unsigned i = 0; i < PMP_ENTRIES; i++) {
		bool any = false, all = true;

		for (k5_word_t u = first / 4; u <= last / 4; u++) {
			bool match = pmp_matches(view, i, u);

			any = any || match;
			all = all && match;
		}
		if (any)
			return all ? view->cfg[i] & 7 : 0;
	}
	return 0;
}
