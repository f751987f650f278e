/*
 * test_unbound.c - time that is taken from who waits, or called home from a server
 *
 *      worker --call--> server --call--> backend       time moves right
 *         ^---------------- k5_bind ---------'         once its call is over
 */
#include "bind.h"
#include "breaks.h"
#include "deadline.h"

/* --- who waits --------------------------------------------------------------- */

static void sends(void)
{
	ASK(send, .slot = S_FRONT);
}

static void receives(void)
{
	front_recv();
}

static void waits(void)
{
	ASK(wait, .slot = S_WAIT);
}

static void sleeps(void)
{
	soon();
	ASK(sleep, 0);
}

/* The other, which has time of its own, owes an answer. */
static void calls(void)
{
	front_call(1);
	assert_running(other);
	front_recv();
}

static void is_received(void)
{
	front_recv();
}

static void is_sent_to(void)
{
	assert_int_equal(ASK(try_send, .slot = S_FRONT), K5_OK);
}

static void is_signalled(void)
{
	ASK(notify, .slot = S_SIGNAL, .word = {1});
}

static void moment_comes(void)
{
	boss_rests(SOON);
}

static void is_answered(void)
{
	boss_waits();
	assert_running(other);
	give_reply(2);
	fire(IRQ_LINE);
}

struct wait {
	const char *name;
	void (*begins)(void);
	enum thread_state state;
	void (*ends)(void);
};

static const struct wait each[] = {
	{"to_send", sends, T_SENDING, is_received},
	{"to_receive", receives, T_RECEIVING, is_sent_to},
	{"for_bits", waits, T_WAITING, is_signalled},
	{"for_a_moment", sleeps, T_ASLEEP, moment_comes},
	{"for_an_answer", calls, T_REPLY, is_answered},
};

static void worker_waits(const struct wait *wait)
{
	setup((struct k5_sc_desc){SLICE, SLICE});
	boss_waits();
	assert_running(worker);
	wait->begins();
	assert_state(worker, wait->state);
	fire(IRQ_LINE);
	assert_running(boss);
}

static void unbound_meanwhile(void **state)
{
	const struct wait *wait = *state;

	worker_waits(wait);
	UNBINDS(T_TIME);
	assert_state(worker, wait->state);
	wait->ends();
	assert_state(worker, T_UNFUNDED);
	assert_runs_on(worker, NIL);
	BINDS(T_TIME);
	assert_state(worker, T_READY);
	boss_waits();
	assert_running(worker);
	assert_int_equal(got(worker).status, K5_OK);
}

static void bound_before_it_ends(void **state)
{
	const struct wait *wait = *state;

	worker_waits(wait);
	UNBINDS(T_TIME);
	BINDS(T_TIME);
	assert_state(worker, wait->state);
	wait->ends();
	assert_state(worker, T_READY);
	assert_runs_on(worker, worker);
}

/* A server that is to stand still is not moved by its callers' time. */
static void c10_nobody_lends_it_time(void **state)
{
	(void)state;
	worker_waits(&each[1]);
	UNBINDS(T_TIME);
	boss_waits();
	assert_running(other);
	front_call(7);
	assert_idle();
	assert_state(worker, T_UNFUNDED);
	assert_state(other, T_REPLY);
	assert_runs_on(other, other);
	fire(IRQ_LINE);
	BINDS(T_TIME);
	boss_waits();
	assert_running(worker);
	assert_int_equal(got(worker).label, 7);
	give_reply(8);
	fire(IRQ_LINE);
	assert_state(other, T_READY);
	assert_int_equal(got(other).label, 8);
}

/* --- whose deadline passes meanwhile ----------------------------------------- */

static void hears_late_unbound(void)
{
	fire(IRQ_LINE);
	UNBINDS(T_TIME);
	boss_rests(SOON);
	assert_state(worker, T_UNFUNDED);
	assert_int_equal(got(worker).status, K5_ERR_LATE);
	BINDS(T_TIME);
	assert_state(worker, T_READY);
}

static void c11_its_wait_ends_at_its_deadline(void **state)
{
	(void)state;
	setup((struct k5_sc_desc){SLICE, SLICE});
	boss_waits();
	soon();
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY, .flags = K5_TIMED);
	assert_running(other);
	hears_late_unbound();
}

static void c11_its_call_ends_at_its_deadline(void **state)
{
	(void)state;
	setup((struct k5_sc_desc){SLICE, SLICE});
	boss_waits();
	soon();
	ASK(call, .slot = S_FRONT, .flags = K5_TIMED);
	assert_running(other);
	front_recv();
	assert_state(worker, T_REPLY);
	hears_late_unbound();
}

/* --- time that is lent -------------------------------------------------------- */

static idx_t server, backend;

enum {
	T_SERVER = T_OTHER, /* the server's thread */
	T_BACKEND,          /* the backend's time */
	T_SERVERS           /* the server's */
};

/* worker -> server -> backend, which runs on the worker's time; the boss runs. */
static void worker_calls(void)
{
	cast();
	boss = world_thread(CLIENT, 20);
	worker = world_budgeted(CLIENT, 10, BUDGET, PERIOD);
	server = world_passive(SERVER, 10);
	backend = world_passive(BACKEND, 10);
	time_caps(worker);
	world_thread_cap(CLIENT, server);
	world_time_cap(CLIENT, backend, K5_RIGHT_CONTROL);
	world_time_cap(CLIENT, server, K5_RIGHT_CONTROL);
	world_boot();
	boss_waits();
	front_serves(server);
	back_serves(backend);
	RUN(worker);
	front_call(1);
	back_call(2);
	assert_running(backend);
	assert_runs_on(backend, worker);
	fire(IRQ_LINE);
	assert_running(boss);
}

static void c10_time_that_is_lent_is_neither_taken_nor_given(void **state)
{
	(void)state;
	worker_calls();
	REFUSED(K5_ERR_BUSY, unbind, .slot = T_TIME);
	REFUSED(K5_ERR_BUSY, bind, .slot = T_TIME);
	ASK(abort, .slot = T_SERVER);
	assert_state(worker, T_UNFUNDED);
	REFUSED(K5_ERR_BUSY, unbind, .slot = T_TIME);
}

/* Its call is over, and a server further along still works on its time. */
static void c10_time_that_nobody_waits_with_comes_home(void **state)
{
	(void)state;
	worker_calls();
	ASK(abort, .slot = T_SERVER);
	BINDS(T_TIME);
	assert_runs_on(worker, worker);
	assert_state(worker, T_READY);
	assert_int_equal(got(worker).status, K5_ERR_ABORTED);
	assert_runs_on(backend, backend);
	assert_state(backend, T_READY);
	boss_waits();
	RUN(backend);
	back_reply_recv(3);
	assert_state(backend, T_SERVING);
	assert_runs_on(backend, NIL);
	assert_runs_on(server, server);
	RUN(server);
	assert_int_equal(got(server).label, 3);
	front_reply_recv(4); /* nobody hears it */
	assert_state(server, T_SERVING);
	assert_running(worker);
	front_call(5);
	assert_running(server);
	assert_runs_on(server, worker);
}

/* What the server used of it before stays used. */
static void c11_time_called_home_is_what_is_left(void **state)
{
	(void)state;
	worker_calls();
	boss_waits();
	assert_running(backend);
	pass(30);
	fire(IRQ_LINE);
	ASK(abort, .slot = T_SERVER);
	BINDS(T_TIME);
	assert_int_equal(consumed(), 30);
	boss_waits();
	RUN(backend);
	back_reply_recv(3);
	RUN(server);
	front_reply_recv(4);
	RUN(worker);
	pass(BUDGET - 31);
	assert_state(worker, T_READY);
	pass(1);
	assert_state(worker, T_THROTTLED);
}

static void c10_who_waits_to_call_keeps_its_time(void **state)
{
	(void)state;
	setup_limited();
	boss_waits();
	front_call(1);
	assert_state(worker, T_CALLING);
	fire(IRQ_LINE);
	REFUSED(K5_ERR_BUSY, unbind, .slot = T_TIME);
	REFUSED(K5_ERR_AGAIN, bind, .slot = T_TIME);
}

static void c10_passive_threads_keep_their_start_up_time(void **state)
{
	(void)state;
	worker_calls();
	REFUSED(K5_ERR_BUSY, unbind, .slot = T_BACKEND);
	REFUSED(K5_ERR_BUSY, bind, .slot = T_BACKEND);
	ASK(abort, .slot = T_SERVER);
	BINDS(T_TIME);
	assert_runs_on(backend, backend);
	REFUSED(K5_ERR_BUSY, unbind, .slot = T_BACKEND);
	REFUSED(K5_ERR_BUSY, bind, .slot = T_BACKEND);
	REFUSED(K5_ERR_BUSY, unbind, .slot = T_SERVERS);
}

/* --- each clause can fail ------------------------------------------------------ */

/* Its time is out with the backend, and it would run. */
static void asleep_while_its_time_is_out(void)
{
	worker_calls();
	ASK(abort, .slot = T_SERVER);
	assert_true(kernel_ok());
	k5_thread[worker].state = T_ASLEEP;
	k5_until[worker] = UINT64_MAX;
}

static void waits_to_call_without_time_to_lend(void)
{
	setup_limited();
	boss_waits();
	front_call(1);
	assert_true(kernel_ok());
	k5_thread[worker].sc = NIL;
	k5_sc[worker].holder = NIL;
}

static void unbound_where_nobody_can_take_time(void)
{
	setup_limited();
	UNBINDS(T_TIME);
	world_app.budgets = false;
}

static void unbound_and_on_the_time_of_another(void)
{
	worker_waits(&each[1]);
	UNBINDS(T_TIME);
	UNBINDS(T_OTHER);
	k5_thread[worker].sc = other;
	k5_sc[other].holder = worker;
}

static void time_came_with_a_call_to_who_has_its_own(void)
{
	worker_waits(&each[4]);
	UNBINDS(T_OTHER);
	assert_true(kernel_ok());
	k5_reply[cast_reply(BACKEND)].lent = worker;
}

#define EACH_BREAK(X)                                                          \
	X(asleep_while_its_time_is_out)                                        \
	X(waits_to_call_without_time_to_lend)                                  \
	X(unbound_where_nobody_can_take_time)                                  \
	X(unbound_and_on_the_time_of_another)                                  \
	X(time_came_with_a_call_to_who_has_its_own)

#define SOUND NULL

int group_unbound(void)
{
	EACH_BREAK(ADD_BREAK)
	for (unsigned i = 0; i < COUNT(each); i++) {
		ADD_ROW(unbound_meanwhile, each[i],
			"c10_unbound_while_it_waits_%s", each[i].name);
		ADD_ROW(bound_before_it_ends, each[i],
			"c10_bound_again_while_it_waits_%s", each[i].name);
	}
	ADD(c10_nobody_lends_it_time);
	ADD(c11_its_wait_ends_at_its_deadline);
	ADD(c11_its_call_ends_at_its_deadline);
	ADD(c10_time_that_is_lent_is_neither_taken_nor_given);
	ADD(c10_time_that_nobody_waits_with_comes_home);
	ADD(c11_time_called_home_is_what_is_left);
	ADD(c10_who_waits_to_call_keeps_its_time);
	ADD(c10_passive_threads_keep_their_start_up_time);
	return run_group_of("unbound");
}
