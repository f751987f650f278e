/*
 * probe.c - what a task may do with each address, asked of the processor
 *
 *      probe SOCKET PLAN
 *
 * QEMU runs an app until a thread stands where the plan says, in user mode
 * with its view loaded. Then, for each address of interest:
 *
 *      pc := an instruction of the task's that loads or stores
 *      step      pc behind it: allowed; pc in the fault's entry: refused
 *                and back by the kernel's own return instruction
 *
 * So neither the kernel nor the task knows of it, and no fault is ever seen.
 * Each answer is compared with the plan's regions; around each edge every
 * byte is tried with every size. Then the memory there is read by the
 * debugger: what was refused has not changed, what was allowed has.
 *
 * The plan, a line each, numbers in hexadecimal but for `word`:
 *
 *      arch arm|riscv          word 4|8
 *      start ADDRESS           where the thread stands
 *      vector ADDRESS          riscv: the fault's entry
 *      back ADDRESS            an mret, or a bx lr
 *      closed ADDRESS          where no task may load
 *      gadget NAME ADDRESS NEXT
 *      region BASE SIZE RIGHTS       r, w, x, d: device
 *      hole BASE SIZE          of a region, but not the thread's
 *      sweep BASE SIZE STEP    one byte of each step is loaded
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rsp.h"

enum {
	REGIONS = 8,
	SWEEPS = 16,
	SIZES = 3, /* 1, 2, 4 bytes */
	NEAR = 32, /* bytes on each side of an edge */
	PATTERN = 0xa5,
	NOP_SIZE = 2
};

struct range {
	uint64_t base, size, step;
	char rights[8];
};

struct gadget {
	uint64_t at, next;
};

static struct {
	bool arm;
	unsigned word;
	uint64_t start, vector, back, closed;
	struct gadget load[SIZES], store[SIZES];
	struct range region[REGIONS], hole, sweep[SWEEPS];
	unsigned regions, sweeps;
} plan;

static unsigned long probes, wrong;

/* --- the plan ---------------------------------------------------------------- */

static void read_gadget(const char *name, struct gadget g)
{
	const char *const loads[SIZES] = {"load1", "load2", "load4"};
	const char *const stores[SIZES] = {"store1", "store2", "store4"};

	for (int i = 0; i < SIZES; i++) {
		if (strcmp(name, loads[i]) == 0)
			plan.load[i] = g;
		if (strcmp(name, stores[i]) == 0)
			plan.store[i] = g;
	}
}

static void read_line(const char *key, const char *rest)
{
	struct range r = {0};
	char name[16] = "";
	unsigned long long a = 0, b = 0, c = 0;

	if (strcmp(key, "arch") == 0)
		plan.arm = strncmp(rest, "arm", 3) == 0;
	else if (strcmp(key, "word") == 0)
		plan.word = (unsigned)strtoul(rest, NULL, 10);
	else if (strcmp(key, "gadget") == 0 &&
		 sscanf(rest, "%15s %llx %llx", name, &a, &b) == 3)
		read_gadget(name, (struct gadget){a, b});
	else if (sscanf(rest, "%llx %llx %7s", &a, &b, r.rights) >= 1) {
		sscanf(r.rights, "%llx", &c);
		r.base = a;
		r.size = b;
		r.step = c;
		if (strcmp(key, "start") == 0)
			plan.start = a;
		if (strcmp(key, "vector") == 0)
			plan.vector = a;
		if (strcmp(key, "back") == 0)
			plan.back = a;
		if (strcmp(key, "closed") == 0)
			plan.closed = a;
		if (strcmp(key, "hole") == 0)
			plan.hole = r;
		if (strcmp(key, "region") == 0 && plan.regions < REGIONS)
			plan.region[plan.regions++] = r;
		if (strcmp(key, "sweep") == 0 && plan.sweeps < SWEEPS)
			plan.sweep[plan.sweeps++] = r;
	}
}

static void read_plan(const char *path)
{
	FILE *f = fopen(path, "r");
	char text[128], key[16];
	int n;

	if (!f) {
		perror(path);
		exit(2);
	}
	while (fgets(text, sizeof(text), f)) {
		if (sscanf(text, "%15s %n", key, &n) == 1)
			read_line(key, text + n);
	}
	fclose(f);
}

static bool in(const struct range *r, uint64_t a)
{
	return a - r->base < r->size;
}

/* All bytes in one region that has the right, none in the hole. */
static bool expected(uint64_t a, unsigned size, char right)
{
	for (unsigned i = 0; i < size; i++) {
		if (in(&plan.hole, a + i))
			return false;
	}
	for (unsigned i = 0; i < plan.regions; i++) {
		const struct range *r = &plan.region[i];

		if (in(r, a) && in(r, a + size - 1))
			return strchr(r->rights, right) != NULL;
	}
	return false;
}

/* --- the processor ----------------------------------------------------------- */

enum {
	ARM_PC = 15,
	ARM_XPSR = 25,
	RISCV_PC = 32,
	ARM_ARG = 0,
	RISCV_ARG = 10,
	IPSR = 0x1ff,
	IPSR_HARD_FAULT = 3,
	IPSR_USAGE_FAULT = 6,
	STEPS = 3,
	RETURNS = 3
};

static unsigned reg_pc(void)
{
	return plan.arm ? ARM_PC : RISCV_PC;
}

/* The gadgets' address; the value is in the next. */
static unsigned reg_arg(void)
{
	return plan.arm ? ARM_ARG : RISCV_ARG;
}

static bool refused(uint64_t pc)
{
	uint64_t number;

	if (!plan.arm)
		return pc == plan.vector;
	number = rsp_register(ARM_XPSR) & IPSR;
	return number >= IPSR_HARD_FAULT && number <= IPSR_USAGE_FAULT;
}

/* A step that QEMU breaks off, for a timer of its own, has done nothing. */
static uint64_t step_from(uint64_t from)
{
	uint64_t pc = from;

	for (int i = 0; i < STEPS && pc == from; i++) {
		rsp_register_set(reg_pc(), from);
		rsp_step();
		pc = rsp_register(reg_pc());
	}
	return pc;
}

/*
 * Out of the fault's entry again, to where it was. On Arm a tick that pends by
 * then is entered first, and left the same way.
 */
static void come_back(uint64_t from)
{
	uint64_t pc = 0;

	for (int i = 0; i < RETURNS && pc != from; i++)
		pc = step_from(plan.back);
	if (pc == from)
		return;
	fprintf(stderr, "probe: to %llx, not %llx\n", (unsigned long long)pc,
		(unsigned long long)from);
	exit(2);
}

/* Steps over one instruction; true if it was done. */
static bool done(uint64_t from, uint64_t to)
{
	uint64_t pc = step_from(from);

	if (pc == to)
		return true;
	if (!refused(pc)) {
		fprintf(stderr, "probe: at %llx after %llx\n",
			(unsigned long long)pc, (unsigned long long)from);
		exit(2);
	}
	come_back(from);
	return false;
}

/*
 * The debugger sees what the processor sees. So memory is read and written in
 * the fault's entry, where everything is open.
 */
static void enter_kernel(void)
{
	rsp_register_set(reg_arg(), plan.closed);
	if (refused(step_from(plan.load[0].at)))
		return;
	fprintf(stderr, "probe: %llx is not closed\n",
		(unsigned long long)plan.closed);
	exit(2);
}

static void leave_kernel(void)
{
	come_back(plan.load[0].at);
}

static void memory_read(uint64_t from, uint8_t *bytes)
{
	enter_kernel();
	rsp_read(from, bytes, 2 * NEAR);
	leave_kernel();
}

static void memory_write(uint64_t from, const uint8_t *bytes)
{
	enter_kernel();
	rsp_write(from, bytes, 2 * NEAR);
	leave_kernel();
}

static bool touch(const struct gadget *g, uint64_t address)
{
	rsp_register_set(reg_arg(), address);
	rsp_register_set(reg_arg() + 1, PATTERN * 0x01010101u);
	return done(g->at, g->next);
}

static void judge(bool got, uint64_t a, unsigned size, char right)
{
	bool want = expected(a, size, right);

	probes++;
	if (got == want)
		return;
	wrong++;
	if (wrong <= 20)
		printf("  %c of %u at %08llx is %s\n", right, size,
		       (unsigned long long)a, got ? "allowed" : "refused");
}

/* --- around an edge ---------------------------------------------------------- */

/* Every size at every byte; Arm tries whole words only (QEMU 7.2, see run). */
static void try_bytes(uint64_t from, bool device)
{
	for (uint64_t a = from; a < from + 2 * NEAR; a++) {
		for (int i = 0; i < SIZES; i++) {
			unsigned size = 1u << i;

			if (a % size != 0 && (plan.arm || device))
				continue;
			judge(touch(&plan.load[i], a), a, size, 'r');
			judge(touch(&plan.store[i], a), a, size, 'w');
		}
	}
}

/* What could be stored has been, by the widest store that fits; else not. */
static void compare(uint64_t from, const uint8_t *before)
{
	uint8_t after[2 * NEAR];

	memory_read(from, after);
	for (unsigned i = 0; i < sizeof(after); i++) {
		bool open = expected(from + i, 1, 'w');

		probes++;
		if (after[i] == (open ? PATTERN : before[i]))
			continue;
		wrong++;
		printf("  byte at %08llx %s\n", (unsigned long long)from + i,
		       open ? "kept its value" : "was changed");
	}
}

/* Nops on both sides, so that what runs is harmless. */
static void try_run(uint64_t from)
{
	uint8_t nops[2 * NEAR];

	for (unsigned i = 0; i < sizeof(nops); i += NOP_SIZE) {
		nops[i] = plan.arm ? 0x00 : 0x01;
		nops[i + 1] = plan.arm ? 0xbf : 0x00;
	}
	memory_write(from, nops);
	for (uint64_t a = from; a < from + 2 * NEAR; a += NOP_SIZE)
		judge(done(a, a + NOP_SIZE), a, NOP_SIZE, 'x');
}

static void try_edge(uint64_t edge, bool device)
{
	uint64_t from = edge - NEAR;
	uint8_t before[2 * NEAR];

	if (device) {
		try_bytes(from, device);
		return;
	}
	memory_read(from, before);
	try_bytes(from, device);
	compare(from, before);
	try_run(from);
	memory_write(from, before);
}

static void try_range(const struct range *r)
{
	bool device = strchr(r->rights, 'd') != NULL;

	try_edge(r->base, device);
	try_edge(r->base + r->size, device);
}

static void try_sweep(const struct range *r)
{
	for (uint64_t at = 0; at < r->size; at += r->step)
		judge(touch(&plan.load[0], r->base + at), r->base + at, 1, 'r');
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: probe SOCKET PLAN\n");
		return 2;
	}
	read_plan(argv[2]);
	rsp_open(argv[1], plan.word);
	rsp_run_to(plan.start);
	if (rsp_register(reg_pc()) != plan.start) {
		fprintf(stderr, "probe: the thread never comes by\n");
		return 2;
	}
	for (unsigned i = 0; i < plan.regions; i++)
		try_range(&plan.region[i]);
	if (plan.hole.size != 0)
		try_range(&plan.hole);
	for (unsigned i = 0; i < plan.sweeps; i++)
		try_sweep(&plan.sweep[i]);
	printf("%lu probes, %lu wrong\n", probes, wrong);
	return wrong != 0;
}
