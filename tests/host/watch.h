/*
 * watch.h - the cast of the tests of who watches over threads
 *
 *      client --call--> server --call--> backend    the client has 20 of 100
 *                          `- bits -> watcher, which has caps to all of them
 */
#pragma once

#include "chain.h"

enum {
	BUDGET = 20,
	PERIOD = 100,
	OF_CLIENT = 0x10, /* bits of overruns */
	OF_SERVER = 0x20,
	OF_BACKEND = 0x40,
	C_CLIENT = S_FREE, /* slots of the watcher's */
	C_SERVER,
	C_BACKEND,
	C_WATCHER
};

static idx_t watcher, mate;

static inline void watches(void)
{
	assert_int_equal(ASK(wait, .slot = S_WAIT), K5_OK);
	assert_state(watcher, T_WAITING);
}

/* The client runs; the servers and the watcher wait. */
static inline void watch(void)
{
	cast();
	client = world_budgeted(CLIENT, 10, BUDGET, PERIOD);
	mate = world_thread(CLIENT, 9);
	server = world_passive(SERVER, 10);
	backend = world_passive(BACKEND, 10);
	watcher = world_thread(BACKEND, 12);
	world_ceiling(watcher, 14);
	world_ceiling(mate, 20);
	world_ceiling(client, 13);
	world_overrun(client, 0, OF_CLIENT);
	world_overrun(server, 0, OF_SERVER);
	world_overrun(backend, 0, OF_BACKEND);
	world_thread_cap(BACKEND, client);
	world_thread_cap(BACKEND, server);
	world_thread_cap(BACKEND, backend);
	world_thread_cap(BACKEND, watcher);
	world_boot();
	RUN(watcher);
	watches();
	front_serves(server);
	back_serves(backend);
	RUN(client);
}

/* The watcher was woken, with these bits. */
static inline void hears(k5_word_t bits)
{
	assert_running(watcher);
	assert_int_equal(got(watcher).status, K5_OK);
	assert_int_equal(got(watcher).word[0], bits);
}
