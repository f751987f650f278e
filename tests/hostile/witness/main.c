/*
 * main.c - the witness: notices when anything that is its own changes
 *
 *      main    answers calls: squares, where it is, what harm it saw
 *      guard   priority 31: holds a pattern in every FP register and in RAM,
 *              compares both in each round, and looks at the clock
 *
 * The guard has 0.5 ms of every 2 ms and never blocks, so it is stopped in the
 * middle of its patterns; between two of its looks at the clock there may be
 * the rest of a period, what each other thread of its priority may use (two at
 * the most in one app of ../cases), a round of its own (0.29 ms on RISC-V, where
 * it is longest), and the log: each byte of a record is an interrupt of some 200
 * instructions. Were one refill lost, it would be two periods less a budget.
 */
#include "../hostile.h"

enum {
	CANARIES = 64,
	FP_TURNS = 600,
	REST_US = 1500,
	OTHERS_US = 2 * 300,
	ROUND_US = 300,
	RECORDS_US = 1000,
	LATE_US = REST_US + OTHERS_US + ROUND_US + RECORDS_US
};

static volatile uint32_t canary[CANARIES];
static volatile uint32_t harm_memory, harm_fp, harm_late, rounds;

static uint32_t pattern(uint32_t i)
{
	return 0x5eed0000u ^ i * 0x9e3779b1u;
}

static void memory_fill(void)
{
	for (uint32_t i = 0; i < CANARIES; i++)
		canary[i] = pattern(i);
}

static uint32_t memory_harm(void)
{
	uint32_t harm = 0;

	for (uint32_t i = 0; i < CANARIES; i++)
		harm += canary[i] != pattern(i);
	return harm;
}

/* Loads all, lets some time pass, counts what is different. */
static uint32_t fp_harm(void)
{
	uint32_t in[FP_WORDS] __attribute__((aligned(8)));
	uint32_t out[FP_WORDS] __attribute__((aligned(8)));
	uint32_t harm = 0;

	for (uint32_t i = 0; i < FP_WORDS - 1; i++)
		in[i] = pattern(i + rounds);
	in[FP_WORDS - 1] = fp_status(rounds);
	fp_hold(in, out, FP_TURNS);
	for (uint32_t i = 0; i < FP_WORDS; i++)
		harm += in[i] != out[i];
	return harm;
}

void guard(void)
{
	uint64_t last = k5_clock();

	memory_fill();
	for (;;) {
		harm_fp += fp_harm();
		harm_memory += memory_harm();

		uint64_t now = k5_clock();

		harm_late += now - last > k5_us_to_ticks(LATE_US);
		last = now;
		rounds++;
	}
}

static void answer(struct k5_msg *msg)
{
	k5_word_t n = msg->word[0];

	switch (msg->label) {
	case ASK_WHERE:
		msg->word[0] = (k5_word_t)canary;
		msg->word[1] = (k5_word_t)guard;
		msg->word[2] = (k5_word_t)msg;
		break;
	case ASK_HARM:
		msg->word[0] = harm_memory;
		msg->word[1] = harm_fp;
		msg->word[2] = harm_late;
		msg->word[3] = rounds;
		break;
	default:
		msg->word[0] = n * n;
	}
}

int main(void)
{
	struct k5_msg msg;

	k5_recv(K5_SLOT_WITNESS, K5_SLOT_REPLY, &msg);
	for (;;) {
		answer(&msg);
		k5_reply_recv(K5_SLOT_WITNESS, K5_SLOT_REPLY, &msg);
	}
}
