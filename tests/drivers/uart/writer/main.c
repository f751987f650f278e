/*
 * main.c - numbered lines, of its own name's first letter
 */
#include <k5/k5.h>
#include <string.h>
#include <uart/client.h>

enum {
	LINES = 300,
	LENGTH = 150
};

int main(void)
{
	uint8_t line[LENGTH];

	memset(line, K5_TASK_NAME[0], sizeof(line));
	for (unsigned n = 0; n < LINES; n++) {
		line[LENGTH - 3] = (uint8_t)('0' + n / 100);
		line[LENGTH - 2] = (uint8_t)('0' + n / 10 % 10);
		line[LENGTH - 1] = (uint8_t)('0' + n % 10);
		K5_REQUIRE(uart_write(line, sizeof(line)) == K5_OK);
	}
	return k5_notify(k5_cap_done, UINT32_MAX) != K5_OK;
}
