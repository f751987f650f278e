/*
 * main.c - a shell: a line, a row of the table, an answer
 *
 *      ask --> wait for "line" --> take it --> the row of its first word
 *
 * It knows the UART by <uart/client.h> and the sensor by <sensor/client.h>. What
 * the sensor reports at the console goes there by itself, from its own task.
 */
#include <k5/k5.h>
#include <sensor/client.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uart/client.h>

enum {
	LINE = 80, /* of uart.toml */
	SAID = 120
};

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
	char text[SAID];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	if (uart_write((uint8_t *)text, strlen(text)) != K5_OK)
		k5_log_warn("could not say: %s", text);
}

static void run_help(const char *rest);

static void run_echo(const char *rest)
{
	say("%s", rest);
}

static void run_uptime(const char *rest)
{
	uint64_t ms = k5_ticks_to_us(k5_clock()) / 1000;

	(void)rest;
	say("up %u.%03u s", (unsigned)(ms / 1000), (unsigned)(ms % 1000));
}

static void run_temperature(const char *rest)
{
	int32_t tenths;

	(void)rest;
	if (sensor_read(&tenths) == K5_OK)
		say("%d.%d C", (int)(tenths / 10), (int)(tenths % 10));
	else
		say("the sensor does not answer");
}

static void run_report(const char *rest)
{
	unsigned long count = strtoul(rest, NULL, 10);

	if (count > UINT8_MAX || sensor_report((uint8_t)count) != K5_OK)
		say("the sensor refuses to report %lu times", count);
}

static void run_off(const char *rest)
{
	(void)rest;
	say("good bye");
	k5_shutdown(k5_cap_system, 0);
}

static const struct command {
	const char *name;
	const char *does;
	void (*run)(const char *rest);
} commands[] = {
	{"help", "lists the commands", run_help},
	{"echo", "TEXT: says it", run_echo},
	{"uptime", "time since the board started", run_uptime},
	{"temperature", "asks the sensor", run_temperature},
	{"report", "N: the sensor itself says N readings", run_report},
	{"off", "ends the run", run_off},
};

enum {
	COMMANDS = sizeof(commands) / sizeof(commands[0])
};

static void run_help(const char *rest)
{
	(void)rest;
	for (size_t i = 0; i < COMMANDS; i++)
		say("%-12s %s", commands[i].name, commands[i].does);
}

static void run(char *line)
{
	char *rest = line + strcspn(line, " ");

	if (*line == '\0')
		return;
	if (*rest != '\0')
		*rest++ = '\0';
	for (size_t i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, line) == 0) {
			k5_log_info("runs %s", line);
			commands[i].run(rest);
			return;
		}
	}
	say("no command '%s'; help lists them", line);
}

/* Blocks until a line was typed, which has LINE + 1 bytes. */
static void next_line(char *line)
{
	static const char prompt[] = "> ";
	size_t size = 0;
	k5_word_t bits;
	enum k5_err e;

	K5_REQUIRE(uart_ask((const uint8_t *)prompt, 2) == K5_OK);
	while ((e = uart_line((uint8_t *)line, &size)) == K5_ERR_AGAIN)
		K5_REQUIRE(k5_wait(k5_cap_line, &bits) == K5_OK);
	K5_REQUIRE(e == K5_OK);
	line[size] = '\0';
}

int main(void)
{
	static char line[LINE + 1];

	say("K5 on a serial line; help lists the commands");
	for (;;) {
		next_line(line);
		run(line);
	}
}
