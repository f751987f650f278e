/*
 * main.c - takes two lines while others write, then waits until all have done
 */
#include <k5/k5.h>
#include <uart/client.h>

enum {
	LINES = 2,
	ALL = 7
};

static void take_line(void)
{
	static uint8_t line[81];
	size_t size = 0;
	k5_word_t bits;
	enum k5_err e;

	K5_REQUIRE(uart_ask((const uint8_t *)"> ", 2) == K5_OK);
	K5_REQUIRE(uart_ask((const uint8_t *)"other", 5) ==
		   K5_OK); /* nothing */
	while ((e = uart_line(line, &size)) == K5_ERR_AGAIN)
		K5_REQUIRE(k5_wait(k5_cap_line, &bits) == K5_OK);
	K5_REQUIRE(e == K5_OK);
	line[size] = '\0';
	k5_log_info("typed: %s", (const char *)line);
	K5_REQUIRE(uart_line(line, &size) == K5_ERR_AGAIN);
}

int main(void)
{
	k5_word_t done = 0, bits;

	for (unsigned n = 0; n < LINES; n++)
		take_line();
	while (done != ALL) {
		K5_REQUIRE(k5_wait(k5_cap_done, &bits) == K5_OK);
		done |= bits;
	}
	return k5_shutdown(k5_cap_system, 0);
}
