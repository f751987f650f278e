/*
 * main.c - asks the kernel for nothing, as often as it can
 */
#include <k5/k5.h>

int main(void)
{
	for (;;)
		k5_nop();
}
