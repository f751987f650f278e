/*
 * main.c - sleeps until the clock rings; no timer of the kernel is needed for it
 */
#include <k5/k5.h>
#include <rtc/client.h>

enum {
	TIMES = 3,
	EVERY_S = 10
};

int main(void)
{
	uint32_t due, seconds, nanoseconds;
	k5_word_t bits;

	K5_REQUIRE(rtc_now(&due, &nanoseconds) == K5_OK);
	K5_REQUIRE(rtc_alarm(due, 1000000000) == K5_ERR_RANGE);
	for (unsigned n = 1; n <= TIMES; n++) {
		due += EVERY_S;
		K5_REQUIRE(rtc_alarm(due, 0) == K5_OK);
		K5_REQUIRE(k5_wait(k5_cap_alarm, &bits) == K5_OK);
		K5_REQUIRE(rtc_now(&seconds, &nanoseconds) == K5_OK);
		k5_log_info("alarm %u, %u ms late", n,
			    (unsigned)((seconds - due) * 1000 +
				       nanoseconds / 1000000));
	}
	K5_REQUIRE(rtc_alarm(0, 0) == K5_OK); /* past: at once */
	K5_REQUIRE(k5_wait(k5_cap_alarm, &bits) == K5_OK);
	k5_log_info("what is past rings now");
	return k5_shutdown(k5_cap_system, 0);
}
