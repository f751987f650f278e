/*
 * main.c - asks once
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {0};

	return k5_call(k5_cap_work, &msg);
}
