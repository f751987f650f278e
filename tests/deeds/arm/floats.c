/*
 * floats.c - values left in FP registers, and FP state aimed elsewhere
 *
 * Every register gets a mark that the warden and the witness look for.
 */
#include "acts.h"
#include "float_regs.h"

enum {
	MARK = 0x5ec2e7f0
};

/* Rounding mode and the sticky flags: all that a task may set. */
static const uint32_t status = 0x00c0009f;

static void fill(void)
{
	float_fill(MARK, status);
}

static int fill_and_wait(const struct deed *deed)
{
	struct k5_msg msg;

	(void)deed;
	fill();
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg); /* for good */
	return 1;
}

static int fill_and_yield(const struct deed *deed)
{
	(void)deed;
	for (int i = 0; i < 100; i++) {
		fill();
		k5_yield();
	}
	return 0;
}

static int fill_and_spin(const struct deed *deed)
{
	while (deed)
		fill();
	return 1;
}

static int fill_and_exit(const struct deed *deed)
{
	(void)deed;
	fill();
	k5_exit();
	return 1;
}

static int fill_and_fault(const struct deed *deed)
{
	(void)deed;
	fill();
	__asm__ volatile("udf #0");
	return 0;
}

/*
 * The frame with FP state is 104 bytes: its first 32 in the villain's own
 * RAM, the FP part beyond. Stored lazily it would land in the neighbour.
 */
static int frame_over_the_edge(const struct deed *deed)
{
	uint32_t sp = where(deed->at) + 104 - 32;

	__asm__ volatile(FLOAT_FILL "mov sp, %2\n\t"
				    "mov r11, %3\n\t"
				    "svc 0\n\t"
				    "b .\n\t"
			 :
			 : "r"(MARK), "r"(status), "r"(sp), "r"(K5_SYS_nop)
			 : FLOAT_REGS, "r11", "memory");
	return 0;
}

static int frame_over_the_edge_at_a_tick(const struct deed *deed)
{
	uint32_t sp = where(deed->at) + 104 - 32;

	__asm__ volatile(FLOAT_FILL "mov sp, %2\n\t"
				    "1: vadd.f32 s0, s0, s0\n\t"
				    "b 1b\n\t"
			 :
			 : "r"(MARK), "r"(status), "r"(sp)
			 : FLOAT_REGS, "memory");
	return 0;
}

static int frame_in_peer(const struct deed *deed)
{
	__asm__ volatile(FLOAT_FILL "mov sp, %2\n\tsvc 0\n\tb .\n\t"
			 :
			 : "r"(MARK), "r"(status), "r"(where(deed->at))
			 : FLOAT_REGS, "memory");
	return 0;
}

/* Its own values come back: after system calls, and after being preempted. */
static int keep_own(const struct deed *deed)
{
	uint32_t wrong = 0;

	(void)deed;
	for (int i = 0; i < 50; i++) {
		fill();
		k5_yield();
		wrong |= float_differs(MARK);
	}
	fill();
	for (volatile uint32_t i = 0; i < 5000; i++) {
	}
	return (int)(wrong | float_differs(MARK));
}

static const struct deed deeds[] = {
	{"c03_values_left_while_waiting", fill_and_wait, SPINS, 0},
	{"c03_values_left_while_yielding", fill_and_yield, RETURNS, 0},
	{"c03_values_left_when_preempted", fill_and_spin, SPINS, 0},
	{"c03_values_left_at_exit", fill_and_exit, SPINS, 0},
	{"c03_values_left_at_a_fault", fill_and_fault, K5_FAULT_UNDEFINED, 0},
	{"c03_frame_over_the_edge", frame_over_the_edge, K5_FAULT_STACK,
	 OWN_END},
	{"c03_frame_over_the_edge_at_a_tick", frame_over_the_edge_at_a_tick,
	 K5_FAULT_STACK, OWN_END},
	{"c03_frame_in_peer_ram", frame_in_peer, K5_FAULT_STACK, PEER_RAM},
	{"c03_own_values_come_back", keep_own, RETURNS, 0},
};

const struct deeds float_deeds = DEEDS(deeds);
