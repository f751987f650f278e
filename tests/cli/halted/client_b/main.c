/*
 * main.c - has its turn when all others wait or have ended, and ends the run
 */
#include <k5/k5.h>

int main(void)
{
	return k5_shutdown(k5_cap_system, 0);
}
