/*
 * cast.h - the usual players: three tasks with the same slots
 *
 *      CLIENT --FRONT--> SERVER --BACK--> BACKEND
 *
 * Every task holds the same caps in the same slots, told apart by badge, so a
 * test says only who runs and what it asks. Rights are test_cspace.c's
 * matter. Threads are the test's own: after cast() come world_thread() and
 * world_boot().
 */
#pragma once

#include "drive.h"
#include "groups.h"

enum {
	BACKEND, /* first, so that the others are not what 0 would be */
	CLIENT,
	SERVER,
	CAST_TASKS
};

enum {
	FRONT,
	BACK
};

/* Slots, the same in each task. */
enum {
	S_FRONT, /* send, badge 100 + task */
	S_BACK,  /* send, badge 200 + task */
	S_FRONT_RECV,
	S_BACK_RECV,
	S_REPLY, /* each task its own two */
	S_REPLY2,
	S_SIGNAL,     /* every bit */
	S_SIGNAL_LOW, /* bits 0 to 3 */
	S_WAIT,
	S_LISTEN, /* port "front", whose endpoint is BACK */
	S_CONNECT,
	S_IRQ, /* line IRQ_LINE, bit 8 of the notification */
	S_SYSTEM,
	S_TIMER,
	S_FREE /* the first empty one */
};

enum {
	IRQ_LINE = 5,
	IRQ_BITS = 0x100
};

/* A world with the tasks, objects and caps, and no thread. */
void cast(void);

/* The name "front" as four words. */
#define FRONT_NAME                                                             \
	{                                                                      \
		0x6e6f7266, 0x74                                               \
	}

/* Which reply object is a task's first. */
idx_t cast_reply(idx_t task);

/* The running thread, in words that read well. */
enum k5_err front_recv(void);
enum k5_err back_recv(void);
enum k5_err front_call(k5_word_t label);
enum k5_err back_call(k5_word_t label);
enum k5_err front_reply_recv(k5_word_t label);
enum k5_err back_reply_recv(k5_word_t label);
enum k5_err give_reply(k5_word_t label);

/*
 * Boot, and let t wait as a server before anybody else of its priority goes
 * on; others must not have a higher one.
 */
void front_serves(idx_t t);
void back_serves(idx_t t);
