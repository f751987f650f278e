/*
 * main.c - looks what each thread used in ten seconds: alone, and beside all others
 *
 *      phase    | settle |<------- 10 s ------->| settle |<-- ...
 *      reads             ^ used before           ^ used after
 *
 * Who is alone has the processor from all others because their budgets are set to
 * almost nothing meanwhile. What is right is `run`'s matter; here stand figures:
 * `PHASE NAME USED of PASSED`, in ticks, and at the end of a phase what all of them
 * and the idle processor had together. A phase is called "together", or as who is alone.
 */
#include <k5/k5.h>

enum {
	SECONDS = 10,
	SETTLE_US = 300000, /* what was used before is back */
	NOTHING_US = 5,     /* of QUIET_US */
	QUIET_US = 1000000
};

struct thread {
	const char *name;
	struct k5_sc_obj sc;
	unsigned budget_us, period_us; /* as in app.toml */
	bool alone;                    /* a phase of its own */
};

static const struct thread thread[] = {
	{"plain", {K5_SLOT_PLAIN}, 4000, 20000, true},
	{"caller", {K5_SLOT_CALLER}, 3000, 10000, true},
	{"sleeper", {K5_SLOT_SLEEPER}, 2000, 20000, true},
	{"yielder", {K5_SLOT_YIELDER}, 4000, 40000, true},
	{"equal", {K5_SLOT_EQUAL}, 6000, 40000, false},
	{"greedy", {K5_SLOT_GREEDY}, 40000, 100000, false},
};

enum {
	THREADS = sizeof(thread) / sizeof(thread[0])
};

/* What was used at one moment. */
struct look {
	uint64_t at, own, asleep, used[THREADS];
};

static uint64_t consumed(struct k5_sc_obj sc)
{
	uint64_t ticks;

	K5_REQUIRE(k5_consumed(sc, &ticks) == K5_OK);
	return ticks;
}

static struct look look(void)
{
	struct look l = {.at = k5_clock(), .own = consumed(k5_cap_own)};

	K5_REQUIRE(k5_asleep(k5_cap_system, &l.asleep) == K5_OK);
	for (unsigned i = 0; i < THREADS; i++)
		l.used[i] = consumed(thread[i].sc);
	return l;
}

static void allow(const struct thread *t, unsigned budget_us,
		  unsigned period_us)
{
	K5_REQUIRE(k5_configure(t->sc, k5_us_to_ticks(budget_us),
				k5_us_to_ticks(period_us)) == K5_OK);
}

static void say(const char *phase, const char *name, uint64_t used,
		uint64_t passed)
{
	k5_log_info("%s %s %llu of %llu", phase, name, (unsigned long long)used,
		    (unsigned long long)passed);
}

static void play(const char *phase)
{
	uint64_t begin = k5_clock() + k5_us_to_ticks(SETTLE_US);
	uint64_t end = begin + k5_us_to_ticks(SECONDS * 1000000ull);

	K5_REQUIRE(k5_sleep_until(k5_cap_timer, begin) == K5_OK);
	struct look from = look();
	K5_REQUIRE(k5_sleep_until(k5_cap_timer, end) == K5_OK);
	struct look to = look();

	uint64_t passed = to.at - from.at;
	uint64_t all = to.own - from.own + to.asleep - from.asleep;

	for (unsigned i = 0; i < THREADS; i++) {
		uint64_t used = to.used[i] - from.used[i];

		all += used;
		say(phase, thread[i].name, used, passed);
	}
	say(phase, "all", all, passed);
}

static void alone(const struct thread *t)
{
	for (unsigned i = 0; i < THREADS; i++) {
		if (&thread[i] != t)
			allow(&thread[i], NOTHING_US, QUIET_US);
	}
	play(t->name);
	for (unsigned i = 0; i < THREADS; i++)
		allow(&thread[i], thread[i].budget_us, thread[i].period_us);
}

int main(void)
{
	play("together");
	for (unsigned i = 0; i < THREADS; i++) {
		if (thread[i].alone)
			alone(&thread[i]);
	}
	return k5_shutdown(k5_cap_system, 0);
}
