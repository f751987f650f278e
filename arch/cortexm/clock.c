/*
 * clock.c - time, and an alarm
 *
 * Two devices, so that no tick is ever lost between them:
 *
 *      a free-running 32-bit counter   what time is it: only ever read
 *      SysTick, 24 bits                wake me then: only ever set
 *
 * The counter is widened by its differences, so it must be read once in each
 * round of 2^32 ticks. SysTick reaches less far than that and never stops: a
 * later alarm comes in stages, each of which reads the counter. So does one
 * that never comes.
 */
#include <k5/board.h>

#include "core.h"
#include "scs.h"

enum {
	REACH = 1 << 24,
	SOON = 2
};

static k5_ticks_t now;   /* the last reading */
static k5_ticks_t alarm; /* the kernel's wish */

static uint32_t counter(void)
{
	uint32_t raw = *scs(k5_board.clock_counter);

	return k5_board.clock_down ? ~raw : raw;
}

k5_ticks_t arch_clock(void)
{
	now += counter() - (uint32_t)now;
	return now;
}

/*
 * Ticks from this moment to the alarm, or as far as SysTick reaches. The
 * kernel read the clock on its way in, so `now` is close.
 */
static uint32_t stage(void)
{
	if (alarm - now >= REACH)
		return alarm > now ? REACH : SOON;

	uint32_t left = (uint32_t)alarm - counter();

	/* The alarm may have passed since: then left is "negative". */
	return left - SOON < REACH ? left : SOON;
}

/* Writing CVR starts the countdown anew, without an interrupt. */
static void start_stage(void)
{
	*scs(SYST_RVR) = stage() - 1;
	*scs(SYST_CVR) = 0;
}

void arch_timer_set(k5_ticks_t when)
{
	alarm = when;
	start_stage();
}

/*
 * A tick that pended before the alarm was set again is early, and so is each
 * stage but the last: the rest of the way is set, the kernel sleeps on.
 */
void port_tick(void)
{
	if (arch_clock() >= alarm)
		kernel_tick();
	else
		start_stage();
}

void clock_init(void)
{
	arch_clock();
	arch_timer_set(UINT64_MAX);
	*scs(SYST_CSR) = SYST_START;
}
