/*
 * main.c - what a loan costs over the same call without one, its return included
 *
 * Pairs of calls to the same thread of equal priority: four words, and three with
 * a region. Its size makes no difference: nothing of it is touched. Beside the
 * client's memory here none is, so that other keys see no windows.
 */
#include "../bench.h"

#include <k5/app.h>

static uint32_t sample[SAMPLES];

static uint32_t timed(k5_gift_t gift)
{
	struct k5_msg msg = {.label = 1, .word = {2, 3, 4, 5}};
	struct k5_gifts gifts = {.give = gift, .take = K5_NO_SLOT};
	uint32_t from = now();
	enum k5_err e = k5_call_cap(K5_SLOT_KEEP, &msg, gifts);
	uint32_t to = now();

	K5_REQUIRE(e == K5_OK);
	return to - from;
}

static void sort_samples(void)
{
	for (unsigned i = 1; i < SAMPLES; i++) {
		uint32_t value = sample[i];
		unsigned at = i;

		for (; at > 0 && sample[at - 1] > value; at--)
			sample[at] = sample[at - 1];
		sample[at] = value;
	}
}

/* Ticks more than without: median, least, most. */
static void measure(struct k5_msg *msg)
{
	for (int i = -WARM_UP; i < SAMPLES; i++) {
		uint32_t empty = timed(K5_NO_SLOT);

		sample[i < 0 ? 0 : i] = timed(k5_lend(K5_SLOT_PAGE)) - empty;
	}
	sort_samples();
	*msg = (struct k5_msg){
		.word = {sample[SAMPLES / 2], sample[0], sample[SAMPLES - 1]}};
}

int main(void)
{
	struct k5_msg msg;

	K5_REQUIRE(k5_recv(K5_SLOT_LOAN, K5_SLOT_REPLY, &msg) == K5_OK);
	for (;;) {
		measure(&msg);
		k5_reply_recv(K5_SLOT_LOAN, K5_SLOT_REPLY, &msg);
	}
}
