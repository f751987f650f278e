/*
 * main.c - wakes each second for a day, and is as late at its end as at its begin
 *
 *      moment = start + n periods      by the thread's timer, by its deadline, in turn
 *
 * Before that it works a tenth of a second and sleeps the rest, to hold what k5_asleep
 * says against what must be. A counter that lost one round would be seen by a witness:
 * another device that counts seconds, where the board has one (port/).
 */
#include <k5/k5.h>

#include "witness.h"

enum {
	TICK = 1,
	LATE_US = 1500, /* no wake-up takes longer than that */
	NAPS = 20,
	NAP_US = 500000,
	WORK_US = 50000,
	ASLEEP = 900, /* of a thousand */
	PERCENT = 9   /* of that */
};

/* How many seconds; written into the image by tests/patch. */
static const volatile struct {
	uint8_t mark[12];
	uint32_t number;
} chosen __attribute__((used)) = {.mark = "K5-PATCH-ME"};

static uint64_t asleep(void)
{
	uint64_t ticks;

	K5_REQUIRE(k5_asleep(k5_cap_system, &ticks) == K5_OK);
	return ticks;
}

static bool sleep_is_told(void)
{
	uint64_t before = asleep(), start = k5_clock(), at = start;

	for (unsigned i = 0; i < NAPS; i++) {
		while (k5_clock() < at + k5_us_to_ticks(WORK_US)) {
		}
		at += k5_us_to_ticks(NAP_US);
		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
	}

	uint64_t slept = asleep() - before;
	uint32_t share = (uint32_t)(slept * 1000 / (k5_clock() - start));

	k5_log_info("asleep: %u of 1000, of %u", (unsigned)share,
		    (unsigned)ASLEEP);
	return share >= ASLEEP - PERCENT && share <= ASLEEP + PERCENT;
}

static void wait_by_timer(uint64_t at)
{
	k5_word_t bits;

	K5_REQUIRE(k5_timer(k5_cap_timer, at, k5_cap_beat, TICK) == K5_OK);
	K5_REQUIRE(k5_wait(k5_cap_beat, &bits) == K5_OK && bits == TICK);
}

static bool clock_is_kept(uint32_t seconds)
{
	uint64_t start = k5_clock(), most = 0, late = 0;
	uint32_t seen = witness();

	for (uint32_t i = 1; i <= seconds; i++) {
		uint64_t at = start + (uint64_t)i * K5_CLOCK_HZ;

		if (i % 2 == 0)
			wait_by_timer(at);
		else
			K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
		late = k5_clock() - at; /* if it came too early: huge */
		most = late > most ? late : most;
	}
	seen = witness() - seen;
	k5_log_info("%u s: late by %u us at the end, by %u us at most",
		    (unsigned)seconds, (unsigned)k5_ticks_to_us(late),
		    (unsigned)k5_ticks_to_us(most));
	k5_log_info("the witness saw %u s", (unsigned)seen);
	return most <= k5_us_to_ticks(LATE_US) && seen == seconds * WITNESSES;
}

int main(void)
{
	bool told = sleep_is_told();
	bool kept = clock_is_kept(chosen.number);

	k5_log_info("sleep_is_told %s", told ? "ok" : "FAIL");
	k5_log_info("clock_is_kept %s", kept ? "ok" : "FAIL");
	return k5_shutdown(k5_cap_system, told && kept ? 0 : 1);
}
