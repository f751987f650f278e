/*
 * port.h - what the hostile tasks and the witness do in assembly: Cortex-M
 *
 * LTPSIZE in FPSCR steers the loops of a core with vectors (Armv8.1-M, DDI
 * 0553): it stays as the kernel set it, and does not count.
 */
#pragma once

#include <stdint.h>

enum {
	FP_WORDS = 33 /* s0-s31, FPSCR */
};

static inline uint32_t fp_status(uint32_t seed)
{
	return (seed & 0xf) << 28;
}

#define FP_LOAD                                                                \
	"vldmia %0, {s0-s31}\n\t"                                              \
	"ldr r3, [%0, #128]\n\t"                                               \
	"vmrs r2, fpscr\n\t"                                                   \
	"and r2, r2, #0x70000\n\t"                                             \
	"orr r3, r2\n\t"                                                       \
	"vmsr fpscr, r3\n\t"
#define FP_STORE                                                               \
	"vstmia %1, {s0-s31}\n\t"                                              \
	"vmrs r3, fpscr\n\t"                                                   \
	"bic r3, r3, #0x70000\n\t"                                             \
	"str r3, [%1, #128]\n\t"
#define FP_SPIN "1: subs %0, #1\n\tbne 1b\n\t"

static inline void fp_load(const uint32_t *in)
{
	__asm__ volatile(FP_LOAD : : "r"(in) : "r2", "r3", "memory");
}

static inline void fp_store(uint32_t *out)
{
	__asm__ volatile(FP_STORE : : "r"(out), "r"(out) : "r3", "memory");
}

static inline void spin(uint32_t rounds)
{
	__asm__ volatile(FP_SPIN : "+r"(rounds) : : "cc");
}

/* Nothing of the compiler's between the load and the store. */
static inline void fp_hold(const uint32_t *in, uint32_t *out, uint32_t rounds)
{
	__asm__ volatile(FP_LOAD "1: subs %2, #1\n\tbne 1b\n\t" FP_STORE
			 : "+r"(in), "+r"(out), "+r"(rounds)
			 :
			 : "r2", "r3", "cc", "memory");
}

static inline void undefined(void)
{
	__asm__ volatile("udf 3");
}

/* Only sp moves; then the core stores a frame there. */
__attribute__((noinline, unused)) static void step_below(uint32_t size)
{
	uint32_t sp;

	__asm__ volatile("mov %0, sp" : "=r"(sp));
	__asm__ volatile("mov sp, %0\nudf 9" : : "r"(sp - size) : "memory");
}
