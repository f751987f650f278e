/*
 * test_deadline.c - who waits until its deadline goes on then, and not before
 */
#include "deadline.h"

static idx_t client, server, backend;

/* --- each wait ------------------------------------------------------------ */

struct wait {
	const char *name;
	k5_word_t number;
	struct request request;
	enum thread_state state;
	enum k5_err end;
};

static const struct wait waits[] = {
	{"sleep", K5_SYS_sleep, {0}, T_ASLEEP, K5_OK},
	{"send", K5_SYS_send, {.slot = S_FRONT}, T_SENDING, K5_ERR_LATE},
	{"call", K5_SYS_call, {.slot = S_FRONT}, T_CALLING, K5_ERR_LATE},
	{"recv",
	 K5_SYS_recv,
	 {.slot = S_FRONT_RECV, .reply = S_REPLY},
	 T_RECEIVING,
	 K5_ERR_LATE},
	{"reply_recv",
	 K5_SYS_reply_recv,
	 {.slot = S_FRONT_RECV, .reply = S_REPLY},
	 T_RECEIVING,
	 K5_ERR_LATE},
	{"wait", K5_SYS_wait, {.slot = S_WAIT}, T_WAITING, K5_ERR_LATE},
};

static enum k5_err wait_as(const struct wait *w)
{
	struct request r = w->request;

	r.flags |= w->number == K5_SYS_sleep ? 0 : K5_TIMED;
	return ask(w->number, r);
}

static void ends_at_the_deadline(void **state)
{
	const struct wait *w = *state;

	client = alone();
	k5_ticks_t until = soon();

	wait_as(w);
	assert_state(client, w->state);
	assert_int_equal(host.timer, until);
	pass(SOON - 1);
	assert_state(client, w->state);
	pass(1);
	assert_running(client);
	assert_int_equal(got(client).status, w->end);
}

static void ends_at_once_if_that_is_past(void **state)
{
	const struct wait *w = *state;

	client = alone();
	assert_int_equal(deadline_at(host.clock), K5_OK);
	assert_int_equal(wait_as(w), w->end);
	assert_running(client);
}

static void waits_for_ever_unless_it_asks(void **state)
{
	const struct wait *w = *state;

	client = alone();
	soon();
	ask(w->number, w->request);
	pass(100 * SLICE);
	assert_state(client, w->state);
}

/* A stopped thread stays stopped; nobody is told. */
static void is_over_with_its_thread(void **state)
{
	const struct wait *w = *state;

	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(CLIENT, 9);
	backend = world_thread(BACKEND, 1);
	world_boot();
	RUN(client);
	soon();
	wait_as(w);
	RUN(server);
	fault(K5_FAULT_MEMORY);
	assert_running(backend);
	pass(2 * SOON);
	assert_state(client, T_STOPPED);
}

/* --- the moment ----------------------------------------------------------- */

static void c11_who_was_met_in_time_hears_nothing_later(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	RUN(client);
	soon();
	ASK(wait, .slot = S_WAIT, .flags = K5_TIMED);
	RUN(server);
	ASK(notify, .slot = S_SIGNAL, .word = {4});
	RUN(client);
	assert_int_equal(got(client).status, K5_OK);
	ASK(wait, .slot = S_WAIT); /* another wait, which asks for none */
	pass(10 * SOON);
	assert_state(client, T_WAITING);
}

static void c11_a_deadline_holds_for_many_waits(void **state)
{
	(void)state;
	client = alone();
	soon();
	for (unsigned i = 0; i < 3; i++) {
		ASK(notify, .slot = S_SIGNAL, .word = {1});
		assert_int_equal(ASK(wait, .slot = S_WAIT, .flags = K5_TIMED),
				 K5_OK);
	}
	ASK(wait, .slot = S_WAIT, .flags = K5_TIMED);
	pass(SOON);
	assert_running(client);
	assert_int_equal(ASK(wait, .slot = S_WAIT, .flags = K5_TIMED),
			 K5_ERR_LATE);
}

static void c11_all_64_bits_of_a_deadline_count(void **state)
{
	(void)state;
	client = alone();
	host.clock = 0xfffffff0;
	deadline_at(0x100000010);
	ASK(sleep, 0);
	pass(0x1f);
	assert_state(client, T_ASLEEP);
	pass(1);
	assert_running(client);
	deadline_at(UINT64_MAX);
	ASK(sleep, 0);
	pass(1000000);
	assert_state(client, T_ASLEEP);
}

static void c11_the_nearest_deadline_sets_the_timer(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	backend = world_thread(BACKEND, 10);
	world_boot();
	k5_ticks_t start = host.clock;
	const struct {
		idx_t thread;
		k5_ticks_t after;
	} sleepers[] = {{client, 500}, {server, 200}, {backend, 900}};

	for (unsigned i = 0; i < 3; i++) {
		RUN(sleepers[i].thread);
		deadline_at(start + sleepers[i].after);
		ASK(sleep, 0);
	}
	assert_idle();
	assert_int_equal(host.timer, start + 200);
	pass(start + 200 - host.clock);
	assert_running(server);
	ASK(wait, .slot = S_WAIT);
	assert_int_equal(host.timer, start + 500);
	pass(300);
	assert_running(client);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	pass(400);
	assert_running(backend);
}

/* A loop that sleeps to moments a period apart never drifts. */
static void c11_a_period_of_sleep_never_drifts(void **state)
{
	(void)state;
	client = alone();
	k5_ticks_t next = host.clock + SOON;

	for (unsigned i = 0; i < 100000; i++, next += SOON) {
		host.clock += i % 7; /* what the work takes */
		deadline_at(next);
		ASK(sleep, 0);
		pass(next - host.clock);
		assert_running(client);
		assert_int_equal(k5.now, next);
	}
}

static void c10_who_sleeps_uses_no_time(void **state)
{
	(void)state;
	cast();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	server = world_thread(SERVER, 5);
	world_boot();
	assert_running(client);
	deadline_at(host.clock + 5000);
	ASK(sleep, 0);
	assert_running(server);
	pass(5000);
	assert_running(client);
	pass(99);
	assert_running(client); /* with all its budget */
	pass(1);
	assert_running(server);
}

static void c10_many_at_once_go_on_by_priority(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 12);
	backend = world_thread(BACKEND, 11);
	world_boot();
	k5_ticks_t until = host.clock + SOON;
	const idx_t order[] = {server, backend, client};

	for (unsigned i = 0; i < 3; i++) {
		assert_running(order[i]);
		deadline_at(until);
		ASK(sleep, 0);
	}
	pass(SOON);
	for (unsigned i = 0; i < 3; i++) {
		assert_running(order[i]);
		ASK(exit, 0);
	}
}

int group_deadline(void)
{
	for (size_t i = 0; i < COUNT(waits); i++) {
		const struct wait *w = &waits[i];

		ADD_ROW(ends_at_the_deadline, *w, "c11_%s_ends_at_the_deadline",
			w->name);
		ADD_ROW(ends_at_once_if_that_is_past, *w,
			"c11_%s_past_its_deadline_does_not_wait", w->name);
		ADD_ROW(is_over_with_its_thread, *w,
			"c09_%s_with_a_deadline_is_over_with_its_thread",
			w->name);
		if (w->number != K5_SYS_sleep)
			ADD_ROW(waits_for_ever_unless_it_asks, *w,
				"c11_%s_without_the_flag_has_no_deadline",
				w->name);
	}
	ADD(c11_who_was_met_in_time_hears_nothing_later);
	ADD(c11_a_deadline_holds_for_many_waits);
	ADD(c11_all_64_bits_of_a_deadline_count);
	ADD(c11_the_nearest_deadline_sets_the_timer);
	ADD(c11_a_period_of_sleep_never_drifts);
	ADD(c10_who_sleeps_uses_no_time);
	ADD(c10_many_at_once_go_on_by_priority);
	return run_group_of("deadline");
}
