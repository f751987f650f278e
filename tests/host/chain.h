/*
 * chain.h - three threads in a row, the cast of the tests of lent time
 *
 *      client --call--> server --call--> backend
 *
 * client is active; server and backend are passive and already waiting.
 */
#pragma once

#include "cast.h"

static idx_t client, server, backend;

#define assert_runs_on(t, s) assert_int_equal(k5_thread[t].sc, s)

static inline void chain(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	backend = world_passive(BACKEND, 10);
	world_boot();
	front_serves(server);
	back_serves(backend);
	RUN(client);
}

static inline void chain_in_backend(void)
{
	chain();
	front_call(1);
	assert_running(server);
	back_call(2);
	assert_running(backend);
	assert_runs_on(backend, client);
}
