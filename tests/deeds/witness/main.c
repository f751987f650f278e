/*
 * main.c - answers, and looks after what is its own
 *
 * Before every answer it looks at its canaries, around and on its stack, and
 * at every FP register, which it filled once and never touched again.
 */
#include "../deeds.h"
#include "../float_regs.h"

enum {
	CANARY = 0xca9a12e5,
	WORDS = 64,
	FLOATS = 0x3f8ccccd,
	PATIENCE_MS = 40
};

static uint32_t canary[WORDS];
static const uint32_t constant = CANARY;

static void plant(volatile uint32_t *words)
{
	for (int i = 0; i < WORDS; i++)
		words[i] = CANARY + (uint32_t)i;
}

static bool sound(const volatile uint32_t *words)
{
	for (int i = 0; i < WORDS; i++) {
		if (words[i] != CANARY + (uint32_t)i)
			return false;
	}
	return true;
}

static uint32_t harm(const volatile uint32_t *local)
{
	uint32_t seen = 0;

	seen |= sound(canary) ? 0u : 1u;
	seen |= sound(local) ? 0u : 2u;
	seen |= constant == CANARY ? 0u : 4u;
	seen |= float_differs(FLOATS) == 0 ? 0u : 8u;
	seen |= float_status() == FLOAT_ROUNDS_DOWN ? 0u : 16u;
	return seen;
}

int main(void)
{
	volatile uint32_t local[WORDS];
	uint32_t patience = PATIENCE_MS;
	struct k5_msg msg = {0};

	plant(canary);
	plant(local);
	float_fill(FLOATS, FLOAT_ROUNDS_DOWN);
	for (;;) {
		k5_reply_recv(K5_SLOT_ADDRESSES, K5_SLOT_REPLY, &msg);
		if (msg.label == ASK_PATIENCE)
			patience = msg.word[0];
		if (msg.label == ASK_ADDRESSES) {
			msg.word[0] = (k5_word_t)canary;
			msg.word[1] = (k5_word_t)&local[WORDS / 2];
			msg.word[2] = (k5_word_t)&main;
		} else {
			msg.word[0] *= msg.word[0];
			msg.word[1] = patience;
			msg.word[2] = harm(local);
		}
	}
}
