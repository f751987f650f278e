/*
 * chance.h - random numbers that can be had again
 *
 * xorshift64*: one word of state, the seed printed by whoever starts it. Or
 * bytes that a fuzzer chose, as long as there are any: small numbers take one,
 * so that what it changes in one changes one decision.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct chance {
	uint64_t state;
	const uint8_t *chosen;
	uint32_t left; /* of the chosen */
};

static inline uint64_t chance_word(struct chance *c)
{
	if (c->left >= 2) {
		uint64_t two = (uint64_t)c->chosen[0] << 8 | c->chosen[1];

		c->chosen += 2;
		c->left -= 2;
		return two * 0x0001000100010001ull;
	}
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return c->state * 0x2545f4914f6cdd1dull;
}

static inline struct chance chance_from(uint64_t seed)
{
	struct chance c = {.state = seed * 0x9e3779b97f4a7c15ull + 1};

	chance_word(&c);
	return c;
}

/* The bytes decide; what comes after them follows from them. */
static inline struct chance chance_chosen(const uint8_t *bytes, uint32_t count)
{
	uint64_t sum = count;

	for (uint32_t i = 0; i < count; i++)
		sum = sum * 31 + bytes[i];

	struct chance c = chance_from(sum);

	c.chosen = bytes;
	c.left = count;
	return c;
}

/* 0 .. below-1 */
static inline uint32_t chance_below(struct chance *c, uint32_t below)
{
	if (c->left > 0 && below <= 256) {
		c->left--;
		return *c->chosen++ * below >> 8;
	}
	return (uint32_t)((chance_word(c) >> 32) * below >> 32);
}

/* True once in `n` times. */
static inline bool chance_once_in(struct chance *c, uint32_t n)
{
	return chance_below(c, n) == 0;
}
