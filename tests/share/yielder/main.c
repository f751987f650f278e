/*
 * main.c - wants all the time there is, and lets its equals go first each time
 */
#include <k5/k5.h>

int main(void)
{
	for (;;)
		(void)k5_yield();
}
