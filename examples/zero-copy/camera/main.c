/*
 * main.c - has the page, fills it, lends it
 */
#include <k5/k5.h>

#include <k5/app.h>

static void take_picture(unsigned char value)
{
	for (unsigned i = 0; i < K5_REGION_PAGE_SIZE; i++)
		K5_REGION_PAGE[i] = value;
}

int main(void)
{
	struct k5_gifts page = {.give = k5_lend(k5_cap_page.slot),
				.take = K5_NO_SLOT};

	for (unsigned n = 1; n <= 2; n++) {
		struct k5_msg msg = {.label = n};

		take_picture((unsigned char)(10 * n));
		k5_log_info("frame %u: all bytes are %u", n, 10 * n);
		K5_REQUIRE(k5_call_cap(k5_cap_frames.slot, &msg, page) ==
			   K5_OK);
		k5_log_info("the page is back: %u, %u", K5_REGION_PAGE[0],
			    K5_REGION_PAGE[K5_REGION_PAGE_SIZE - 1]);
	}
	return k5_shutdown(k5_cap_system, 0);
}
