/*
 * clock.c - time, and an alarm
 *
 * Two devices, so that no tick is ever lost between them:
 *
 *      a free-running 32-bit counter   what time is it: only ever read
 *      SysTick, 24 bits                wake me then: only ever set
 *
 * The counter is widened by its differences, so it must be read once in each
 * round of 2^32 ticks. SysTick reaches less far than that: a later alarm is
 * set in stages, each of which reads the counter, and one without an end too.
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

/* Ticks from now to the alarm, or as far as SysTick reaches. */
static uint32_t stage(void)
{
	k5_ticks_t at = arch_clock();

	if (alarm <= at + SOON)
		return SOON;
	return alarm - at < REACH ? (uint32_t)(alarm - at) : REACH;
}

static void start_stage(void)
{
	*scs(SYST_CSR) = 0;
	*scs(SYST_RVR) = stage() - 1;
	*scs(SYST_CVR) = 0;
	*scs(SCB_ICSR) = ICSR_PENDSTCLR;
	*scs(SYST_CSR) = SYST_START;
}

void arch_timer_set(k5_ticks_t when)
{
	alarm = when;
	start_stage();
}

/* SysTick goes round by itself until it is set again; that is harmless. */
void port_tick(void)
{
	if (arch_clock() >= alarm)
		kernel_tick();
	else
		start_stage();
}

void clock_init(void)
{
	arch_timer_set(UINT64_MAX);
}
