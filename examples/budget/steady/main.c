/*
 * main.c - does 5 ms of work in every window of 10 ms, beside a hog
 *
 *      window   |hog|..work..|wait|hog|..work..|wait|
 *               0                 10                20 ms
 *
 * Of each window the hog may take 2 ms, so the work is done in time unless the
 * kernel lets the hog have more. At the end the hog tells what it had.
 */
#include <k5/k5.h>

enum {
	WINDOWS = 30,
	WINDOW_US = 10000,
	WORK_US = 5000,
	HOG_US = 2000
};

/* Work is counted in rounds, since the clock also runs for others. */
static void work(unsigned rounds)
{
	for (volatile unsigned i = 0; i < rounds; i++)
		;
}

/* The fewest microseconds that `rounds` took: once, the hog was quiet. */
static uint64_t best_us(unsigned rounds)
{
	uint64_t best = UINT64_MAX;

	for (int i = 0; i < 30; i++) {
		uint64_t start = k5_clock();

		work(rounds);
		uint64_t took = k5_ticks_to_us(k5_clock() - start);
		best = took < best ? took : best;
	}
	return best;
}

static k5_word_t hog_used_us(void)
{
	struct k5_msg msg = {.label = 0};

	K5_REQUIRE(k5_call(k5_cap_usage, &msg) == K5_OK);
	return msg.word[0];
}

/* Returns the deadlines missed. */
static unsigned keep_deadlines(uint64_t start, unsigned rounds)
{
	unsigned missed = 0;

	for (unsigned w = 1; w <= WINDOWS; w++) {
		uint64_t deadline = start + k5_us_to_ticks(w * WINDOW_US);

		work(rounds);
		missed += k5_clock() > deadline;
		if (w % 10 == 0)
			k5_log_info("%u windows, %u deadlines missed", w,
				    missed);
		while (k5_clock() < deadline)
			;
	}
	return missed;
}

/* What the hog may have had: its budget in every window that was touched. */
static uint64_t most_us(uint64_t us)
{
	return (us + WINDOW_US - 1) / WINDOW_US * HOG_US;
}

/* A percentage, rounded to fives: the rest is the emulator's affair. */
static unsigned to_fives(uint64_t hundredfold, uint64_t whole)
{
	return (unsigned)((2 * hundredfold + 5 * whole) / (10 * whole)) * 5;
}

int main(void)
{
	unsigned rounds = (unsigned)(1000 * WORK_US / best_us(1000));
	k5_word_t before = hog_used_us();
	uint64_t start = k5_clock();

	unsigned missed = keep_deadlines(start, rounds);

	k5_word_t hog = hog_used_us() - before;
	uint64_t took = k5_ticks_to_us(k5_clock() - start);

	k5_log_info("the hog had about %u%% of the time, its budget is %u%%",
		    to_fives(100 * hog, took), 100 * HOG_US / WINDOW_US);
	k5_shutdown(k5_cap_system, missed == 0 && hog <= most_us(took) ? 0 : 1);
}
