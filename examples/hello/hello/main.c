/*
 * main.c - the smallest task
 *
 * The strings below are not in the image: the device sends their ids, and the
 * host puts the lines together.
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_cap_info cap;

	k5_log_info("hello from an unprivileged task");
	k5_log_info("pi is about %.4f, and %s", 3.14159, "strings work, too");
	if (k5_caps(0, &cap) == K5_ERR_SLOT)
		k5_log_info("I hold no caps: there is nothing I may do");
	return 0;
}
