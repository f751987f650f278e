/*
 * main.c - a thermometer, and the second client of the UART
 *
 * No board that is emulated has one, so it makes its readings up.
 */
#include <k5/k5.h>
#include <sensor/server.h>
#include <stdio.h>
#include <uart/client.h>

enum {
	REPORT_MOST = 5
};

static int32_t measure(void)
{
	static const int32_t drift[] = {3, -1, 2, -4};
	static int32_t tenths = 215;
	static unsigned count;

	tenths += drift[count++ % 4];
	return tenths;
}

enum k5_err sensor_on_read(void *context, k5_word_t client, int32_t *tenths)
{
	(void)context;
	(void)client;
	*tenths = measure();
	return K5_OK;
}

enum k5_err sensor_on_report(void *context, k5_word_t client, uint8_t count)
{
	char text[32];

	(void)context;
	(void)client;
	if (count > REPORT_MOST)
		return K5_ERR_RANGE;
	for (unsigned i = 0; i < count; i++) {
		int32_t tenths = measure();
		int size = snprintf(text, sizeof(text), "sensor: %d.%d C",
				    (int)(tenths / 10), (int)(tenths % 10));
		enum k5_err e = uart_write((uint8_t *)text, (size_t)size);

		if (e != K5_OK)
			return e;
	}
	return K5_OK;
}

int main(void)
{
	return sensor_serve(NULL) != K5_OK;
}
