/*
 * mpc_sie200.c - the memory protection controller of Arm's SIE-200
 *
 * Arm DDI 0571, chapter 3.4. The size of a block is the part's choice; one word
 * of the table is seen at a time. A set bit is a Non-secure block.
 */
#include <k5/mpc.h>
#include <k5/reg.h>

#define CTRL     0x00u
#define CTRL_BUS (1u << 4) /* a forbidden access is a bus error */
#define BLK_CFG  0x14u     /* a block is 32 << BLK_CFG bytes */
#define BLK_IDX  0x18u     /* which word of the table is seen */
#define BLK_LUT  0x1cu

void mpc_open(const struct k5_mpc *mpc)
{
	uint32_t at = mpc->controller;
	uint32_t block = 32u << (reg_read(at + BLK_CFG) & 15u);
	uint32_t first = mpc->offset / block;
	uint32_t last = (mpc->offset + mpc->size - 1) / block;

	reg_write(at + CTRL, CTRL_BUS);
	for (uint32_t word = first / 32; word <= last / 32; word++) {
		reg_write(at + BLK_IDX, word);
		reg_write(at + BLK_LUT, reg_read(at + BLK_LUT) |
						mpc_blocks(word, first, last));
	}
}
