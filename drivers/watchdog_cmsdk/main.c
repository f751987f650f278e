/*
 * main.c - feeds the CMSDK watchdog, as long as all its clients are alive
 *
 *      LOOK_MS    |    |    |    |    |    |    x (a promise is broken)
 *      feeds      ^    ^    ^    ^    ^    ^         reset
 *      counts     |\   |\   |\   |\   |\   |\___\___|
 *                                          LOAD_MS each
 *
 * What app.toml gives it:
 *
 *      [[interfaces]] name = "watchdog", file = "k5:watchdog.toml"
 *
 *      [[tasks]]
 *      name = "watchdog"
 *      source = "k5:watchdog_cmsdk"
 *      mmio = ["watchdog"]
 *      priority = 20                   # whoever is above and hangs, starves it: reset
 *      [tasks.caps]
 *      watchdog = ["recv"]
 *      timer = ["control"]
 *
 * A client is its badge: one cannot say alive for another. One thread does all, so a
 * flood of calls takes turns with looking: between any two it sees whether it is time.
 * It needs no interrupt: the line stays masked, and the second 0 is the reset.
 */
#include <k5/k5.h>
#include <watchdog/server.h>

#include "cmsdk.h"

enum {
	LOOK_MS = 50,
	LOAD_MS = 100,
	CLIENTS = 8,
	EVERY_LEAST_MS = 10,
	EVERY_MOST_MS = 60000
};

struct client {
	k5_word_t badge;
	uint32_t every_ms; /* 0: nobody's */
	uint64_t until;    /* alive by then */
};

struct dog {
	struct client client[CLIENTS];
	uint64_t look; /* when next */
	bool lost;     /* a promise was broken: there is no way back */
};

static struct cmsdk_watchdog *const dog =
	(struct cmsdk_watchdog *)(uintptr_t)K5_MMIO_WATCHDOG;

static uint64_t ms_to_ticks(uint32_t ms)
{
	return k5_us_to_ticks((uint64_t)ms * 1000);
}

/* The client's place; NULL: it promised nothing. */
static struct client *known(struct dog *d, k5_word_t badge)
{
	for (unsigned i = 0; i < CLIENTS; i++) {
		if (d->client[i].every_ms && d->client[i].badge == badge)
			return &d->client[i];
	}
	return NULL;
}

static struct client *vacant(struct dog *d)
{
	for (unsigned i = 0; i < CLIENTS; i++) {
		if (!d->client[i].every_ms)
			return &d->client[i];
	}
	return NULL;
}

enum k5_err watchdog_on_promise(void *context, k5_word_t badge,
				uint32_t every_ms)
{
	struct dog *d = context;
	struct client *c = known(d, badge);

	if (every_ms < EVERY_LEAST_MS || every_ms > EVERY_MOST_MS)
		return K5_ERR_RANGE;
	c = c ? c : vacant(d);
	if (!c)
		return K5_ERR_FULL;
	*c = (struct client){badge, every_ms,
			     k5_clock() + ms_to_ticks(every_ms)};
	return K5_OK;
}

enum k5_err watchdog_on_alive(void *context, k5_word_t badge)
{
	struct dog *d = context;
	struct client *c = known(d, badge);

	if (!c || d->lost)
		return K5_ERR_AGAIN;
	c->until = k5_clock() + ms_to_ticks(c->every_ms);
	return K5_OK;
}

enum k5_err watchdog_on_leave(void *context, k5_word_t badge)
{
	struct dog *d = context;
	struct client *c = known(d, badge);

	if (!c || d->lost)
		return K5_ERR_AGAIN;
	*c = (struct client){.every_ms = 0};
	return K5_OK;
}

static void look_at_all(struct dog *d, uint64_t now)
{
	for (unsigned i = 0; i < CLIENTS; i++) {
		const struct client *c = &d->client[i];

		if (!c->every_ms || now <= c->until)
			continue;
		d->lost = true;
		k5_log_error("client %u was not alive for %u ms: no food",
			     (unsigned)c->badge, (unsigned)c->every_ms);
	}
}

/* Feeds once for each moment, if all are alive. */
static void look(struct dog *d)
{
	uint64_t now = k5_clock();

	if (now < d->look)
		return;
	d->look = now + ms_to_ticks(LOOK_MS);
	if (!d->lost)
		look_at_all(d, now);
	if (!d->lost)
		dog->intclr = 1;
}

int main(void)
{
	static struct dog d;
	struct k5_msg msg = k5_message(0, 0, 0, 0, 0);
	size_t none;

	dog->load = (uint32_t)k5_scale(LOAD_MS, 1000, K5_MMIO_WATCHDOG_HZ);
	dog->ctrl = CTRL_ON | CTRL_RESET;
	for (;;) {
		look(&d);
		K5_REQUIRE(k5_deadline(k5_cap_timer, d.look) == K5_OK);

		enum k5_err e = k5_reply_recv_timed(k5_cap_watchdog,
						    k5_cap_reply, &msg);

		if (e == K5_ERR_LATE)
			continue; /* whoever was owed an answer has it */
		K5_REQUIRE(e == K5_OK);
		msg.label = (k5_word_t)watchdog_dispatch(&d, &msg, NULL, NULL,
							 &none);
	}
}
