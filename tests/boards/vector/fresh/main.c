/*
 * main.c - a task without FP state, run after two that have plenty
 *
 * Its first look at the registers makes its FP state, and must find zeros.
 */
#include "../vector.h"

static uint32_t seen[WORDS];

int main(void)
{
	unsigned found = 0;

	for (k5_word_t done = 0, bits; done != (EVEN | ODD); done |= bits)
		K5_REQUIRE(k5_wait(K5_SLOT_DONE, &bits) == K5_OK);
	vectors_store(seen);
	for (int i = 0; i < WORDS; i++)
		found += seen[i] != 0;
	k5_log_info("%u of %d registers tell of somebody else", found, WORDS);
	return 0;
}
