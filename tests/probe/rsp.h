/*
 * rsp.h - a processor in QEMU, held by its debugger's port
 *
 * GDB's remote serial protocol over a socket: registers by their number in
 * GDB's own order, memory as the processor would see it now. Whatever goes
 * wrong ends the program.
 */
#pragma once

#include <stdint.h>

/* Waits for the socket to appear; `word` is a register's bytes, 4 or 8. */
void rsp_open(const char *path, unsigned word);

uint64_t rsp_register(unsigned number);
void rsp_register_set(unsigned number, uint64_t value);

void rsp_read(uint64_t address, uint8_t *bytes, unsigned count);
void rsp_write(uint64_t address, const uint8_t *bytes, unsigned count);

/* Runs until the instruction at `address` is next. */
void rsp_run_to(uint64_t address);

/* One instruction, without interrupts. */
void rsp_step(void);
