/*
 * main.c - the random runs of tests/host and nothing else
 *
 *      K5_SEED=7 K5_STEPS=10000000 driver random
 *
 * Built with sanitizers it looks for what they find, without them it goes ten times
 * as far. The argument is that of host-tests, where this is one group of many.
 */
#include "groups.h"

int main(void)
{
	return group_random() == 0 ? 0 : 1;
}
