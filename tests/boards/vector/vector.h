/*
 * vector.h - q0 to q7 and P0, loaded and stored by hand
 *
 * The board's flags keep MVE from the compiler, not from the assembler. P0 is
 * the part of VPR that an unprivileged task may touch.
 */
#pragma once

#include <k5/k5.h>

enum {
	WORDS = 33, /* s0 to s31, which are q0 to q7, and P0 */
	EVEN = 1,   /* bits of the notification `done`: who has ended */
	ODD = 2
};

#define VECTORS                                                                \
	"s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10",     \
		"s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", \
		"s20", "s21", "s22", "s23", "s24", "s25", "s26", "s27", "s28", \
		"s29", "s30", "s31"

/* What all of them hold when this is called. */
static inline void vectors_store(uint32_t out[WORDS])
{
	__asm__ volatile(".arch_extension mve\n"
			 "vstmia %0, {s0-s31}\n"
			 "vmrs r3, p0\n"
			 "str r3, [%0, #128]\n"
			 :
			 : "r"(out)
			 : "r3", "memory");
}

/* Loads `in`, computes for about `spins` rounds of 2 cycles, stores. */
static inline void vectors_keep(const uint32_t in[WORDS], uint32_t spins,
				uint32_t out[WORDS])
{
	__asm__ volatile(".arch_extension mve\n"
			 "vldmia %0, {s0-s31}\n"
			 "ldr r3, [%0, #128]\n"
			 "vmsr p0, r3\n"
			 "1: subs %1, #1\n"
			 "bne 1b\n"
			 "vstmia %2, {s0-s31}\n"
			 "vmrs r3, p0\n"
			 "str r3, [%2, #128]\n"
			 : "+r"(in), "+r"(spins)
			 : "r"(out)
			 : VECTORS, "r3", "cc", "memory");
}
