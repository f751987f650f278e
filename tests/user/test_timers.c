/*
 * test_timers.c - many alarms: their order, and what the kernel is asked for
 *
 * In the kernel's place stands a clock with one timer; to wait is to let time pass
 * until that rings.
 */
#include "trap.h"

#include <k5/timers.h>

enum {
	TIMER = 3, /* slots */
	SIGNAL = 4,
	WAIT = 5,
	BITS = 0x20
};

static struct {
	uint64_t now, at; /* the timer is set for `at` if that is ahead */
	unsigned set;     /* how often it was */
	enum k5_err refusal;
} kernel;

static void answer_clock(struct k5_regs *r)
{
	r->arg[K5_ARG_WORD] = (uint32_t)kernel.now;
	r->arg[K5_ARG_WORD + 1] = (uint32_t)(kernel.now >> 32);
}

static void set_timer(struct k5_regs *r)
{
	assert_int_equal(r->arg[K5_ARG_SLOT], TIMER);
	assert_int_equal(r->arg[K5_ARG_WORD + 2], SIGNAL);
	assert_int_equal(r->arg[K5_ARG_WORD + 3], BITS);
	r->arg[K5_ARG_STATUS] = kernel.refusal;
	if (kernel.refusal != K5_OK)
		return;
	kernel.at =
		(uint64_t)r->arg[K5_ARG_WORD + 1] << 32 | r->arg[K5_ARG_WORD];
	kernel.set++;
}

static void pass_time(struct k5_regs *r)
{
	assert_int_equal(r->arg[K5_ARG_SLOT], WAIT);
	assert_true(kernel.at > kernel.now); /* or nobody ever wakes it */
	kernel.now = kernel.at;
	r->arg[K5_ARG_STATUS] = K5_OK;
	r->arg[K5_ARG_WORD] = BITS;
}

static void serve(struct k5_regs *r)
{
	switch (r->arg[K5_ARG_NUMBER]) {
	case K5_SYS_clock:
		answer_clock(r);
		break;
	case K5_SYS_timer:
		set_timer(r);
		break;
	case K5_SYS_wait:
		pass_time(r);
		break;
	default:
		fail_msg("the library calls nothing else");
	}
}

static struct k5_timers from(uint64_t now)
{
	trap_reset();
	trap.serve = serve;
	kernel.now = now;
	kernel.at = kernel.set = 0;
	kernel.refusal = K5_OK;
	return (struct k5_timers){.timer = {TIMER},
				  .signal = {SIGNAL},
				  .wait = {WAIT},
				  .bits = BITS};
}

static void expect(struct k5_timers *timers, const struct k5_alarm *alarm,
		   uint64_t at)
{
	struct k5_alarm *rang = NULL;

	assert_int_equal(k5_timers_poll(timers, &rang), K5_OK);
	assert_ptr_equal(rang, alarm);
	assert_true(rang->rang == at);
}

static void expect_none(struct k5_timers *timers, unsigned set)
{
	struct k5_alarm *rang = NULL;

	assert_int_equal(k5_timers_poll(timers, &rang), K5_ERR_AGAIN);
	assert_null(rang);
	assert_int_equal(kernel.set, set);
}

static void ring_in_order_of_time(void **state)
{
	(void)state;
	struct k5_timers timers = from(100);
	struct k5_alarm a = {0}, b = {0}, c = {0};

	k5_timers_arm(&timers, &a, 300, 0);
	k5_timers_arm(&timers, &b, 200, 0);
	k5_timers_arm(&timers, &c, 250, 0);
	kernel.now = 400;
	expect(&timers, &b, 200);
	expect(&timers, &c, 250);
	expect(&timers, &a, 300);
	expect_none(&timers, 0);
}

static void equals_ring_as_they_were_armed(void **state)
{
	(void)state;
	struct k5_timers timers = from(0);
	struct k5_alarm a = {0}, b = {0}, c = {0};

	k5_timers_arm(&timers, &a, 50, 0);
	k5_timers_arm(&timers, &b, 50, 0);
	k5_timers_arm(&timers, &c, 50, 0);
	k5_timers_arm(&timers, &a, 50, 0); /* again, so behind the others */
	kernel.now = 50;
	expect(&timers, &b, 50);
	expect(&timers, &c, 50);
	expect(&timers, &a, 50);
	expect_none(&timers, 0);
}

static void the_past_rings_at_once(void **state)
{
	(void)state;
	struct k5_timers timers = from(1000);
	struct k5_alarm now = {0}, past = {0};

	k5_timers_arm(&timers, &now, 1000, 0);
	k5_timers_arm(&timers, &past, 0, 0);
	expect(&timers, &past, 0);
	expect(&timers, &now, 1000);
	expect_none(&timers, 0);
}

/* Once for each moment that comes to be the first, and never by arm or cancel. */
static void the_kernel_is_asked_for_the_first(void **state)
{
	(void)state;
	struct k5_timers timers = from(0);
	struct k5_alarm a = {0}, b = {0};

	k5_timers_arm(&timers, &a, 90, 0);
	assert_int_equal(trap.calls, 0);
	expect_none(&timers, 1);
	assert_int_equal(kernel.at, 90);
	expect_none(&timers, 1);
	k5_timers_arm(&timers, &b, 95, 0);
	expect_none(&timers, 1);
	k5_timers_arm(&timers, &b, 40, 0);
	expect_none(&timers, 2);
	assert_int_equal(kernel.at, 40);
	trap.calls = 0;
	assert_true(k5_timers_cancel(&timers, &b));
	assert_int_equal(trap.calls, 0);
	expect_none(&timers, 3);
	assert_int_equal(kernel.at, 90);
	kernel.now = 90;
	expect(&timers, &a, 90);
	k5_timers_arm(&timers, &a, 91, 0);
	expect_none(&timers, 4);
}

static void periods_follow_from_one_another(void **state)
{
	(void)state;
	struct k5_timers timers = from(0);
	struct k5_alarm beat = {0}, once = {0};

	k5_timers_arm(&timers, &beat, 10, 10);
	k5_timers_arm(&timers, &once, 20, 0);
	for (uint64_t at = 10; at <= 50; at += 10) {
		kernel.now = at + 3; /* late, and not later each time */
		if (at == 20)
			expect(&timers, &once, 20);
		expect(&timers, &beat, at);
		expect_none(&timers, (unsigned)(at / 10));
	}
	kernel.now = 85; /* asleep for long: none is left out */
	expect(&timers, &beat, 60);
	expect(&timers, &beat, 70);
	expect(&timers, &beat, 80);
	expect_none(&timers, 6);
	assert_int_equal(kernel.at, 90);
}

static void cancelled_is_gone(void **state)
{
	(void)state;
	struct k5_timers timers = from(0);
	struct k5_alarm a = {0}, b = {0}, c = {0};

	assert_false(k5_timers_cancel(&timers, &a));
	k5_timers_arm(&timers, &a, 10, 5);
	k5_timers_arm(&timers, &b, 20, 0);
	k5_timers_arm(&timers, &c, 30, 0);
	assert_true(k5_timers_cancel(&timers, &b));
	assert_false(k5_timers_cancel(&timers, &b));
	kernel.now = 10;
	expect(&timers, &a, 10);
	assert_true(k5_timers_cancel(&timers, &a)); /* it would come again */
	kernel.now = 40;
	expect(&timers, &c, 30);
	assert_false(k5_timers_cancel(&timers, &c)); /* it rang */
	expect_none(&timers, 0);
}

static void moments_have_64_bits(void **state)
{
	(void)state;
	const uint64_t far = 0x123456789ab;
	struct k5_timers timers = from(0xfffffff0);
	struct k5_alarm a = {0}, last = {0};

	k5_timers_arm(&timers, &last, UINT64_MAX - 5, 6);
	k5_timers_arm(&timers, &a, far, 0);
	expect_none(&timers, 1);
	assert_true(kernel.at == far);
	kernel.now = far;
	expect(&timers, &a, far);
	expect_none(&timers, 2);
	assert_true(kernel.at == UINT64_MAX - 5);
	kernel.now = UINT64_MAX - 5;
	expect(&timers, &last, UINT64_MAX - 5);
	expect_none(&timers, 2); /* after the end of time it does not ring */
	assert_false(k5_timers_cancel(&timers, &last));
	k5_timers_arm(&timers, &last, UINT64_MAX - 5, 5);
	expect(&timers, &last, UINT64_MAX - 5);
	kernel.now = UINT64_MAX;
	expect(&timers, &last, UINT64_MAX);
}

static void a_refusal_is_told_and_asked_again(void **state)
{
	(void)state;
	struct k5_timers timers = from(0);
	struct k5_alarm a = {0}, *rang = NULL;

	k5_timers_arm(&timers, &a, 10, 0);
	kernel.refusal = K5_ERR_RIGHT;
	assert_int_equal(k5_timers_poll(&timers, &rang), K5_ERR_RIGHT);
	assert_int_equal(k5_timers_wait(&timers, &rang), K5_ERR_RIGHT);
	kernel.refusal = K5_OK;
	expect_none(&timers, 1);
	kernel.now = 10;
	expect(&timers, &a, 10);
}

static void waits_for_one_and_not_for_none(void **state)
{
	(void)state;
	struct k5_timers timers = from(0);
	struct k5_alarm a = {0}, b = {0}, *rang = NULL;

	assert_int_equal(k5_timers_wait(&timers, &rang), K5_ERR_AGAIN);
	k5_timers_arm(&timers, &a, 1000, 0);
	k5_timers_arm(&timers, &b, 600, 0);
	assert_int_equal(k5_timers_wait(&timers, &rang), K5_OK);
	assert_ptr_equal(rang, &b);
	assert_int_equal(kernel.now, 600);
	assert_int_equal(k5_timers_wait(&timers, &rang), K5_OK);
	assert_ptr_equal(rang, &a);
	assert_int_equal(kernel.now, 1000);
	assert_int_equal(k5_timers_wait(&timers, &rang), K5_ERR_AGAIN);
}

/* --- any sequence, beside a table that is searched each time ---------------- */

enum {
	ALARMS = 24,
	STEPS = 100000
};

static struct {
	bool armed;
	uint64_t at, every, order;
} model[ALARMS];

static uint32_t draw(uint32_t below)
{
	static uint32_t chance = 0x20261124;

	chance ^= chance << 13;
	chance ^= chance >> 17;
	chance ^= chance << 5;
	return chance % below;
}

/* The one that rings next, or ALARMS. */
static unsigned next_of_model(void)
{
	unsigned next = ALARMS;

	for (unsigned i = 0; i < ALARMS; i++) {
		if (!model[i].armed)
			continue;
		if (next == ALARMS || model[i].at < model[next].at ||
		    (model[i].at == model[next].at &&
		     model[i].order < model[next].order))
			next = i;
	}
	return next;
}

/* Did one ring? */
static bool poll_both(struct k5_timers *timers, struct k5_alarm *alarm,
		      uint64_t order)
{
	unsigned next = next_of_model();

	if (next == ALARMS || model[next].at > kernel.now) {
		expect_none(timers, kernel.set + (next != ALARMS &&
						  model[next].at != kernel.at));
		if (next != ALARMS)
			assert_true(kernel.at == model[next].at);
		return false;
	}
	expect(timers, &alarm[next], model[next].at);
	model[next].armed = model[next].every != 0;
	model[next].at += model[next].every;
	model[next].order = order;
	return true;
}

static void any_sequence_as_the_model(void **state)
{
	(void)state;
	struct k5_timers timers = from(0xffff0000);
	struct k5_alarm alarm[ALARMS] = {{0}};
	unsigned rang = 0;

	for (uint64_t step = 1; step <= STEPS; step++) {
		unsigned i = draw(ALARMS);

		switch (draw(5)) {
		case 0:
			model[i].armed = true;
			model[i].at = kernel.now - 20 + draw(200);
			model[i].every = draw(3) ? 0 : 1 + draw(100);
			model[i].order = step;
			k5_timers_arm(&timers, &alarm[i], model[i].at,
				      model[i].every);
			break;
		case 1:
			assert_int_equal(k5_timers_cancel(&timers, &alarm[i]),
					 model[i].armed);
			model[i].armed = false;
			break;
		case 2:
			kernel.now += draw(4) ? draw(8) : draw(100);
			break;
		default:
			rang += poll_both(&timers, alarm, step);
		}
	}
	assert_true(kernel.set > STEPS / 100 && rang > STEPS / 10);
}

const struct CMUnitTest timers_tests[] = {
	cmocka_unit_test(ring_in_order_of_time),
	cmocka_unit_test(equals_ring_as_they_were_armed),
	cmocka_unit_test(the_past_rings_at_once),
	cmocka_unit_test(the_kernel_is_asked_for_the_first),
	cmocka_unit_test(periods_follow_from_one_another),
	cmocka_unit_test(cancelled_is_gone),
	cmocka_unit_test(moments_have_64_bits),
	cmocka_unit_test(a_refusal_is_told_and_asked_again),
	cmocka_unit_test(waits_for_one_and_not_for_none),
	cmocka_unit_test(any_sequence_as_the_model),
};
const size_t timers_test_count = sizeof(timers_tests) / sizeof(timers_tests[0]);
