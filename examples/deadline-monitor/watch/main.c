/*
 * main.c - hears of jobs that are done, and of moments at which they should be
 *
 *      job    |===done|        |==========|done       10 ms from one to the next
 *      timer  |     5 ms ^     |     5 ms ^           set for each job's deadline
 *      bits        DONE                 LATE DONE
 *
 * One wait serves both: the timer's bit comes to the notification that the worker
 * signals. A job that is done in time takes its timer along, for setting the next
 * replaces it. Moments follow from one another, so nothing drifts.
 */
#include <k5/k5.h>

enum {
	DONE = 1, /* the badges of app.toml */
	LATE = 2,
	PERIOD_US = 10000,
	DEADLINE_US = 5000,
	JOBS = 6
};

static k5_word_t next_bits(void)
{
	k5_word_t bits;

	K5_REQUIRE(k5_wait(k5_cap_events, &bits) == K5_OK);
	return bits;
}

/* Waits for the job that has to be done at `deadline`; is it? */
static bool in_time(unsigned job, uint64_t deadline)
{
	k5_word_t bits;

	K5_REQUIRE(k5_timer(k5_cap_timer, deadline, k5_cap_late, LATE) ==
		   K5_OK);
	bits = next_bits();
	if ((bits & LATE) == 0)
		return true;
	k5_log_warn("job %u is not done in %u ms", job, DEADLINE_US / 1000);
	while ((bits & DONE) == 0)
		bits = next_bits();

	uint64_t over = k5_ticks_to_us(k5_clock() - deadline);

	k5_log_warn("job %u is done, %u ms late", job,
		    (unsigned)((over + 500) / 1000));
	return false;
}

int main(void)
{
	uint64_t deadline = k5_us_to_ticks(DEADLINE_US), asleep;
	unsigned kept = 0;

	for (unsigned job = 1; job <= JOBS; job++) {
		deadline += k5_us_to_ticks(PERIOD_US);
		if (!in_time(job, deadline))
			continue;
		k5_log_info("job %u is done in time", job);
		kept++;
	}
	K5_REQUIRE(k5_asleep(k5_cap_system, &asleep) == K5_OK);

	uint64_t now = k5_clock();

	k5_log_info("%u of %u jobs in time; all slept for %u tenths of it",
		    kept, JOBS, (unsigned)((asleep * 10 + now / 2) / now));
	return k5_shutdown(k5_cap_system, 0);
}
