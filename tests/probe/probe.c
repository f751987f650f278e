/*
 * probe.c - what a task may do with each address, asked of the processor
 *
 *      probe SOCKET PLAN
 *
 * QEMU runs an app until a thread stands where the plan says, in user mode
 * with its view loaded. Then its own loads, stores and nops are tried at each
 * address of interest (machine.c) and compared with the plan's regions
 * (plan.h). Around each edge every byte is tried with every size; then the
 * memory there is read as the kernel sees it: what was refused has not
 * changed, what was allowed has.
 */
#include <stdio.h>
#include <string.h>

#include "csrs.h"
#include "machine.h"

enum {
	NOP_SIZE = 2
};

static unsigned long probes, wrong;

static void judge(bool got, uint64_t a, unsigned size, char right)
{
	bool want = plan_allows(a, size, right);

	probes++;
	if (got == want)
		return;
	wrong++;
	if (wrong <= 20)
		printf("  %c of %u at %08llx is %s\n", right, size,
		       (unsigned long long)a, got ? "allowed" : "refused");
}

/* Every size at every byte; Arm tries whole words only (QEMU 7.2, see run). */
static void try_bytes(uint64_t from, bool device)
{
	for (uint64_t a = from; a < from + WINDOW; a++) {
		for (int i = 0; i < SIZES; i++) {
			unsigned size = 1u << i;

			if (a % size != 0 && (plan.arm || device))
				continue;
			judge(machine_touch(&plan.load[i], a), a, size, 'r');
			judge(machine_touch(&plan.store[i], a), a, size, 'w');
		}
	}
}

/* What could be stored has been, by the widest store that fits; else not. */
static void compare(uint64_t from, const uint8_t *before)
{
	uint8_t after[WINDOW];

	machine_read(from, after);
	for (unsigned i = 0; i < sizeof(after); i++) {
		bool open = plan_allows(from + i, 1, 'w');

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
	uint8_t nops[WINDOW];

	for (unsigned i = 0; i < sizeof(nops); i += NOP_SIZE) {
		nops[i] = plan.arm ? 0x00 : 0x01;
		nops[i + 1] = plan.arm ? 0xbf : 0x00;
	}
	machine_write(from, nops);
	for (uint64_t a = from; a < from + WINDOW; a += NOP_SIZE)
		judge(machine_done(a, a + NOP_SIZE), a, NOP_SIZE, 'x');
}

static void try_edge(uint64_t edge, bool device)
{
	uint64_t from = edge - NEAR;
	uint8_t before[WINDOW];

	if (device) {
		try_bytes(from, device);
		return;
	}
	machine_read(from, before);
	try_bytes(from, device);
	compare(from, before);
	try_run(from);
	machine_write(from, before);
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
		judge(machine_touch(&plan.load[0], r->base + at), r->base + at,
		      1, 'r');
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: probe SOCKET PLAN\n");
		return 2;
	}
	plan_read(argv[2]);
	machine_open(argv[1]);
	for (unsigned i = 0; i < plan.regions; i++)
		try_range(&plan.region[i]);
	if (plan.hole.size != 0)
		try_range(&plan.hole);
	for (unsigned i = 0; i < plan.sweeps; i++)
		try_sweep(&plan.sweep[i]);
	printf("%lu probes, %lu wrong\n", probes, wrong);
	if (plan.spot != 0) {
		probes = csrs_try(&wrong);
		printf("%lu csrs\n", probes);
	}
	return wrong != 0;
}
