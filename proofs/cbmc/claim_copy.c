/*
 * claim_copy.c - a copy writes what it was given and nothing beside it
 *
 * Two buffers at any place in a byte array, of any length up to the bound of
 * one message, and any number of bytes that fits both: the bytes arrive, every
 * other byte of the destination's array stays, and no access leaves an array
 * (CBMC's own pointer checks). ROOM keeps it small: word loops, byte loops and
 * odd ends all occur below it.
 */
#include "claim.h"

#include "arch.h"
#include "prove.h"

enum {
	ROOM = 24
};

/* Words, so that the arrays begin where a word may. */
static uint32_t to_words[ROOM / 4];
static uint32_t from_words[ROOM / 4];
const struct k5_app k5_app;

struct bytes {
	uint8_t at[ROOM];
};
struct bytes nondet_bytes(void);
k5_word_t nondet_word(void);

_Noreturn void kernel_assert_failed(const char *id)
{
	(void)id;
	PROVE(false, "no assertion of the kernel fails");
	for (;;)
		ASSUME(false);
}

static struct claim any_part(uint32_t *words)
{
	k5_word_t offset = nondet_word();
	struct claim part = {.length = nondet_word()};

	ASSUME(offset <= ROOM && part.length <= ROOM - offset);
	part.base = (k5_word_t)words + offset;
	return part;
}

int main(void)
{
	uint8_t *to_bytes = (uint8_t *)to_words;
	uint8_t *from_bytes = (uint8_t *)from_words;
	struct bytes before = nondet_bytes();
	struct bytes source = nondet_bytes();
	k5_word_t length = nondet_word();
	k5_word_t i = nondet_word();

	for (unsigned b = 0; b < ROOM; b++) {
		to_bytes[b] = before.at[b];
		from_bytes[b] = source.at[b];
	}

	struct claim to = any_part(to_words);
	struct claim from = any_part(from_words);

	ASSUME(length <= to.length && length <= from.length);
	claim_copy(to, from, length);

	k5_word_t first = to.base - (k5_word_t)to_words;
	k5_word_t origin = from.base - (k5_word_t)from_words;

	ASSUME(i < ROOM);
	if (i >= first && i - first < length)
		PROVE(to_bytes[i] == source.at[origin + (i - first)],
		      "what was sent arrives");
	else
		PROVE(to_bytes[i] == before.at[i], "nothing else is written");
	PROVE(from_bytes[i] == source.at[i], "the source stays");
	if (from.length > 0)
		PROVE(claim_byte(from, 0) == source.at[origin],
		      "claim_byte reads the claim");
	arch_user_begin();
	REACH_IF(length > 8 && first % 4 == 0 && origin % 4 == 0, "words");
	REACH_IF(length > 8 && first % 4 == 1, "bytes");
}
