/*
 * claim.h - the one file that turns a task's claim into a pointer
 *
 * An address that a task hands in is an allegation. It becomes memory only
 * here, after one check that the whole range lies in one region of the task
 * with the right asked for; then it is read or written once.
 */
#pragma once

#include "state.h"

struct claim {
	k5_word_t base;
	k5_word_t length;
};

/*
 * Is the range inside one region of the task that allows `rights`? Nothing
 * may wrap. An empty range is inside every task, wherever it points. A device's
 * registers are no buffer: the kernel, with its own privilege, would make
 * accesses there that the task could not, and take the blame for their faults.
 */
bool claim_ok(idx_t task, struct claim claim, uint8_t rights);

/* The byte at `offset` of a claim that claim_ok accepted. */
uint8_t claim_byte(struct claim claim, k5_word_t offset);

/* Copies `length` bytes between two claims that claim_ok accepted. */
void claim_copy(struct claim to, struct claim from, k5_word_t length);

/* A task's RAM as it is when it starts: zeros, then its initial data. */
void claim_load(idx_t task);
