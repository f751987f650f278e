/*
 * port.h - what the hostile tasks and the witness do in assembly: RISC-V
 */
#pragma once

#include <stdint.h>

enum {
	FP_WORDS = 65 /* f0-f31, fcsr */
};

/* Flags and the rounding modes from nearest to up. */
static inline uint32_t fp_status(uint32_t seed)
{
	return (seed & 0x1f) | (seed >> 5 & 3) << 5;
}

#define FP_LIST                                                                \
	"0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25," \
	"26,27,28,29,30,31"
#define FP_LOAD                                                                \
	".irp n," FP_LIST "\n\tfld f\\n, 8*\\n(%0)\n\t.endr\n\t"               \
	"lw t0, 256(%0)\n\tfscsr t0\n\t"
#define FP_STORE                                                               \
	".irp n," FP_LIST "\n\tfsd f\\n, 8*\\n(%1)\n\t.endr\n\t"               \
	"frcsr t0\n\tsw t0, 256(%1)\n\t"

static inline void fp_load(const uint32_t *in)
{
	__asm__ volatile(FP_LOAD : : "r"(in) : "t0", "memory");
}

static inline void fp_store(uint32_t *out)
{
	__asm__ volatile(FP_STORE : : "r"(out), "r"(out) : "t0", "memory");
}

static inline void spin(uint32_t rounds)
{
	__asm__ volatile("1: addi %0, %0, -1\n\tbnez %0, 1b" : "+r"(rounds));
}

/* Nothing of the compiler's between the load and the store. */
static inline void fp_hold(const uint32_t *in, uint32_t *out, uint32_t rounds)
{
	__asm__ volatile(FP_LOAD
			 "1: addi %2, %2, -1\n\tbnez %2, 1b\n\t" FP_STORE
			 : "+r"(in), "+r"(out), "+r"(rounds)
			 :
			 : "t0", "memory");
}

static inline void undefined(void)
{
	__asm__ volatile("unimp");
}

/* sp moves, and then a function of no size saves where it came from. */
__attribute__((noinline, unused)) static void step_below(uint32_t size)
{
	__asm__ volatile("sub sp, sp, %0\n\taddi sp, sp, -16\n\tsw ra, 12(sp)"
			 :
			 : "r"((uintptr_t)size)
			 : "memory");
}
