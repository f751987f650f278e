/*
 * main.c - the CMSDK UART as a console: clients' requests
 *
 * What app.toml gives it, with names of its own where they are not the board's:
 *
 *      notifications = ["events", "room", "line"]
 *      [[irqs]]       console_rx, bits = 1, console_tx, bits = 2, both to "events"
 *      [[interfaces]] name = "uart", file = "k5:uart.toml"
 *
 *      [[tasks]]
 *      name = "uart"
 *      source = "k5:uart_cmsdk"
 *      mmio = ["console"]
 *      [tasks.caps]
 *      uart = ["recv"]
 *      events = ["wait"]
 *      asked = { object = "events", rights = ["signal"], badge = 4 }
 *      room = ["signal", "wait"]
 *      line = ["signal"]               # the reader has wait
 *      console_rx = ["control"]
 *      console_tx = ["control"]
 *      [[tasks.threads]]
 *      name = "line"                   # above the first thread's priority
 *
 * No client is believed, and none is waited for.
 */
#include <string.h>
#include <uart/server.h>

#include "console.h"

enum {
	READER = 1 /* its badge */
};

struct console console;

static void tell_line(void)
{
	K5_REQUIRE(k5_notify(k5_cap_asked, EVENT_ASKED) == K5_OK);
}

static uint32_t room(void)
{
	return LINES_SIZE -
	       (atomic_load(&console.head) - atomic_load(&console.tail));
}

/* The line is there as a whole or not at all: head moves last. */
enum k5_err uart_on_write(void *context, k5_word_t client, const uint8_t *text,
			  size_t text_size)
{
	uint32_t head = atomic_load(&console.head);
	k5_word_t bits;

	(void)context;
	(void)client;
	if (!edit_printable(text, text_size))
		return K5_ERR_RANGE;
	while (room() < text_size + 1)
		K5_REQUIRE(k5_wait(k5_cap_room, &bits) == K5_OK);
	for (size_t i = 0; i < text_size; i++)
		console.lines[head++ % LINES_SIZE] = (char)text[i];
	console.lines[head++ % LINES_SIZE] = '\n';
	atomic_store(&console.head, head);
	tell_line();
	return K5_OK;
}

/* A reader that was started anew asks again: what is typed already, it gets. */
enum k5_err uart_on_ask(void *context, k5_word_t client, const uint8_t *prompt,
			size_t prompt_size)
{
	enum phase phase = atomic_load(&console.phase);

	(void)context;
	if (client != READER)
		return K5_ERR_RIGHT;
	if (!edit_printable(prompt, prompt_size))
		return K5_ERR_RANGE;
	if (phase == TYPED)
		return k5_notify(k5_cap_line, 1);
	if (phase == QUIET) {
		edit_begin(&console.edit, (const char *)prompt, prompt_size);
		atomic_store(&console.phase, TYPING);
		tell_line();
	}
	return K5_OK;
}

enum k5_err uart_on_line(void *context, k5_word_t client, uint8_t *text,
			 size_t *text_size)
{
	(void)context;
	if (client != READER)
		return K5_ERR_RIGHT;
	if (atomic_load(&console.phase) != TYPED)
		return K5_ERR_AGAIN;
	memcpy(text, console.edit.text, console.edit.size);
	*text_size = console.edit.size;
	atomic_store(&console.phase, QUIET);
	return K5_OK;
}

int main(void)
{
	return uart_serve(NULL) != K5_OK;
}
