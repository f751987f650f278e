/*
 * judge.c - a property that holds, breaks or is never asked: what says proofs/run?
 *
 * Its text has the words of a REACH in it, as a text may.
 */
#include "prove.h"

#ifdef NOTHING
#define POSSIBLE false
#else
#define POSSIBLE true
#endif

unsigned char nondet_u8(void);

int main(void)
{
	unsigned a = nondet_u8(), b = nondet_u8();

	ASSUME(a <= 50 && b <= 50 && POSSIBLE);
	PROVE(a + b <= SUM, "a sum out of reach: never");
	REACH("both are known");
}
