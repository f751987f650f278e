/*
 * main.c - may ask for the date, and tries more than that
 */
#include <k5/k5.h>
#include <rtc/client.h>

int main(void)
{
	struct k5_msg msg = {.label = 99};
	static uint8_t bytes[200];
	uint32_t seconds, nanoseconds;

	K5_REQUIRE(rtc_now(&seconds, &nanoseconds) == K5_OK);
	k5_log_info("%u days since 1970", (unsigned)(seconds / 86400));
	if (rtc_alarm(seconds + 1, 0) == K5_ERR_RIGHT)
		k5_log_info("the alarm is another's");
	K5_REQUIRE(k5_call(k5_cap_date, &msg) == K5_OK);
	K5_REQUIRE(msg.label == K5_ERR_NUMBER);
	msg = (struct k5_msg){.label = RTC_LABEL_NOW};
	K5_REQUIRE(k5_call_copy(k5_cap_date, &msg,
				(struct k5_buffers){bytes, sizeof(bytes), NULL,
						    0}) == K5_OK);
	K5_REQUIRE(msg.label == K5_ERR_RANGE);
	return 0;
}
