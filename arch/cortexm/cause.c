/*
 * cause.c - which of the core's reasons counts
 *
 * Several can show at once: a bad load whose own frame could not be stacked
 * sets a bit for each. The first match in the table wins, and the stack comes
 * first because nothing else is then known.
 *
 *      CFSR   25..16 UsageFault | 15..8 BusFault | 7..0 MemManage
 */
#include "cause.h"

/* Where the address of a fault is found. */
enum where {
	AT_NONE,
	AT_PC,
	AT_STACK,
	AT_MMFAR,
	AT_BFAR
};

struct cause {
	uint32_t mask; /* of CFSR */
	uint8_t fault; /* enum k5_fault */
	uint8_t where; /* enum where */
};

enum {
	MMARVALID = 1 << 7,
	BFARVALID = 1 << 15
};

static const struct cause causes[] = {
	{CFSR_STACK, K5_FAULT_STACK, AT_STACK},
	{1u << 0, K5_FAULT_EXECUTE, AT_PC},      /* IACCVIOL */
	{1u << 1, K5_FAULT_MEMORY, AT_MMFAR},    /* DACCVIOL */
	{1u << 8, K5_FAULT_BUS, AT_PC},          /* IBUSERR */
	{3u << 9, K5_FAULT_BUS, AT_BFAR},        /* PRECISERR, IMPRECISERR */
	{9u << 16, K5_FAULT_UNDEFINED, AT_NONE}, /* UNDEFINSTR, NOCP */
	{6u << 16, K5_FAULT_STATE, AT_NONE},     /* INVSTATE, INVPC */
	{1u << 24, K5_FAULT_ALIGNMENT, AT_NONE},
	{1u << 25, K5_FAULT_DIVIDE, AT_NONE},
};

enum {
	CAUSES = sizeof(causes) / sizeof(causes[0])
};

static const struct cause *cause_of(uint32_t cfsr)
{
	for (int i = 0; i < CAUSES; i++) {
		if ((cfsr & causes[i].mask) != 0)
			return &causes[i];
	}
	return 0;
}

/*
 * A bkpt has no cause of its own: with no debugger there to take it, it turns
 * into a HardFault, whose register alone is set.
 */
enum k5_fault fault_class(const struct fault_status *s)
{
	const struct cause *cause = cause_of(s->cfsr);

	if (cause)
		return (enum k5_fault)cause->fault;
	return s->hfsr != 0 ? K5_FAULT_BREAKPOINT : K5_FAULT_STATE;
}

uint32_t fault_address(const struct fault_status *s, uint32_t pc, uint32_t psp)
{
	const struct cause *cause = cause_of(s->cfsr);

	switch (cause ? cause->where : AT_NONE) {
	case AT_PC:
		return pc;
	case AT_STACK:
		return psp;
	case AT_MMFAR:
		return (s->cfsr & MMARVALID) != 0 ? s->mmfar : 0;
	case AT_BFAR:
		return (s->cfsr & BFARVALID) != 0 ? s->bfar : 0;
	default:
		return 0;
	}
}
