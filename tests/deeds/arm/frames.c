/*
 * frames.c - FP state aimed elsewhere
 *
 * The core stacks FP registers too. Where they go is the stack pointer's say,
 * whatever was in them: all hold a mark that the warden and the witness seek.
 */
#include "../float_regs.h"
#include "ways.h"

enum {
	MARK = 0x5ec2e7f0
};

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
			 : "r"(MARK), "r"(FLOAT_STATUS_ALL), "r"(sp),
			   "r"(K5_SYS_nop)
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
			 : "r"(MARK), "r"(FLOAT_STATUS_ALL), "r"(sp)
			 : FLOAT_REGS, "memory");
	return 0;
}

static int frame_in_peer(const struct deed *deed)
{
	__asm__ volatile(FLOAT_FILL "mov sp, %2\n\tsvc 0\n\tb .\n\t"
			 :
			 : "r"(MARK), "r"(FLOAT_STATUS_ALL),
			   "r"(where(deed->at))
			 : FLOAT_REGS, "memory");
	return 0;
}

static const struct deed deeds[] = {
	{"c03_frame_over_the_edge", frame_over_the_edge, K5_FAULT_STACK,
	 OWN_END},
	{"c03_frame_over_the_edge_at_a_tick", frame_over_the_edge_at_a_tick,
	 K5_FAULT_STACK, OWN_END},
	{"c03_frame_in_peer_ram", frame_in_peer, K5_FAULT_STACK, PEER_RAM},
};

const struct deeds frame_deeds = DEEDS(deeds);
