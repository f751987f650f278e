/*
 * machine.h - one instruction of the thread, and back as if it had not been
 */
#pragma once

#include "plan.h"

enum {
	NEAR = 32,  /* bytes on each side of an edge */
	WINDOW = 64 /* what is read and written at once */
};

/* Runs the app until the thread stands at its start. */
void machine_open(const char *socket);

/* Steps over the instruction at `from`; true if it was done, to `to`. */
bool machine_done(uint64_t from, uint64_t to);

/* The same with a gadget: its address, its value a pattern. */
bool machine_touch(const struct gadget *g, uint64_t address);
#define PATTERN 0xa5

/* WINDOW bytes, as the kernel sees them. */
void machine_read(uint64_t from, uint8_t *bytes);
void machine_write(uint64_t from, const uint8_t *bytes);

/* A register of machine mode, as it is while the thread runs. */
uint64_t machine_csr(unsigned number);
