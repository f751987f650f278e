/*
 * overflow.c - stacks that overflow, by depth or by one big frame
 *
 *      | main's stack | accomplice's stack | data ...
 *        lowest         its overflow would run into main's
 */
#include "acts.h"

static volatile uint32_t depth;

/* Not a tail call: the sum needs the frame. */
__attribute__((noinline)) static uint32_t deeper(uint32_t n)
{
	volatile uint32_t local[8] = {n};

	depth = n;
	return n == UINT32_MAX ? 0 : deeper(n + 1) + local[0];
}

static int recurse(const struct deed *deed)
{
	(void)deed;
	return (int)deeper(0);
}

__attribute__((noinline)) static uint32_t vast(uint32_t i)
{
	volatile uint8_t local[16384];

	local[i] = 1;
	return local[i];
}

static int big_frame(const struct deed *deed)
{
	(void)deed;
	return (int)vast(0);
}

int (*volatile accomplice_act)(const struct deed *deed);

/* It has its turn when main waits. */
void accomplice_main(void);
void accomplice_main(void)
{
	if (accomplice_act)
		accomplice_act(NULL);
}

/* On a stack that another one of the same task adjoins. */
int mate(int (*act)(const struct deed *deed))
{
	struct k5_msg msg;

	accomplice_act = act;
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg); /* for good */
	return 1;
}

static int mate_recurses(const struct deed *deed)
{
	(void)deed;
	return mate(recurse);
}

static int mate_has_a_big_frame(const struct deed *deed)
{
	(void)deed;
	return mate(big_frame);
}

static int gang_recurses(const struct deed *deed)
{
	(void)deed;
	return gang(recurse);
}

static int gang_has_a_big_frame(const struct deed *deed)
{
	(void)deed;
	return gang(big_frame);
}

static const struct deed deeds[] = {
	ORDER("c01_recursion_overflows", recurse, K5_FAULT_STACK),
	ORDER("c01_big_frame_overflows", big_frame, K5_FAULT_STACK),
	ORDER("c01_mate_s_recursion_overflows", mate_recurses, K5_FAULT_STACK),
	ORDER("c01_mate_s_big_frame_overflows", mate_has_a_big_frame,
	      K5_FAULT_STACK),
	ORDER("c01_gang_s_recursion_overflows", gang_recurses, K5_FAULT_STACK),
	ORDER("c01_gang_s_big_frame_overflows", gang_has_a_big_frame,
	      K5_FAULT_STACK),
};

const struct deeds overflow_deeds = DEEDS(deeds);
