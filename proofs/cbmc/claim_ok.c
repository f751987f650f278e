/*
 * claim_ok.c - a claim is accepted exactly when it lies in one region
 *
 * For every table of up to eight regions and two windows, every address, length
 * and right on a 32-bit part. The specification counts in 64 bits, so that it cannot wrap
 * where the code under proof must not.
 */
#include "state.h"

enum {
	REGIONS = 8,
	WINDOWS = 2,
	PAGES = 2
};

struct window k5_window[WINDOWS];

/* the source itself: its static helper is proved on its own first */
#include "kernel/claim.c"

#include "prove.h"

static struct k5_region region[REGIONS];
static struct k5_task_desc task;
static struct k5_region page[PAGES];
const struct k5_app k5_app = {
	.task = &task, .region = page, .tasks = 1, .regions = PAGES};

struct k5_region nondet_region(void);
struct claim nondet_claim(void);
uint8_t nondet_byte(void);
struct window nondet_window(void);

_Noreturn void kernel_assert_failed(const char *id)
{
	(void)id;
	PROVE(false, "no assertion of the kernel fails");
	for (;;)
		ASSUME(false);
}

static bool lies_in(struct claim claim, const struct k5_region *r)
{
	uint64_t end = (uint64_t)claim.base + claim.length;

	return claim.base >= r->base && end <= (uint64_t)r->base + r->size;
}

/* What the solver finds hard for eight regions at once, it does for one. */
static void prove_inside(void)
{
	struct k5_region r = nondet_region();
	struct claim claim = nondet_claim();

	PROVE(inside(claim, &r) == lies_in(claim, &r), "inside counts right");
	REACH_IF(inside(claim, &r), "a claim inside");
}

/* A window of the task shows all of the claim. */
static bool any_windows(struct claim claim, uint8_t rights)
{
	bool wanted = false;

	task.windows = nondet_byte();
	ASSUME(task.windows <= WINDOWS && task.first_window == 0);
	for (unsigned i = 0; i < PAGES; i++)
		page[i] = nondet_region();
	for (unsigned i = 0; i < WINDOWS; i++) {
		struct window w = nondet_window();

		ASSUME(w.region == NIL || w.region < PAGES);
		k5_window[i] = w;
		if (i < task.windows && w.region != NIL &&
		    (rights & ~w.rights) == 0)
			wanted = wanted || inside(claim, &page[w.region]);
	}
	return wanted;
}

int main(void)
{
	prove_inside();

	struct claim claim = nondet_claim();
	uint8_t rights = nondet_byte();
	bool wanted = claim.length == 0;

	task.regions = region;
	task.region_count = nondet_byte();
	ASSUME(task.region_count <= REGIONS);
	for (unsigned i = 0; i < REGIONS; i++) {
		region[i] = nondet_region();
		if (i < task.region_count &&
		    (rights & ~region[i].rights) == 0 &&
		    (region[i].rights & K5_MEM_DEVICE) == 0)
			wanted = wanted || inside(claim, &region[i]);
	}

	bool seen = any_windows(claim, rights);

	bool got = claim_ok(0, claim, rights);

	PROVE(got == (wanted || seen),
	      "accepted exactly when inside one region, or one window");
	REACH_IF(got && !wanted, "a window has it");
	REACH_IF(got && claim.length > 0, "something is accepted");
	REACH_IF(!got, "something is refused");
}
