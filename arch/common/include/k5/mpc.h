/*
 * mpc.h - a memory protection controller, as the monitor sees it
 *
 * One driver, arch/drivers/mpc_NAME.c, is chosen by the board's TOML. All
 * kinds have blocks of some size, and 32 of them in each word of a table.
 */
#pragma once

#include <k5/board.h>

/* Opens the blocks of a range to the Non-secure side. */
void mpc_open(const struct k5_mpc *mpc);

/* Bits of `word` that stand for blocks first to last. */
static inline uint32_t mpc_blocks(uint32_t word, uint32_t first, uint32_t last)
{
	uint32_t low = word == first / 32 ? first % 32 : 0;
	uint32_t high = word == last / 32 ? last % 32 : 31;

	return (UINT32_MAX << low) & (UINT32_MAX >> (31 - high));
}
