/*
 * chance.h - random numbers that can be had again
 *
 * xorshift64*: one word of state, the seed printed by whoever starts it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

static inline uint64_t chance_word(struct chance *c)
{
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return c->state * 0x2545f4914f6cdd1dull;
}

static inline struct chance chance_from(uint64_t seed)
{
	struct chance c = {seed * 0x9e3779b97f4a7c15ull + 1};

	chance_word(&c);
	return c;
}

/* 0 .. below-1 */
static inline uint32_t chance_below(struct chance *c, uint32_t below)
{
	return (uint32_t)((chance_word(c) >> 32) * below >> 32);
}

/* True once in `n` times. */
static inline bool chance_once_in(struct chance *c, uint32_t n)
{
	return chance_below(c, n) == 0;
}
