/*
 * main.c - keeps its beat, and its patience is 3 ms
 *
 *      beat   |ask|....|ask......|....|...        10 ms from one to the next
 *              ok        late
 */
#include <k5/k5.h>

enum {
	BEAT_US = 10000,
	PATIENCE_US = 3000,
	EASY = 2, /* the beats at which it asks */
	HARD = 3,
	BEATS = 5
};

static void ask(unsigned beat)
{
	struct k5_msg msg = {.label = beat};

	k5_deadline(k5_cap_timer, k5_clock() + k5_us_to_ticks(PATIENCE_US));

	enum k5_err e = k5_call_timed(k5_cap_questions, &msg);

	if (e == K5_ERR_LATE) {
		k5_log_warn("no answer in 3 ms: I go on without");
		return;
	}
	K5_REQUIRE(e == K5_OK);
	k5_log_info("the answer is %u", (unsigned)msg.word[0]);
}

int main(void)
{
	uint64_t start = k5_clock();

	for (unsigned beat = 1; beat <= BEATS; beat++) {
		uint64_t at = start + k5_us_to_ticks(beat * BEAT_US);

		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);

		uint64_t us = k5_ticks_to_us(k5_clock() - start);

		k5_log_info("beat %u at %u ms", beat,
			    (unsigned)((us + 500) / 1000));
		if (beat == EASY || beat == HARD)
			ask(beat);
	}
	return k5_shutdown(k5_cap_system, 0);
}
