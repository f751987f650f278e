/*
 * gdb_link.h - a halted processor at the other end of gdb's remote protocol
 *
 *      k5 -- $m28000000,40#.. -->  QEMU's gdb port, OpenOCD's
 *         <-- $0c00a8...#.. ---
 *
 * Only what a core dump needs: registers and memory read, one step, going on,
 * halting, and one watched word. What gdb itself does better, gdb does.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LINK_PACKET = 4096
};

struct gdb_link {
	int fd;
	size_t used;
	char in[2 * LINK_PACKET]; /* come, and not yet read */
};

enum link_end {
	LINK_HALTED,
	LINK_TIMEOUT,
	LINK_GONE,  /* the target ended, or whoever speaks for it */
	LINK_SIGNAL /* somebody wants k5 to end */
};

/*
 * Connects to HOST:PORT, or to a socket at a path, which halts the target. False and
 * errno: nobody is there. EPROTO: somebody is, and does not speak the protocol.
 */
bool link_open(struct gdb_link *g, const char *where);

/* With `go`, the target goes on by itself; else it stays halted. */
void link_close(struct gdb_link *g, bool go);

/* All of the target's general registers in gdb's order; how many bytes, 0: none. */
size_t link_registers(struct gdb_link *g, uint8_t *out, size_t size);

/* False: not all of it is memory, or the target is gone. */
bool link_read(struct gdb_link *g, uint64_t address, void *out, size_t size);

/* Halts after writes of the word there; or no longer. False: it cannot. */
bool link_watch(struct gdb_link *g, uint64_t address, bool on);

/* Halts before the instruction there; or no longer. */
bool link_break(struct gdb_link *g, uint64_t address, bool on);

/* Sets a register of 32 bits, by gdb's number. */
bool link_set(struct gdb_link *g, unsigned number, uint32_t value);

/*
 * Memory as on the bus, not as the running code may see it. False: QEMU knows of
 * that, others show all at any time.
 */
bool link_physical(struct gdb_link *g, bool on);

/* One instruction. */
enum link_end link_step(struct gdb_link *g);

/*
 * Goes on until the target halts by itself; after `timeout_ms` (-1: never) or a
 * signal it is made to. `signals` is a descriptor of process_signals, or -1.
 */
enum link_end link_run(struct gdb_link *g, int timeout_ms, int signals);
