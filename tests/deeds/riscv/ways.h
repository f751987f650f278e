/*
 * ways.h - deeds of a hart, by name
 */
#pragma once

#include "acts.h"

extern const struct deeds touch_deeds;
extern const struct deeds jump_deeds;
extern const struct deeds stack_deeds;
extern const struct deeds order_deeds;
extern const struct deeds csr_deeds;
extern const struct deeds register_deeds;
extern const struct deeds one_float_deeds;

/* Everything between two of these is what it says, and four bytes long. */
#define PLAIN    ".option push\n\t.option norvc\n\t"
#define ENDPLAIN "\n\t.option pop"

/* An instruction that ends in a fault, or does nothing. */
#define INSTRUCTION(name, text)                                                \
	static int name(const struct deed *deed)                               \
	{                                                                      \
		(void)deed;                                                    \
		__asm__ volatile(PLAIN text ENDPLAIN                           \
				 :                                             \
				 : "r"(0)                                      \
				 : "memory", "a0", "a1");                      \
		return 0;                                                      \
	}

/* Bytes that are an instruction, or none. */
#define SHORT(name, bits) INSTRUCTION(name, ".2byte " #bits)
#define WORD(name, bits)  INSTRUCTION(name, ".4byte " #bits)

/* The assembler has it only with -march=..._zifencei, which picks no library. */
#define FENCE_I ".4byte 0x0000100f\n\t"
