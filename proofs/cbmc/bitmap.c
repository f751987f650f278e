/*
 * bitmap.c - the contracts of bitmap.h, for every word and every member
 *
 * Here stands what WP takes as given: the meaning of in_set and has_all, the
 * two axioms about in_set, and that each function keeps its contract.
 */
#include "bitmap.h"

#include "prove.h"

uint32_t nondet_word(void);

static bool in_set(uint32_t word, uint32_t i)
{
	return i < 32 && (word >> (31 - i)) % 2 == 1;
}

static bool has_all(uint32_t have, uint32_t need)
{
	return (need & ~have) == 0;
}

int main(void)
{
	uint32_t word = nondet_word();
	uint32_t i = nondet_word();
	uint32_t j = nondet_word();

	PROVE(!in_set(0, j), "axiom in_empty");
	PROVE(!in_set(word, j) || j < 32, "axiom in_small");
	PROVE(allows(word, i) == has_all(word, i), "allows");
	if (word != 0) {
		PROVE(in_set(word, set_max(word)), "set_max is a member");
		PROVE(!in_set(word, j) || j <= set_max(word),
		      "set_max is the largest");
		REACH("a set with members");
	}
	ASSUME(i < 32);
	PROVE(in_set(set_bit(i), j) == (i == j), "set_bit");
	PROVE(in_set(set_add(word, i), j) == (i == j || in_set(word, j)),
	      "set_add");
	PROVE(in_set(set_del(word, i), j) == (i != j && in_set(word, j)),
	      "set_del");
	PROVE(set_has(word, i) == in_set(word, i), "set_has");
	REACH("the end");
}
