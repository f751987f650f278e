/*
 * main.c - logs what comes, sleeps while nothing does
 */
#include "../sample.h"

/* Sleeps until there is a first one, then takes all there are. */
static unsigned drain(struct k5_channel_end *from)
{
	struct sample s;
	unsigned count = 0;
	enum k5_err e = k5_channel_recv(from, &s);

	while (e == K5_OK) {
		k5_log_debug("sample %u is %u", s.number, s.value[0]);
		count++;
		e = k5_channel_try_recv(from, &s);
	}
	K5_REQUIRE(e == K5_ERR_AGAIN);
	return count;
}

int main(void)
{
	struct k5_channel_end from;

	K5_REQUIRE(k5_channel_open_recv(&from, samples()) == K5_OK);
	for (unsigned b = 0; b < BURSTS; b++) {
		unsigned count = drain(&from);

		k5_log_info("%u came, %u are missing in all", count,
			    k5_channel_missed(&from));
		K5_REQUIRE(k5_notify(k5_cap_again, 1) == K5_OK);
	}
	return 0;
}
