/*
 * claim_ok.c - a claim is accepted exactly when it lies in one region
 *
 * For every table of up to eight regions, every address, length and right on
 * a 32-bit part. The specification counts in 64 bits, so that it cannot wrap
 * where the code under proof must not.
 */
/* the source itself: its static helper is proved on its own first */
#include "kernel/claim.c"

#include "prove.h"

enum {
	REGIONS = 8
};

static struct k5_region region[REGIONS];
static struct k5_task_desc task;
const struct k5_app k5_app = {.task = &task, .tasks = 1};

struct k5_region nondet_region(void);
struct claim nondet_claim(void);
uint8_t nondet_byte(void);

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

	bool got = claim_ok(0, claim, rights);

	PROVE(got == wanted, "accepted exactly when inside one region");
	REACH_IF(got && claim.length > 0, "something is accepted");
	REACH_IF(!got, "something is refused");
}
