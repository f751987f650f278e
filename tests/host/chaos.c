/*
 * chaos.c - the random driver: what happens next
 *
 *      world --> step: let time pass (timer due? it fires first)
 *                      then the running thread calls something
 *                      or faults, or an interrupt comes
 *
 * Each choice is a deed. It is noted before it is done (chaos_do.c), so that
 * whoever outlives the test knows what ended it.
 */
#include "chaos.h"

#include <stdlib.h>

#include "chaos_app.h"

enum {
	IN_VAIN = 20 /* requests of one for whom nobody waits */
};

uint64_t chaos_number(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text == NULL ? otherwise : strtoull(text, NULL, 0);
}

static void new_world(struct chaos *c)
{
	if (c->steps != NULL) {
		c->steps->app = c->chance.state;
		c->steps->count = 0;
	}
	chaos_app(&c->chance);
	if (chance_once_in(&c->chance, 8))
		host.console_room = chance_below(&c->chance, 500);
	host.console = chance_below(&c->chance, 4) != 0;
	host.clock = chance_below(&c->chance, 1000000);
	world_boot();
	c->world++;
	c->vain = 0;
	chaos_watch(c);
}

void chaos_begin(struct chaos *c, struct chance chance, struct chaos_mix mix,
		 struct steps *steps)
{
	*c = (struct chaos){.chance = chance, .mix = mix, .steps = steps};
	new_world(c);
}

void chaos_replay(struct chaos *c, struct steps *steps)
{
	struct chance chance = {.state = steps->app};

	chaos_begin(c, chance, (struct chaos_mix){0}, NULL);
	for (uint32_t i = 0; i < steps->count && !host.ended; i++) {
		drive_step = i + 1;
		chaos_do(c, &steps->deed[i]);
	}
}

static bool happens(struct chaos *c, uint32_t one_in)
{
	return one_in != 0 && chance_once_in(&c->chance, one_in);
}

static void happen(struct chaos *c, struct deed d)
{
	struct steps *s = c->steps;

	d.thread = k5.current;
	if (s != NULL) {
		s->deed[s->count] = d;
		chaos_do(c, &s->deed[s->count++]);
	} else {
		chaos_do(c, &d);
	}
}

/* Time passes, at most to where the timer is due, and then it fires. */
static void let_pass(struct chaos *c)
{
	struct deed d = {.kind = DEED_PASS,
			 .value = chance_below(&c->chance, c->mix.pass_most)};
	k5_ticks_t due = host.timer - host.clock;

	if (k5.current == NIL && chance_below(&c->chance, 3) != 0 &&
	    host.timer != UINT64_MAX)
		d.kind = DEED_WAIT;
	if (d.value > due)
		d.value = due;
	happen(c, d);
	if (!host.ended && happens(c, c->mix.early_tick))
		happen(c, (struct deed){.kind = DEED_TICK});
}

static void call_something(struct chaos *c)
{
	struct deed d = {.kind = DEED_CALL};

	/* Now and then: it is slow. The tick charges; the call then does not. */
	d.look = chance_once_in(&c->chance, 16);
	if (d.look)
		happen(c, (struct deed){.kind = DEED_TICK});
	if (k5.current == NIL || host.ended)
		return;
	d.value = chaos_request(c, &d.request);
	happen(c, d);
}

/* All wait for one another, or for an interrupt that may still come. */
static bool stuck(struct chaos *c)
{
	if (c->vain > IN_VAIN)
		return true;
	return k5.current == NIL && host.timer == UINT64_MAX &&
	       chance_once_in(&c->chance, 8);
}

/* A step is at most this many deeds. */
static bool full(const struct chaos *c)
{
	return c->steps != NULL && c->steps->count + 6 > STEPS;
}

void chaos_step(struct chaos *c)
{
	struct chance *chance = &c->chance;

	c->step++;
	drive_step = c->step;
	if (host.ended || happens(c, c->mix.new_world) || stuck(c) || full(c)) {
		new_world(c);
		return;
	}
	let_pass(c);
	if (happens(c, c->mix.console))
		happen(c, (struct deed){.kind = DEED_CONSOLE,
					.value = chance_below(chance, 300)});
	if (happens(c, c->mix.irq))
		happen(c, (struct deed){.kind = DEED_IRQ,
					.value = chance_below(chance, 8)});
	if (k5.current == NIL || host.ended)
		return;
	if (happens(c, c->mix.fault))
		happen(c, (struct deed){.kind = DEED_FAULT,
					.value = 1 + chance_below(chance, 10)});
	else
		call_something(c);
}
