/*
 * mpu.c - the MPU, switched on
 *
 * Two kinds of memory: attribute 0 is normal, attribute 1 a device. Tasks see
 * the entries of their own view and nothing else; the kernel sees the default
 * map beside them. entry.S loads the entries at each change of task; their
 * encoding is region.c's.
 */
#include "../cortexm/core.h"
#include "../cortexm/scs.h"

#define MPU_RLAR  0xe000eda0u
#define MPU_MAIR0 0xe000edc0u

enum {
	NORMAL = 0xff, /* write-back, read and write allocate */
	DEVICE = 0x04  /* nGnRE */
};

static uint32_t entries(void)
{
	return (*scs(MPU_TYPE) >> 8) & 0xffu;
}

void mpu_init(void)
{
	*scs(MPU_CTRL) = 0;
	for (uint32_t i = 0; i < entries(); i++) {
		*scs(MPU_RNR) = i;
		*scs(MPU_RLAR) = 0;
	}
	*scs(MPU_MAIR0) = NORMAL | DEVICE << 8;
	*scs(MPU_CTRL) = MPU_ON;
	__asm__ volatile("dsb\n\tisb" ::: "memory");
}
