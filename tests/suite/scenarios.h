/*
 * scenarios.h - the rows that conductor and actors play
 *
 *      FIRST("name", WHO, call, request..., THEN(outcome...)),
 *      DO(WHO, call, request..., THEN(outcome...)),
 *
 * A row without THEN expects silence: its actor waits, or is no more. Names
 * begin with the category of the test plan.
 */
#pragma once

#include "suite.h"

#define DO(actor, call, ...) DO_OP(actor, K5_SYS_##call, __VA_ARGS__)
#define DO_OP(actor, number, ...)                                              \
	{                                                                      \
		.who = actor, .op = number, __VA_ARGS__                        \
	}
#define FIRST(called, actor, call, ...)                                        \
	FIRST_OP(called, actor, K5_SYS_##call, __VA_ARGS__)
#define FIRST_OP(called, actor, number, ...)                                   \
	{                                                                      \
		.name = called, .who = actor, .op = number, __VA_ARGS__        \
	}

#define THEN(...) .then = {__VA_ARGS__}
#define SAYS(actor, error)                                                     \
	{                                                                      \
		.who = actor, .kind = STATUS, .status = error                  \
	}
#define FINE(actor) SAYS(actor, K5_OK)
#define BITS(actor, bits)                                                      \
	{                                                                      \
		.who = actor, .kind = WORDS, .words = 1, .word = { bits }      \
	}
#define GOT(actor, ...)                                                        \
	{                                                                      \
		.who = actor, .kind = MESSAGE, __VA_ARGS__                     \
	}

static const struct step suite_step[] = {
#include "binds.inc"
#include "buffers.inc"
#include "caps.inc"
#include "control.inc"
#include "derive.inc"
#include "gifts.inc"
#include "lending.inc"
#include "loans.inc"
#include "messages.inc"
#include "pool.inc"
#include "shares.inc"
#include "signals.inc"
#include "threads.inc"
#include "timers.inc"
};

enum {
	suite_steps = sizeof(suite_step) / sizeof(suite_step[0])
};
