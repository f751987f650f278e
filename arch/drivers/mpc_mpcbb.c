/*
 * mpc_mpcbb.c - the block-based memory protection of the STM32L5 (GTZC)
 *
 * RM0438, GTZC, MPCBB registers. A block is 256 bytes, a word of the table 32
 * of them, a set bit a Secure block, as all are at reset. The GTZC needs its
 * clock first.
 */
#include <k5/mpc.h>
#include <k5/reg.h>

enum {
	BLOCK = 256
};

#define VCTR 0x100u /* the table */

void mpc_open(const struct k5_mpc *mpc)
{
	uint32_t first = mpc->offset / BLOCK;
	uint32_t last = (mpc->offset + mpc->size - 1) / BLOCK;

	for (uint32_t word = first / 32; word <= last / 32; word++) {
		uint32_t at = mpc->controller + VCTR + 4 * word;

		reg_write(at, reg_read(at) & ~mpc_blocks(word, first, last));
	}
}
