/*
 * main.c - takes ten samples at a time and waits for nobody meanwhile
 *
 * It runs before the logger does. The ring holds eight, so two of each burst
 * are refused: better that than a sensor that is late.
 */
#include "../sample.h"

static unsigned send_burst(struct k5_channel_end *to, unsigned first)
{
	unsigned sent = 0;

	for (unsigned i = first; i < first + BURST; i++) {
		struct sample s = {.number = i, .value = {i * i, 0, i}};

		sent += k5_channel_send(to, &s) == K5_OK;
	}
	return sent;
}

int main(void)
{
	struct k5_channel_end to;

	K5_REQUIRE(k5_channel_open_send(&to, samples()) == K5_OK);
	for (unsigned b = 0; b < BURSTS; b++) {
		k5_word_t bits;
		unsigned sent = send_burst(&to, b * BURST);

		k5_log_info("sent %u of %u, without waiting", sent, BURST);
		K5_REQUIRE(k5_wait(k5_cap_again, &bits) == K5_OK);
	}
	return 0;
}
