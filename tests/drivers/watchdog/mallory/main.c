/*
 * main.c - says alive for others, and whatever else no client should say
 *
 * Only a promise that could hold it leaves out: not to keep one is a reset, by right.
 */
#include <k5/k5.h>
#include <watchdog/client.h>

static uint32_t chance(uint32_t below)
{
	static uint32_t state = 2463534242u;

	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

int main(void)
{
	static uint8_t bytes[256];

	for (;;) {
		struct k5_msg msg = {.label = chance(5)};
		size_t size = chance(sizeof(bytes) + 1);

		for (unsigned i = 0; i < K5_WORDS; i++)
			msg.word[i] = chance(2) ? chance(10) : ~chance(100);
		if (chance(3) == 0) {
			k5_send_copy(k5_cap_watchdog, &msg, bytes, size);
			continue;
		}
		if (chance(2))
			K5_REQUIRE(k5_call(k5_cap_watchdog, &msg) == K5_OK);
		else
			K5_REQUIRE(k5_call_copy(k5_cap_watchdog, &msg,
						(struct k5_buffers){
							bytes, size, bytes,
							size}) == K5_OK);
		K5_REQUIRE(msg.label != K5_OK);
	}
}
