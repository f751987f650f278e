/*
 * main.c - hears that the parser's time is out, and ends what it works on
 *
 *      overrun --bit--> wait --> status: for whom? how much? --> abort
 */
#include <k5/k5.h>

static uint32_t ms(uint32_t ticks)
{
	return (uint32_t)((k5_ticks_to_us(ticks) + 500) / 1000);
}

int main(void)
{
	struct k5_thread_info info;
	k5_word_t bits;

	for (;;) {
		K5_REQUIRE(k5_wait(k5_cap_late, &bits) == K5_OK);
		K5_REQUIRE(k5_thread_status(k5_cap_parser, &info) == K5_OK);
		if (info.client == 0)
			continue; /* it ends on its own time what it was at */
		k5_log_warn("the parser has used %u ms for client %u: enough",
			    (unsigned)ms(info.used), (unsigned)info.client);
		K5_REQUIRE(k5_abort(k5_cap_parser) == K5_OK);
	}
}
