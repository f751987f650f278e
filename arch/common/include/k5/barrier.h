/*
 * barrier.h - what was written has arrived, and what follows sees it (Arm)
 */
#pragma once

static inline void barrier(void)
{
	__asm__ volatile("dsb\n\tisb" ::: "memory");
}
