/*
 * main.c - a job each millisecond, whatever the others do
 *
 *      1 ms            1 ms            1 ms
 *      |-job-..........|--job-.........|-job-..........
 *      release          `- the kernel was busy with somebody
 *
 * A job does its sums, looks whether a limit was reached and whether somebody has
 * set a new target, and answers. How long it took is measured from its release: it
 * includes whoever came before it, and the kernel.
 */
#include <k5/k5.h>

enum {
	JOBS = 1000,
	PERIOD_US = 1000,
	ROUNDS = 100
};

struct loop {
	k5_word_t target;
	unsigned limits; /* jobs that found the limit reached */
	unsigned asked;  /* jobs that found a new target */
	unsigned missed;
};

static void sums(void)
{
	for (volatile unsigned i = 0; i < ROUNDS; i++)
		;
}

static void job(struct loop *loop)
{
	struct k5_msg msg;
	k5_word_t bits;

	sums();
	loop->limits += k5_poll(k5_cap_limit, &bits) == K5_OK;
	if (k5_try_recv(k5_cap_target, k5_cap_reply, &msg) != K5_OK)
		return;
	loop->target = msg.word[0];
	loop->asked++;
	K5_REQUIRE(k5_reply(k5_cap_reply, &msg) == K5_OK);
}

int main(void)
{
	struct loop loop = {.target = 0};
	uint64_t start = k5_clock();

	for (unsigned i = 1; i <= JOBS; i++) {
		uint64_t release = start + k5_us_to_ticks(i * PERIOD_US);

		K5_REQUIRE(k5_sleep_until(k5_cap_timer, release) == K5_OK);
		job(&loop);
		loop.missed += k5_clock() > release + k5_us_to_ticks(PERIOD_US);
	}
	k5_log_info("%u jobs, %u deadlines missed", JOBS, loop.missed);
	k5_log_info("targets came %s, the limit %s",
		    loop.asked > JOBS / 20 ? "again and again" : "too rarely",
		    loop.limits > JOBS / 20 ? "again and again" : "too rarely");
	return k5_shutdown(k5_cap_system, loop.missed > 0);
}
