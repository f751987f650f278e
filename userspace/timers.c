/*
 * timers.c - a list of alarms, in order of their moments
 *
 * Of all moments the kernel knows one, `asked`. It is looked at only where no alarm is
 * due, and there it needs no flag that says whether the timer has rung: the first alarm
 * lies ahead, so if it is the one that was asked for, the timer is still set.
 */
#include <k5/timers.h>

#include <k5/typed.h>

/* Behind its equals: whoever was armed first rings first. */
static void insert(struct k5_timers *timers, struct k5_alarm *alarm)
{
	struct k5_alarm **link = &timers->first;

	while (*link && (*link)->at <= alarm->at)
		link = &(*link)->next;
	alarm->next = *link;
	*link = alarm;
}

void k5_timers_arm(struct k5_timers *timers, struct k5_alarm *alarm,
		   uint64_t at, uint64_t every)
{
	(void)k5_timers_cancel(timers, alarm);
	alarm->at = at;
	alarm->every = every;
	insert(timers, alarm);
}

bool k5_timers_cancel(struct k5_timers *timers, struct k5_alarm *alarm)
{
	struct k5_alarm **link = &timers->first;

	while (*link && *link != alarm)
		link = &(*link)->next;
	if (!*link)
		return false;
	*link = alarm->next;
	return true;
}

/* Nothing is due before `at`, which lay ahead a moment ago. */
static enum k5_err ask_for(struct k5_timers *timers, uint64_t at)
{
	enum k5_err e;

	if (timers->asked == at)
		return K5_ERR_AGAIN;
	e = k5_timer(timers->timer, at, timers->signal, timers->bits);
	if (e != K5_OK)
		return e;
	timers->asked = at;
	return K5_ERR_AGAIN;
}

/* The first alarm's moment has come. After the end of time there is no next. */
static struct k5_alarm *ring(struct k5_timers *timers)
{
	struct k5_alarm *alarm = timers->first;

	timers->first = alarm->next;
	alarm->rang = alarm->at;
	if (alarm->every != 0 && alarm->every <= UINT64_MAX - alarm->at) {
		alarm->at += alarm->every;
		insert(timers, alarm);
	}
	return alarm;
}

enum k5_err k5_timers_poll(struct k5_timers *timers, struct k5_alarm **rang)
{
	const struct k5_alarm *first = timers->first;

	if (!first)
		return K5_ERR_AGAIN;
	if (first->at > k5_clock())
		return ask_for(timers, first->at);
	*rang = ring(timers);
	return K5_OK;
}

enum k5_err k5_timers_wait(struct k5_timers *timers, struct k5_alarm **rang)
{
	enum k5_err e = k5_timers_poll(timers, rang);

	while (e == K5_ERR_AGAIN && timers->first) {
		k5_word_t bits;

		e = k5_wait(timers->wait, &bits);
		if (e == K5_OK)
			e = k5_timers_poll(timers, rang);
	}
	return e;
}
