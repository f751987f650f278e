/*
 * reach.h - integrity: what a system call leaves as it was
 *
 * Authority is what the caller's task held when the call began. A call changes
 * its own task, and beyond it only what that reaches:
 *
 *      a thread    that waits where the task may meet it, that the task owes an
 *                  answer, whose time the task runs on, or to which or to whose
 *                  time it has a cap; with a cap to it, who waits for its answer
 *      a slot      that a partner named for a cap, which the task had
 *      an object   to which the task has a cap
 *
 * And no cap comes to be that allows more than what it came from.
 */
#pragma once

#include "state.h"

/* The call of t begins. */
void reach_before(idx_t t);

/* It takes back what was derived from a cap of the caller: this slot's. */
void reach_taken(slot_idx_t i);

/* It is done. */
void reach_prove(void);

/* On the way: an interrupt's line is touched, the run ends. */
void reach_line(uint16_t line);
void reach_end(void);
