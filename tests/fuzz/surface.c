/*
 * surface.c - bytes become an app and all that happens to it
 *
 *      | app, 64 bytes | step, 32 | step, 32 | ...
 *
 * The random driver of tests/host takes the steps: calls of any thread,
 * interrupts, ticks, faults, kernel_ok() and the model after each. But the
 * choices are the input's, and libFuzzer keeps what reached new code or found
 * it in a new order. A step that wants more bytes than its own gets what
 * follows from them, so that a changed byte never moves the next step's.
 */
#include <stdlib.h>

#include "chaos.h"

enum {
	APP = 64,
	STEP = 32
};

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An assertion of the driver ends the process: libFuzzer keeps the input. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return setenv("CMOCKA_TEST_ABORT", "1", 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct chaos chaos;
	const struct chaos_mix mix = {.fault = 100,
				      .irq = 16,
				      .early_tick = 30,
				      .console = 40,
				      .end = 30,
				      .names = 16,
				      .derive = 8,
				      .give = 4,
				      .pass_most = 30,
				      .nonsense = 12};

	if (size < APP)
		return -1; /* no app: not worth keeping */
	chaos_begin(&chaos, chance_chosen(data, APP), mix, NULL);
	for (size_t at = APP; at + STEP <= size && !host.ended; at += STEP) {
		chaos.chance = chance_chosen(data + at, STEP);
		chaos_step(&chaos);
	}
	return 0;
}
