/*
 * test_rta.c - the analysis on sets small enough to do by hand
 *
 * property.c shows that no promise is too small; here they are not larger than
 * need be either, and each reason for giving none is the right one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../../cli/rta.h"

enum {
	A,
	B,
	C,
	S
};

static struct rta_thread active(uint8_t priority, uint64_t budget,
				uint64_t period)
{
	return (struct rta_thread){
		.priority = priority, .budget = budget, .period = period};
}

static struct rta_thread server(uint8_t priority, uint64_t work)
{
	return (struct rta_thread){
		.priority = priority, .passive = true, .work = work};
}

static uint64_t calls(size_t server)
{
	return UINT64_C(1) << server;
}

static void responds(const struct rta_set *set, size_t t, uint64_t response)
{
	struct rta_result r = rta_response(set, t);

	assert_int_equal(r.why, RTA_BOUNDED);
	assert_int_equal(r.response, response);
}

static void refuses(const struct rta_set *set, size_t t, enum rta_why why,
		    uint8_t who)
{
	struct rta_result r = rta_response(set, t);

	assert_int_equal(r.why, why);
	assert_int_equal(r.who, who);
}

/* Three rate-monotonic threads: 3; 3 + 3; 5 + 3 + 3 + 3 + 3 + 3. */
static void classic(void **state)
{
	struct rta_set set = {
		.thread = {active(3, 3, 7), active(2, 3, 12), active(1, 5, 20)},
		.count = 3};

	(void)state;
	responds(&set, A, 3);
	responds(&set, B, 6);
	responds(&set, C, 20);
	set.thread[C].budget = 6;
	refuses(&set, A, RTA_BOUNDED, RTA_NOBODY);
	assert_true(rta_response(&set, C).response > 20);
	set.thread[B].budget = 7;
	refuses(&set, C, RTA_OVERLOAD, RTA_NOBODY);
}

/* Who may be made more urgent is so for all others, and not for itself. */
static void ceilings(void **state)
{
	struct rta_set set = {.thread = {active(3, 5, 100), active(1, 4, 50),
					 active(2, 4, 60), server(4, 2)},
			      .count = 4};

	(void)state;
	responds(&set, A, 5);
	set.thread[B].ceiling = 2;
	responds(&set, A, 5);
	responds(&set, C, 5 + 4 + 4);
	set.thread[B].ceiling = 3;
	responds(&set, A, 5 + 4);
	responds(&set, B, 5 + 4 + 4);
	set.thread[B].budget = 50; /* slices, as an equal; and above */
	responds(&set, A, 5 + 50);
	set.thread[B].ceiling = 4;
	refuses(&set, A, RTA_ENDLESS, B);
	set.thread[B].budget = 4;
	set.thread[A].calls = calls(S);
	set.thread[B].calls = calls(S);
	assert_int_equal(rta_response(&set, A).held, 4 * 50); /* comes first */
	set.thread[C].calls = calls(S);
	set.thread[C].ceiling = 4;
	assert_int_equal(rta_response(&set, A).why, RTA_TURNS);
	set.thread[S].ceiling = 9; /* a server's counts for its clients */
	set.thread[C].calls = 0;
	set.thread[C].ceiling = 0;
	set.thread[C].priority = 8;
	responds(&set, C, 4 + 5 + 4);
}

/* An equal without limit costs a slice each time the job is put behind it. */
static void slices(void **state)
{
	struct rta_set set = {
		.thread = {active(2, 4, 4), active(2, 3, 30), active(2, 6, 6)},
		.count = 3};

	(void)state;
	responds(&set, B, 3 + 4 + 6);
	set.thread[A].work = 9; /* three slices: behind C up to four times */
	responds(&set, A, 9 + 2 * 3 + 4 * 6);
	set.thread[C].priority = 3;
	refuses(&set, B, RTA_ENDLESS, C);
}

static void own_budget(void **state)
{
	struct rta_set set = {.thread = {active(2, 2, 10), active(1, 3, 10)},
			      .count = 2};
	struct rta_thread *b = &set.thread[B];

	(void)state;
	b->work = 3;
	b->every = 10;
	refuses(&set, B, RTA_WORK, RTA_NOBODY);
	b->budget = 4;
	refuses(&set, B, RTA_BACK, RTA_NOBODY);
	assert_int_equal(rta_response(&set, B).needs, 10);
	b->every = 15; /* the period, and the response of 5 */
	responds(&set, B, 5);
	b->every = 10;
	b->budget = 10;
	b->period = 11;
	responds(&set, B, 5);
	b->every = 4;
	refuses(&set, B, RTA_LATE, RTA_NOBODY);
}

/* A lower client may be out of time in the server: two of its periods. */
static void held(void **state)
{
	struct rta_set set = {.thread = {active(3, 5, 100), active(1, 4, 50),
					 active(2, 4, 60), server(4, 2)},
			      .count = 4};

	(void)state;
	set.thread[A].calls = calls(S);
	responds(&set, A, 5);
	set.thread[B].calls = calls(S);
	responds(&set, A, 5 + 2 * 50 + 3 * 4);
	set.thread[C].calls = calls(S);
	assert_int_equal(rta_response(&set, A).held, 2 * 60);
	set.thread[S].work = 5; /* two budgets of theirs */
	assert_int_equal(rta_response(&set, A).held, 4 * 60);
	set.thread[C].priority = 3; /* an equal, and then a lower one */
	assert_int_equal(rta_response(&set, A).held, 4 * 60 + 4 * 50);
	set.thread[S].work = 0;
	refuses(&set, A, RTA_HELD, S);
	set.thread[S].work = 2;
	assert_int_equal(rta_response(&set, B).why, RTA_TURNS);
}

static void hindrances(void **state)
{
	struct rta_set set = {.thread = {active(3, 5, 100), active(1, 4, 50),
					 server(2, 2), server(4, 2)},
			      .count = 4};

	(void)state;
	set.thread[A].hinder = RTA_AWAITS;
	set.thread[A].hinders = B;
	refuses(&set, A, RTA_AWAITS, A);
	responds(&set, B, 9);
	set.thread[B].calls = calls(S);
	set.thread[S].hinder = RTA_NOTICE;
	refuses(&set, B, RTA_NOTICE, S);
	set.thread[S].hinder = RTA_BOUNDED;
	set.thread[S].calls = calls(C);
	set.thread[C].calls = calls(S);
	refuses(&set, B, RTA_CYCLE, C);
}

/* What could be called counts for others, and what may be set for who waits. */
static void hands(void **state)
{
	struct rta_set set = {.thread = {active(3, 5, 100), active(1, 50, 50),
					 active(2, 4, 60), server(4, 2)},
			      .count = 4};

	(void)state;
	responds(&set, A, 5);
	set.thread[B].may = calls(S);
	refuses(&set, A, RTA_ENDLESS, B);
	assert_int_equal(rta_response(&set, A).also, S);
	set.thread[B].budget = 4;
	responds(&set, A, 5 + 4);
	responds(&set, B, 4 + 5 + 4); /* it believes itself */
	set.thread[A].calls = calls(S);
	assert_int_equal(rta_response(&set, A).held, 2 * 50);
	set.thread[B].set_by = 1u << A; /* who waits will not do so */
	assert_int_equal(rta_response(&set, A).held, 2 * 50);
	set.thread[B].set_by = 1u << B;
	refuses(&set, A, RTA_STILL, B);
	set.thread[B] = active(3, 7, 7); /* slices beside it, and the order */
	set.thread[A].calls = 0;
	set.thread[B].set_by = 1u << B;
	responds(&set, A, 5 + 7);
	set.thread[B].set_by = 1u << C;
	refuses(&set, A, RTA_ORDER, B);
	set.thread[B].set_by = 0;
	set.thread[C].priority = 3;
	set.thread[C].set_by = 1u << B;
	refuses(&set, A, RTA_ORDER, B);
	assert_int_equal(rta_response(&set, A).also, C);
}

/* Too little time for a request, even many times: not the others' fault. */
static void starved(void **state)
{
	struct rta_set set = {.thread = {active(3, 5, 100), active(1, 4, 500),
					 active(2, 4, 60), server(4, 65)},
			      .count = 4};

	(void)state;
	set.thread[A].calls = calls(S);
	set.thread[B].calls = calls(S);
	refuses(&set, A, RTA_STARVED, B);
	assert_int_equal(rta_response(&set, A).also, S);
	set.thread[S].work = 64;
	responds(&set, A, 5 + 16 * 2 * 500 + 33 * 4);
	set.thread[S].work = 65;
	set.thread[C] = active(5, 995, 1000);
	refuses(&set, A, RTA_OVERLOAD, RTA_NOBODY);
}

/* Numbers as large as a clock allows end in a reason, not in a wrap. */
static void large(void **state)
{
	struct rta_set set = {.thread = {active(3, UINT32_MAX - 1, UINT32_MAX),
					 active(1, 1, UINT32_MAX)},
			      .count = 2,
			      .path = UINT32_MAX,
			      .tick = UINT32_MAX};

	(void)state;
	set.thread[A].wakes = UINT32_MAX;
	refuses(&set, B, RTA_OVERLOAD, RTA_NOBODY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classic), cmocka_unit_test(ceilings),
		cmocka_unit_test(slices),  cmocka_unit_test(own_budget),
		cmocka_unit_test(held),    cmocka_unit_test(hindrances),
		cmocka_unit_test(hands),   cmocka_unit_test(starved),
		cmocka_unit_test(large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
