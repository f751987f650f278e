/*
 * test_clauses.c - each clause can fail, second part: trees and memory
 *
 * As in test_invariant.c, but somebody lends a page while the state breaks, or
 * waits to lend it.
 */
#include "invariant.h"
#include "sc.h"
#include "voyage.h"

/* The page's caps and the window that each is seen through. */
static struct cap *owned(void)
{
	return &k5_slot[CLIENT * CSPACE + PAGE];
}

static struct cap *borrowed(void)
{
	return &k5_slot[SERVER * CSPACE + INTO];
}

static void child_of_no_slot(void)
{
	k5_node[0].first = k5_app.slots;
}

static void first_child_without_a_last(void)
{
	k5_node[0].first = 1;
}

static void child_that_knows_no_parent(void)
{
	k5_node[0].first = k5_node[0].last = 1;
}

static void sibling_that_knows_no_elder(void)
{
	k5_node[0].next = 1;
}

static void elder_that_knows_no_sibling(void)
{
	k5_node[1].prev = 0;
}

static void siblings_in_a_ring(void)
{
	k5_node[0].next = 1;
	k5_node[1].next = 0;
}

static void child_with_more_rights(void)
{
	owned()->rights = K5_RIGHT_READ | K5_RIGHT_GRANT;
	k5_window[borrowed()->window].rights = NOTHING;
	borrowed()->rights = K5_RIGHT_WRITE;
}

static void cap_to_no_region(void)
{
	owned()->object = k5_app.regions;
}

static void cap_of_a_type_unheard_of(void)
{
	k5_slot[S_FRONT].type = K5_CAP_REGION + 1;
}

static void loan_that_its_debt_forgot(void)
{
	k5_reply[cast_reply(SERVER)].loan = NIL;
}

static void loan_of_no_debt(void)
{
	k5_reply[cast_reply(CLIENT)].loan = borrowed()->window;
}

static void loan_with_the_right_to_give(void)
{
	borrowed()->rights |= K5_RIGHT_GRANT;
}

static void owner_sees_what_is_lent(void)
{
	k5_window[owned()->window].rights = K5_MEM_READ;
}

static void borrower_sees_nothing(void)
{
	k5_window[borrowed()->window].rights = NOTHING;
}

static void seen_through_two_windows(void)
{
	idx_t free = k5_app.task[SERVER].first_window;

	free = (idx_t)(free + (free == borrowed()->window));
	k5_window[free] =
		(struct window){.region = borrowed()->object,
				.slot = (slot_idx_t)(SERVER * CSPACE + INTO)};
}

static void window_of_a_foreign_cap(void)
{
	idx_t free = k5_app.task[BACKEND].first_window;

	k5_window[free] =
		(struct window){.region = 0, .slot = CLIENT * CSPACE + PAGE};
}

static void rights_to_no_region(void)
{
	k5_window[k5_app.task[BACKEND].first_window].rights = K5_MEM_READ;
}

static void thread_in_no_known_state(void)
{
	k5_thread[lender2].state = 31;
}

static void more_urgent_than_its_ceiling(void)
{
	k5_thread[borrower].prio = k5_app.thread[borrower].ceiling + 1u;
}

static void priority_above_all(void)
{
	k5.top = PRIOS;
}

static void budget_of_nothing(void)
{
	k5_sc[third].budget = 0;
}

static void budget_above_the_period(void)
{
	k5_sc[third].budget = SLICE + 1;
}

static void slice_that_is_none(void)
{
	k5_sc[third].slices = false;
}

/* The period is made longer first, which is sound. */
static void refill_of_nothing(void)
{
	struct sc *sc = &k5_sc[third];

	sc->slices = false;
	sc->period = 2 * SLICE;
	sc->refill[0].amount = sc->budget;
	assert_true(kernel_ok());
	sc->refill[1] = (struct refill){sc->refill[0].time + 1, 0};
	sc->count = 2;
}

static void lender_forgotten(void)
{
	assert_true(k5.lenders);
	k5.lenders = false;
}

static void timer_after_a_life(void)
{
	k5_thread[lender].state = T_STOPPED;
	k5_timer[lender] = (struct timer){UINT64_MAX, 1, 0};
}

static void timer_that_nobody_looks_at(void)
{
	k5_timer[lender] = (struct timer){k5.now + 10, 1, 0};
	assert_false(kernel_ok());
	k5.deadline = k5.alarm = k5.now + 10;
	assert_true(kernel_ok());
	k5_timer[lender].at--;
}

static void deadline_that_is_past(void)
{
	k5.deadline = k5.alarm = k5.now + 1;
	assert_true(kernel_ok());
	k5.deadline = k5.alarm = k5.now;
}

static void asleep_for_longer_than_awake(void)
{
	k5_asleep = k5.now;
	assert_true(kernel_ok());
	k5_asleep++;
}

#define WHILE_LENT(X)                                                          \
	X(child_of_no_slot)                                                    \
	X(first_child_without_a_last)                                          \
	X(child_that_knows_no_parent)                                          \
	X(sibling_that_knows_no_elder)                                         \
	X(elder_that_knows_no_sibling)                                         \
	X(siblings_in_a_ring)                                                  \
	X(child_with_more_rights)                                              \
	X(cap_to_no_region)                                                    \
	X(cap_of_a_type_unheard_of)                                            \
	X(loan_that_its_debt_forgot)                                           \
	X(loan_of_no_debt)                                                     \
	X(loan_with_the_right_to_give)                                         \
	X(owner_sees_what_is_lent)                                             \
	X(borrower_sees_nothing)                                               \
	X(seen_through_two_windows)                                            \
	X(window_of_a_foreign_cap)                                             \
	X(rights_to_no_region)                                                 \
	X(thread_in_no_known_state)                                            \
	X(more_urgent_than_its_ceiling)                                        \
	X(priority_above_all)                                                  \
	X(budget_of_nothing)                                                   \
	X(budget_above_the_period)                                             \
	X(slice_that_is_none)                                                  \
	X(refill_of_nothing)                                                   \
	X(timer_after_a_life)                                                  \
	X(timer_that_nobody_looks_at)                                          \
	X(deadline_that_is_past)                                               \
	X(asleep_for_longer_than_awake)

typedef void breaks(void);

static void is_seen(void **state)
{
	breaks *const *break_it = *state;

	lent(0);
	assert_true(kernel_ok());
	(*break_it)();
	assert_false(kernel_ok());
}

static void c17_invariant_sees_lender_forgotten(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	assert_int_equal(lend(PAGE, 0), K5_OK);
	assert_state(lender, T_CALLING);
	assert_true(kernel_ok());
	lender_forgotten();
	assert_false(kernel_ok());
}

int group_clauses(void)
{
#define ADD_BREAK(name)                                                        \
	{                                                                      \
		breaks *row = name;                                            \
		ADD_ROW(is_seen, row, "c17_invariant_sees_" #name);            \
	}
	WHILE_LENT(ADD_BREAK)
#undef ADD_BREAK
	ADD(c17_invariant_sees_lender_forgotten);
	return run_group_of("clauses");
}
