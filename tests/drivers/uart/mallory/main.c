/*
 * main.c - a client that keeps to nothing of the interface but the endpoint
 *
 * Each round sends something else: labels, words, bytes and gifts by chance, by every
 * call there is. What the driver takes for a line of hers it counts as well as she.
 */
#include <k5/k5.h>
#include <string.h>
#include <uart/client.h>

enum {
	ROUNDS = 4000,
	OUT_MOST = 256
};

static uint32_t chance(uint32_t below)
{
	static uint32_t state = 2463534242u;

	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

static struct k5_msg nonsense(void)
{
	struct k5_msg msg = {.label = chance(8) ? chance(5)
						: chance(UINT32_MAX)};

	for (unsigned i = 0; i < K5_WORDS; i++)
		msg.word[i] = chance(2) ? chance(300) : chance(UINT32_MAX);
	return msg;
}

/* Printable or not; true if a driver should take it for a line. */
static bool fill(uint8_t *out, size_t size)
{
	memset(out, 'm', size);
	if (size == 0 || chance(2))
		return size <= 200;
	out[chance((uint32_t)size)] =
		(uint8_t)(chance(2) ? chance(32) : 127 + chance(128));
	return false;
}

/* Returns how many lines of hers were written. */
static unsigned copied(void)
{
	static uint8_t out[OUT_MOST], in[OUT_MOST];
	struct k5_msg msg = nonsense();
	size_t size = chance(OUT_MOST + 1);
	bool line =
		fill(out, size) && msg.label == UART_LABEL_WRITE && size > 0;
	struct k5_buffers buffers = {out, size, in, chance(OUT_MOST + 1)};

	if (!line && chance(4) == 0) {
		k5_send_copy(k5_cap_uart, &msg, out, size);
		return line;
	}
	K5_REQUIRE(k5_call_copy(k5_cap_uart, &msg, buffers) == K5_OK);
	if (size > 0 && msg.label == K5_OK)
		K5_REQUIRE(line);
	if (line)
		K5_REQUIRE(msg.label == K5_OK);
	return line;
}

/* Without bytes only an empty line can come of it, which is none of hers. */
static void bare(void)
{
	struct k5_msg msg = nonsense();

	if (msg.label == UART_LABEL_WRITE)
		msg.label = UART_LABEL_ASK;
	switch (chance(4)) {
	case 0:
		k5_send(k5_cap_uart, &msg);
		break;
	case 1:
		k5_try_send(k5_cap_uart, &msg);
		break;
	case 2:
		k5_call_cap(K5_SLOT_UART, &msg,
			    (struct k5_gifts){K5_SLOT_DONE, K5_SLOT_FREE});
		break;
	default:
		K5_REQUIRE(k5_call(k5_cap_uart, &msg) == K5_OK);
		K5_REQUIRE(msg.label != K5_OK);
	}
}

int main(void)
{
	uint8_t line[80];
	size_t size;
	unsigned lines = 0;

	for (unsigned n = 0; n < ROUNDS; n++) {
		if (chance(2))
			lines += copied();
		else
			bare();
	}
	K5_REQUIRE(uart_ask((const uint8_t *)"! ", 2) == K5_ERR_RIGHT);
	K5_REQUIRE(uart_line(line, &size) == K5_ERR_RIGHT);
	k5_log_info("%u lines", lines);
	return k5_notify(k5_cap_done, UINT32_MAX) != K5_OK;
}
