/*
 * test_debts.c - each clause can fail, third part: lent time
 *
 * As in test_invariant.c: a client has called a passive server, which runs on the
 * client's time. What is broken leaves every thread and every context in a sound
 * state of its own; only who lent what to whom is wrong.
 */
#include "breaks.h"

static idx_t client, server, other;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	other = world_thread(BACKEND, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(server);
}

static struct reply *debt(void)
{
	return &k5_reply[cast_reply(SERVER)];
}

static idx_t own(idx_t t)
{
	return k5_app.thread[t].sc;
}

static void runs_on(idx_t t, idx_t s)
{
	k5_thread[t].sc = s;
	k5_sc[s].holder = t;
}

static void server_s_own_time_came_with_the_call(void)
{
	debt()->lent = own(server);
}

static void server_has_its_own_time_again(void)
{
	runs_on(server, own(server));
	runs_on(client, own(client));
}

static void caller_lent_what_it_borrowed_and_has_its_own_out(void)
{
	debt()->lent = own(other);
}

static void caller_has_time_beside_what_is_out(void)
{
	runs_on(client, own(server));
}

static void debts_go_round(void)
{
	back_call(1);
	RUN(other);
	back_recv();
	k5_reply[cast_reply(CLIENT)] = (struct reply){
		.caller = server, .server = client, .lent = NIL, .loan = NIL};
	k5_thread[server].awaits = cast_reply(CLIENT);
	k5_reply[cast_reply(BACKEND)] = (struct reply){NIL, NIL, NIL, NIL};
}

#define EACH_BREAK(X)                                                          \
	X(server_s_own_time_came_with_the_call)                                \
	X(server_has_its_own_time_again)                                       \
	X(caller_lent_what_it_borrowed_and_has_its_own_out)                    \
	X(caller_has_time_beside_what_is_out)                                  \
	X(debts_go_round)

#define SOUND setup

int group_debts(void)
{
	EACH_BREAK(ADD_BREAK)
	return run_group_of("debts");
}
