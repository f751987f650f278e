/*
 * machine.c - one instruction of the thread, and back as if it had not been
 *
 *      pc := the instruction; step      pc behind it: it was done
 *                                       pc in the fault's entry: refused,
 *      pc := a return of the kernel; step        and back to where it was
 *
 * So neither the kernel nor the task knows of it, and no fault is ever seen.
 */
#include "machine.h"

#include <stdio.h>
#include <stdlib.h>

#include "rsp.h"

enum {
	ARM_PC = 15,
	ARM_XPSR = 25,
	RISCV_PC = 32,
	RISCV_CSR = 66, /* and up: behind x, pc, f and the privilege */
	ARM_ARG = 0,
	RISCV_ARG = 10,
	IPSR = 0x1ff,
	IPSR_HARD_FAULT = 3,
	IPSR_USAGE_FAULT = 6,
	STEPS = 50,
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

bool machine_done(uint64_t from, uint64_t to)
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

void machine_read(uint64_t from, uint8_t *bytes)
{
	enter_kernel();
	rsp_read(from, bytes, WINDOW);
	leave_kernel();
}

void machine_write(uint64_t from, const uint8_t *bytes)
{
	enter_kernel();
	rsp_write(from, bytes, WINDOW);
	leave_kernel();
}

bool machine_touch(const struct gadget *g, uint64_t address)
{
	rsp_register_set(reg_arg(), address);
	rsp_register_set(reg_arg() + 1, PATTERN * 0x01010101u);
	return machine_done(g->at, g->next);
}

/* Read where the kernel stands, and the same there. */
uint64_t machine_csr(unsigned number)
{
	uint64_t value;

	enter_kernel();
	value = rsp_register(RISCV_CSR + number);
	leave_kernel();
	return value;
}

void machine_open(const char *socket)
{
	rsp_open(socket, plan.word);
	rsp_run_to(plan.start);
	if (rsp_register(reg_pc()) == plan.start)
		return;
	fprintf(stderr, "probe: the thread never comes by\n");
	exit(2);
}
