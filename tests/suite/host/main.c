/*
 * main.c - the suite's tasks on the host: one POSIX thread for each of theirs
 *
 *      k5_trap --> kernel_syscall --> k5.current changed?
 *                                     wake its thread, sleep until my turn
 *
 * Only the thread that k5.current names ever runs: the others sleep on their
 * semaphore. Time moves with every system call and, when nobody can run, to
 * where the timer is set. A thread that is started again goes back to where it
 * began.
 */
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <k5/arch_trap.h>

#include "../scenarios.h"
#include "claim.h"
#include "invariant.h"
#include "stage.h"

enum {
	CALL_TICKS = 60, /* what a system call lasts: 3 us */
	EXIT_STUCK = 4,
	EXIT_BROKEN = 5
};

static sem_t turn[STAGE_THREADS];
static sem_t ended;
static _Thread_local idx_t me;
static _Thread_local jmp_buf birth;
static uint32_t scenario;
static int verdict;

_Noreturn static void sleep_for_good(void)
{
	for (;;)
		pause();
}

_Noreturn static void end(int code)
{
	verdict = code;
	sem_post(&ended);
	sleep_for_good();
}

static void after_entry(void)
{
	if (host.ended)
		end(host.code);
	if (!kernel_ok()) {
		fprintf(stderr, "invariant broken\n");
		end(EXIT_BROKEN);
	}
}

/* Nobody can run: time goes on to the next refill. */
static void idle(void)
{
	while (k5.current == NIL) {
		if (host.timer == UINT64_MAX) {
			fprintf(stderr, "everybody waits\n");
			end(EXIT_STUCK);
		}
		host.clock = host.timer;
		host_tick();
		after_entry();
	}
}

static void leave_kernel(void)
{
	after_entry();
	idle();
	if (k5.current == me)
		return;
	sem_post(&turn[k5.current]);
	while (sem_wait(&turn[me]) != 0) {
	}
	if (k5_context[me].fresh) /* this life is over */
		longjmp(birth, 1);
}

void k5_host_trap(struct k5_regs *regs)
{
	host.clock += CALL_TICKS;
	while (host.timer <= host.clock) {
		host_tick();
		leave_kernel();
	}
	memcpy(k5_context[me].arg, regs->arg, sizeof(regs->arg));
	host_enter(kernel_syscall);
	leave_kernel();
	memcpy(regs->arg, k5_context[me].arg, sizeof(regs->arg));
}

_Noreturn void suite_fault(void)
{
	struct k5_fault_info info = {.fault = K5_FAULT_UNDEFINED};

	host_fault(&info);
	leave_kernel();
	abort(); /* the dead are not chosen */
}

k5_word_t suite_address(enum place place, uint32_t offset)
{
	return stage_address(me, place) + offset;
}

uint8_t *suite_buffer(void)
{
	return (uint8_t *)stage_address(me, OWN);
}

volatile uint8_t *suite_touch(k5_word_t address, bool write)
{
	struct k5_fault_info info = {.fault = K5_FAULT_MEMORY,
				     .address = address};
	struct claim byte = {.base = address, .length = 1};

	if (claim_ok(k5_thread[me].task, byte,
		     write ? K5_MEM_READ | K5_MEM_WRITE : K5_MEM_READ))
		return (volatile uint8_t *)address;
	host_fault(&info);
	leave_kernel();
	abort(); /* the dead are not chosen */
}

uint32_t suite_chosen(void)
{
	return scenario;
}

void suite_say(const char *name, uint32_t failed_step)
{
	if (failed_step == 0)
		printf("%s ok\n", name);
	else
		printf("%s FAIL step %u\n", name, failed_step);
	fflush(stdout);
}

_Noreturn void k5_panic_text(const char *text, size_t size);
_Noreturn void k5_panic_text(const char *text, size_t size)
{
	fprintf(stderr, "thread %u: %.*s\n", me, (int)size, text);
	end(EXIT_BROKEN);
}

static void *perform(void *number)
{
	me = (idx_t)(uintptr_t)number;
	while (sem_wait(&turn[me]) != 0) {
	}
	setjmp(birth);
	k5_context[me].fresh = false;
	if (me == STAGE_CONDUCTOR)
		conductor_play();
	if (me >= STAGE_BOBBY)
		actor_second(k5_context[me].argument);
	actor_play(0);
}

static void start(void)
{
	for (idx_t t = 0; t < STAGE_THREADS; t++) {
		pthread_attr_t attr;
		pthread_t thread;

		sem_init(&turn[t], 0, 0);
		pthread_attr_init(&attr);
		pthread_attr_setstack(&attr, stage_stack(t), STAGE_STACK);
		if (pthread_create(&thread, &attr, perform,
				   (void *)(uintptr_t)t) != 0)
			abort();
	}
}

static uint32_t scenarios(void)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < suite_steps; i++)
		n += suite_step[i].name != NULL;
	return n;
}

/* With a number: plays that scenario. Without: says how many there are. */
int main(int argc, char **argv)
{
	if (argc < 2) {
		printf("%u\n", scenarios());
		return 0;
	}
	scenario = (uint32_t)atoi(argv[1]);
	sem_init(&ended, 0, 0);
	stage_build();
	start();
	sem_post(&turn[k5.current]);
	while (sem_wait(&ended) != 0) {
	}
	_exit(verdict);
}
