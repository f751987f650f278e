/*
 * main.c - reports a limit without end
 */
#include <k5/k5.h>

int main(void)
{
	for (;;)
		(void)k5_notify(k5_cap_limit, 1);
}
