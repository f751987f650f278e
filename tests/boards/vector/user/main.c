/*
 * main.c - fills q0 to q7 and P0, lets others run, looks again
 *
 * Two tasks of this source share the processor by turns of 1 ms, so each round
 * is torn apart by the other's. What the two write differs everywhere.
 */
#include "../vector.h"

enum {
	ROUNDS = 20,
	SPINS = 20000 /* at 64 ns an instruction, more than two turns */
};

static uint32_t pattern(uint32_t round, uint32_t i)
{
	uint32_t own = K5_TASK_NAME[0] == 'o' ? 0x5a5a : 0xa5a5;

	return (own << 16 | (round << 8 | i)) ^ own;
}

static uint32_t harm(uint32_t round)
{
	uint32_t in[WORDS], out[WORDS], bad = 0;

	for (uint32_t i = 0; i < WORDS; i++)
		in[i] = pattern(round, i);
	in[WORDS - 1] &= 0xffff;
	vectors_keep(in, SPINS, out);
	for (uint32_t i = 0; i < WORDS; i++)
		bad += in[i] != out[i];
	return bad;
}

int main(void)
{
	uint32_t bad = 0;

	for (uint32_t round = 0; round < ROUNDS; round++)
		bad += harm(round);
	k5_log_info("%u of %u registers changed", (unsigned)bad,
		    ROUNDS * WORDS);
	K5_REQUIRE(k5_notify(K5_SLOT_DONE,
			     K5_TASK_NAME[0] == 'o' ? ODD : EVEN) == K5_OK);
	return 0;
}
