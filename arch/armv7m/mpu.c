/*
 * mpu.c - the MPU, switched on
 *
 * Tasks see the entries of their own view and nothing else; the kernel sees
 * the default map beside them (PRIVDEFENA; DDI 0403, B3.5.5). entry.S loads
 * the view at each change of task, and with each thread the address of the
 * guard; the guard's rights are written here, once. A view's encoding is
 * region.c's.
 */
#include <arch/variant.h>

#include "../cortexm/core.h"
#include "../cortexm/scs.h"

#define MPU_RASR 0xe000eda0u

enum {
	ENTRIES = 8,
	/* 32 bytes, nobody executes, the kernel may read and write */
	GUARD = 1 << 28 | 1 << 24 | 1 << 19 | 1 << 17 | 1 << 16 | 4 << 1 | 1
};

void mpu_init(void)
{
	*scs(MPU_CTRL) = 0;
	for (uint32_t i = 0; i < ENTRIES; i++) {
		*scs(MPU_RBAR) = RBAR_NUMBER(i);
		*scs(MPU_RASR) = i == ARCH_GUARD ? GUARD : 0;
	}
	*scs(MPU_CTRL) = MPU_ON;
	__asm__ volatile("dsb\n\tisb" ::: "memory");
}
