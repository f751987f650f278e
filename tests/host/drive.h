/*
 * drive.h - one step into the kernel at a time, the whole state checked after
 *
 *      RUN(client);
 *      ASK(call, .slot = pong, .word = {1, 2});      what runs now calls
 *      assert_running(server);
 *      assert_int_equal(got(server).word[0], 1);
 *
 * Every function here that enters the kernel checks kernel_ok() afterwards
 * and names the clause that broke.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "world.h"

/* The registers of a system call, by what they mean. */
struct request {
	k5_word_t slot;
	k5_word_t label;
	k5_word_t word[K5_WORDS];
	k5_word_t reply;
	k5_word_t flags;
};

struct answer {
	enum k5_err status;
	k5_word_t label;
	k5_word_t word[K5_WORDS];
	k5_word_t badge;
	k5_word_t length;
};

/* The running thread asks; the status it has afterwards. */
enum k5_err ask(k5_word_t number, struct request request);
#define ASK(name, ...) ask(K5_SYS_##name, (struct request){__VA_ARGS__})

/* The registers a thread has now, read as a result. */
struct answer got(idx_t t);

/* Lets ready threads of the same priority yield until t runs. */
void run(idx_t t);
#define RUN(t) run(t)

/* Time passes; the timer fires when it is due, exactly. */
void pass(k5_ticks_t ticks);

/* The timer fires late: time passes first. */
void pass_deaf(k5_ticks_t ticks);

bool fire(uint16_t line);
bool fault(enum k5_fault fault);

/* Ends the test; says at which step of a random run, which is counted from 1. */
extern uint64_t drive_step;
void drive_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

void check_kernel(void);

/* After any way into the kernel: is it as it must be, or ended as it may? */
void drive_check(void);

#define assert_running(t)  assert_int_equal(k5.current, t)
#define assert_state(t, s) assert_int_equal(k5_thread[t].state, s)
#define assert_idle()      assert_int_equal(k5.current, NIL)
