/*
 * target.h - a machine that can be halted, and then is
 *
 *      --gdb HOST:PORT     whoever serves gdb there: QEMU, OpenOCD
 *      otherwise           the app built, in an emulator of our own
 *
 * Halted means: between two instructions of a thread, or asleep. What the kernel
 * was about to do it has done, so its state holds together and every thread's
 * registers lie where the kernel keeps them, but the running one's.
 */
#pragma once

#include "args.h"
#include "core.h"
#include "gdb_link.h"
#include "kview.h"
#include "process.h"

struct target {
	struct gdb_link link;
	struct process emulator;      /* pid -1: not ours */
	char *folder;                 /* of the socket to it, or NULL */
	char *recording;              /* that it plays, or NULL */
	struct core_memory last_seen; /* before the kernel left it; or none */
	const char *where;
	bool stay;  /* leave it halted */
	bool ended; /* the app has, and its last thread's registers with it */
};

/* True if the command line names a machine that runs already. */
bool target_named(const struct args *args);

/*
 * Connects, and lets it run as --until, --after and --timeout say. 0, or an exit
 * code after saying what is wrong; then it is closed.
 */
int target_open(struct target *t, const struct args *args,
		const struct app *app, struct kview *v);
void target_close(struct target *t);

/*
 * Memory and registers of all its threads into `c`, and `v` as the core says. 0,
 * or an exit code after saying what is wrong.
 */
int target_take(struct target *t, struct core *c, struct kview *v);

/* --- between target*.c -------------------------------------------------- */

/* target_run.c: on, to the line, the moment or the end. */
int target_run(struct target *t, const struct args *args, struct kview *v);

/* target_settle.c: out of the kernel; what code an address is of. */
enum target_at {
	AT_THREAD,
	AT_IDLE,
	AT_KERNEL,
	AT_MONITOR
};
enum target_at target_at(const struct kview *v, uint64_t pc);
int target_settle(struct target *t, const struct kview *v);

/*
 * target_sight.c: from here on link_read sees all memory. 0, or an exit code after
 * saying why not. The processor's own registers may be gone: read them first.
 */
int target_sight(struct target *t, const struct kview *v);

/* The same registers as a core has them. False: the target is gone. */
bool target_registers(struct target *t, const struct kview *v,
		      uint64_t reg[CORE_REGISTERS]);

/* target_take.c: RAM as far as it is used. False: the target is gone. */
bool target_memory(struct target *t, const struct kview *v,
		   struct core_memory *out);

/* target_threads.c: what the kernel saved of thread i. */
void target_saved(const struct kview *v, size_t i, struct core_thread *out);

/* Says that the target ended in the middle of it. */
int target_lost(const struct target *t);
