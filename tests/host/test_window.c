/*
 * test_window.c - in any window as long as the period, use stays within the
 * budget
 *
 * Random apps, random entries, the timer exact; the time each scheduling
 * context was used for is kept outside the kernel (usage.c), whoever held it.
 */
#include "groups.h"
#include "play.h"
#include "usage.h"

/* Different rhythms of entry break refills in different places. */
static void keeps_window(void **state)
{
	const uint32_t *pass_most = *state;
	const struct play rhythm = {.name = name_of("window%u", *pass_most),
				    .seed = 7 + *pass_most,
				    .calls = 60000,
				    .mix = {.new_world = 1500,
					    .fault = 3000,
					    .irq = 8,
					    .early_tick = 10,
					    .end = 1000,
					    .pass_most = *pass_most}};

	play(&rhythm);
}

static void c10_usage_counts_overlap_only(void **state)
{
	static struct usage u;

	(void)state;
	usage_init(&u, 100);
	usage_add(&u, 10, 30);
	assert_int_equal(usage_in_window(&u), 20);
	usage_add(&u, 30, 40);
	assert_int_equal(usage_in_window(&u), 30);
	usage_add(&u, 110, 120);
	assert_int_equal(usage_in_window(&u), 30); /* 20..40 and 110..120 */
	usage_add(&u, 200, 201);
	assert_int_equal(usage_in_window(&u), 11);
	usage_add(&u, 1000, 1250);
	assert_int_equal(usage_in_window(&u), 100);
}

int group_window(void)
{
	static const uint32_t rhythm[] = {2, 5, 12, 40, 150};

	ADD(c10_usage_counts_overlap_only);
	for (size_t i = 0; i < COUNT(rhythm); i++)
		ADD_ROW(keeps_window, rhythm[i],
			"c10_no_window_holds_more_than_the_budget_%u",
			rhythm[i]);
	return run_group_of("window");
}
