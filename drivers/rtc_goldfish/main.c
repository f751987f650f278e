/*
 * main.c - the goldfish RTC: the date, and one alarm
 *
 *      main         time_ and alarm_ registers, for clients
 *      ring_main    the interrupt: clear_interrupt, then "alarm"
 *
 * The threads have no register in common, and no memory. What app.toml gives them:
 *
 *      endpoints = ["date"]
 *      notifications = ["ringing", "alarm"]
 *      [[irqs]]       rtc, to "ringing"
 *      [[interfaces]] name = "rtc", endpoint = "date", file = "k5:rtc.toml"
 *
 *      [[tasks]]
 *      name = "clock"
 *      source = "k5:rtc_goldfish"
 *      mmio = ["rtc"]
 *      [tasks.caps]
 *      date = ["recv"]
 *      rtc = ["control"]
 *      ringing = ["wait"]
 *      alarm = ["signal"]              # the client with badge 1 has wait
 *      [[tasks.threads]]
 *      name = "ring"
 */
#include <k5/k5.h>
#include <rtc/server.h>

#include "goldfish.h"

enum {
	OWNER = 1, /* of the alarm: its badge */
	SECOND = 1000000000
};

static struct goldfish_rtc *const rtc =
	(struct goldfish_rtc *)(uintptr_t)K5_MMIO_RTC;

enum k5_err rtc_on_now(void *context, k5_word_t client, uint32_t *seconds,
		       uint32_t *nanoseconds)
{
	uint32_t low = rtc->time_low;
	uint64_t time = (uint64_t)rtc->time_high << 32 | low;

	(void)context;
	(void)client;
	*seconds = (uint32_t)(time / SECOND);
	*nanoseconds = (uint32_t)(time % SECOND);
	return K5_OK;
}

enum k5_err rtc_on_alarm(void *context, k5_word_t client, uint32_t seconds,
			 uint32_t nanoseconds)
{
	uint64_t time = (uint64_t)seconds * SECOND + nanoseconds;

	(void)context;
	if (client != OWNER)
		return K5_ERR_RIGHT;
	if (nanoseconds >= SECOND)
		return K5_ERR_RANGE;
	rtc->alarm_high = (uint32_t)(time >> 32);
	rtc->alarm_low = (uint32_t)time;
	return K5_OK;
}

void ring_main(void)
{
	k5_word_t bits;

	rtc->irq_enabled = 1;
	for (;;) {
		K5_REQUIRE(k5_irq_ack(k5_cap_rtc) == K5_OK);
		K5_REQUIRE(k5_wait(k5_cap_ringing, &bits) == K5_OK);
		rtc->clear_interrupt = 1;
		K5_REQUIRE(k5_notify(k5_cap_alarm, 1) == K5_OK);
	}
}

int main(void)
{
	return rtc_serve(NULL) != K5_OK;
}
