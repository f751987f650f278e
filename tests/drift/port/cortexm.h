/*
 * cortexm.h - the witness on MPS2 boards: seconds, counted by the FPGA's own
 * register CLK1HZ, which has nothing to do with the kernel's timers
 */
#pragma once

#include <k5/k5.h>

enum {
	WITNESSES = 1,
	CLK1HZ = 0x10
};

static inline uint32_t witness(void)
{
	return k5_read32(K5_MMIO_FPGAIO + CLK1HZ);
}
