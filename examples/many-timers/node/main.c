/*
 * main.c - four alarms and a peer, heard by one wait
 *
 *      ms      10   20   30   40   50   60
 *      beat    |    |    |    |    |          every 10
 *      sample    .     |     .     |          every 25
 *      limit     >   >   >   >      |         15 after the last sign of life
 *      end                              |     once
 *
 * At 50 ms two are due: the sample was armed at 25, the beat at 40, and so they ring.
 */
#include <k5/k5.h>
#include <k5/timers.h>

enum {
	TICK = 1, /* the badges of app.toml */
	ALIVE = 2,
	BEAT_US = 10000,
	SAMPLE_US = 25000,
	LIMIT_US = 15000,
	END_US = 60000,
	LATE_US = 1000 /* nobody is above this task: it hears sooner */
};

static struct k5_alarm beat, sample, limit, end;

static const char *what(const struct k5_alarm *alarm)
{
	if (alarm == &limit)
		return "the peer is silent";
	if (alarm == &end)
		return "enough";
	return alarm == &beat ? "beat" : "sample";
}

/* How often an alarm of those that were due was heard too late. */
static unsigned ring_due(struct k5_timers *timers)
{
	struct k5_alarm *rang;
	unsigned late = 0;
	enum k5_err e;

	while ((e = k5_timers_poll(timers, &rang)) == K5_OK) {
		late += k5_clock() > rang->rang + k5_us_to_ticks(LATE_US);

		uint64_t us = k5_ticks_to_us(rang->rang);

		k5_log_info("%u ms: %s", (unsigned)((us + 500) / 1000),
			    what(rang));
		if (rang == &end)
			break;
	}
	K5_REQUIRE(e == K5_OK || e == K5_ERR_AGAIN);
	return late;
}

int main(void)
{
	struct k5_timers timers = {.timer = k5_cap_timer,
				   .signal = k5_cap_tick,
				   .wait = k5_cap_events,
				   .bits = TICK};
	unsigned late = 0;

	k5_timers_arm(&timers, &beat, k5_us_to_ticks(BEAT_US),
		      k5_us_to_ticks(BEAT_US));
	k5_timers_arm(&timers, &sample, k5_us_to_ticks(SAMPLE_US),
		      k5_us_to_ticks(SAMPLE_US));
	k5_timers_arm(&timers, &limit, k5_us_to_ticks(LIMIT_US), 0);
	k5_timers_arm(&timers, &end, k5_us_to_ticks(END_US), 0);

	for (;;) {
		k5_word_t bits;

		late += ring_due(&timers);
		if (end.rang != 0)
			break;

		K5_REQUIRE(k5_wait(k5_cap_events, &bits) == K5_OK);
		if ((bits & ALIVE) != 0)
			k5_timers_arm(&timers, &limit,
				      k5_clock() + k5_us_to_ticks(LIMIT_US), 0);
	}
	k5_log_info("%u alarms were late", late);
	return k5_shutdown(k5_cap_system, late > 0);
}
