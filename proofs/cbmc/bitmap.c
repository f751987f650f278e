/*
 * bitmap.c - words as sets, for every word
 *
 * The specification counts members one by one: a bit is what division by two
 * leaves over. This is what bitmap.h promises WP.
 */
#include "bitmap.h"

#include "prove.h"

static bool member(uint32_t word, uint32_t i)
{
	for (uint32_t k = 0; k < 32 && k < i; k++)
		word /= 2;
	return i < 32 && word % 2 == 1;
}

static bool includes(uint32_t have, uint32_t need)
{
	for (uint32_t k = 0; k < 32; k++) {
		if (member(need, k) && !member(have, k))
			return false;
	}
	return true;
}

int main(void)
{
	uint32_t word, need, i, j;

	ASSUME(i < 32 && j < 32);
	PROVE(member(set_add(word, i), j) == (j == i || member(word, j)),
	      "set_add adds one");
	PROVE(member(set_del(word, i), j) == (j != i && member(word, j)),
	      "set_del takes one out");
	PROVE(set_has(word, i) == member(word, i), "set_has is membership");
	PROVE(allows(word, need) == includes(word, need),
	      "allows is inclusion");
	PROVE(!member(0, j), "nothing is in zero");
	REACH_IF(!allows(word, need), "something is not allowed");
	if (word != 0) {
		PROVE(member(word, set_max(word)), "the largest is a member");
		PROVE(!member(word, j) || j <= set_max(word),
		      "none is larger than the largest");
		REACH("a set has members");
	}
}
