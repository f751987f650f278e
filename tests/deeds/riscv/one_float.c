/*
 * one_float.c - the ways to write one floating-point register
 *
 * A hart tells by mstatus.FS whether a thread wrote one at all (privileged
 * specification 1.12, 3.1.6.6). What it overlooks the kernel does not save, and
 * the next thread finds: so each way to write one alone is tried.
 */
#include "ways.h"

enum {
	MARK = 0x5ec2e7f0,
};

/* One register, or the status alone; then others run for a while. */
#define ALONE(name, text)                                                      \
	static int name(const struct deed *deed)                               \
	{                                                                      \
		(void)deed;                                                    \
		__asm__ volatile(text : : "r"(MARK) : "t0");                   \
		struct k5_msg msg;                                             \
		k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg);                    \
		return 1;                                                      \
	}

ALONE(one_move, "fmv.w.x f31, %0")
ALONE(one_convert, "fcvt.d.w f16, %0")
ALONE(one_load, "sw %0, -8(sp)\n\tfld f8, -8(sp)")
ALONE(one_short_load, "addi sp, sp, -16\n\tsw %0, 0(sp)\n\tsw %0, 4(sp)\n\t"
		      "c.fldsp f8, 0(sp)\n\taddi sp, sp, 16")
ALONE(rounding_alone, "li t0, 3\n\tfsrm t0")
ALONE(flags_alone, "li t0, 0x1f\n\tfsflags t0")
ALONE(flags_by_division, "fdiv.s f1, f0, f0")

/* Reserved rounding modes: an instruction that asks for one is none. */
static int reserved_rounding(const struct deed *deed)
{
	__asm__ volatile("fsrm %0\n\tfadd.s ft0, ft0, ft0"
			 :
			 : "r"(deed->at)
			 : "ft0");
	return 0;
}

static const struct deed deeds[] = {
	ORDER("c03_one_move_alone", one_move, SPINS),
	ORDER("c03_one_conversion_alone", one_convert, SPINS),
	ORDER("c03_one_load_alone", one_load, SPINS),
	ORDER("c03_one_short_load_alone", one_short_load, SPINS),
	ORDER("c03_rounding_mode_alone", rounding_alone, SPINS),
	ORDER("c03_flags_alone", flags_alone, SPINS),
	ORDER("c03_flags_by_division", flags_by_division, SPINS),
	{"c03_reserved_rounding_mode_5", reserved_rounding, K5_FAULT_UNDEFINED,
	 5},
	{"c03_reserved_rounding_mode_7", reserved_rounding, K5_FAULT_UNDEFINED,
	 7},
};

const struct deeds one_float_deeds = DEEDS(deeds);
