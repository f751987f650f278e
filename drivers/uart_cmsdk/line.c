/*
 * line.c - the thread that has the UART
 *
 *      typed[]: keys --edit--.
 *                             > stage[] --> DATA, a byte whenever it has room
 *      lines[]: a line ------'
 *
 * What is shown next is chosen when all before it has gone out, so a line is never
 * torn: a client's line first, for which prompt and typing are wiped away and drawn
 * again after it; then the prompt; then what a key shows.
 *
 * Keys are kept while nobody asks for a line. When no more fit, the next stays in the
 * UART: one that others overtake there is lost, as on any UART, and nothing else.
 */
#include "cmsdk.h"
#include "console.h"

static struct cmsdk_uart *const uart =
	(struct cmsdk_uart *)(uintptr_t)K5_MMIO_CONSOLE;

enum {
	TYPED_SIZE = 64,
	STAGE_SIZE = EDIT_SHOWS
};

static const char wipe[] = "\r\033[K";

_Static_assert(STAGE_SIZE >= sizeof(wipe) - 1 + LINE_MAX + 2, "a line");
_Static_assert(STAGE_SIZE >= EDIT_PROMPT + EDIT_LINE + 4, "^C, drawn again");

/* All of it is line_main's own. */
static struct {
	char stage[STAGE_SIZE];
	size_t stage_size, sent;
	uint8_t typed[TYPED_SIZE];
	size_t typed_first, typed_count;
	bool prompted; /* prompt and typing are on the screen */
} own;

static void take_line(struct shown *s)
{
	uint32_t tail = atomic_load(&console.tail);
	char c;

	if (own.prompted) {
		show(s, wipe, sizeof(wipe) - 1);
		own.prompted = false;
	}
	while ((c = console.lines[tail++ % LINES_SIZE]) != '\n')
		show(s, &c, 1);
	show(s, "\r\n", 2);
	atomic_store(&console.tail, tail);
	K5_REQUIRE(k5_notify(k5_cap_room, 1) == K5_OK);
}

static void take_key(struct shown *s)
{
	uint8_t key = own.typed[own.typed_first];

	own.typed_first = (own.typed_first + 1) % TYPED_SIZE;
	own.typed_count--;
	if (edit_key(&console.edit, key, s)) {
		own.prompted = false;
		atomic_store(&console.phase, TYPED);
		K5_REQUIRE(k5_notify(k5_cap_line, 1) == K5_OK);
	}
}

/* Chooses what is shown next; false: nothing is. */
static bool choose(void)
{
	struct shown s = {own.stage, 0};

	if (atomic_load(&console.head) != atomic_load(&console.tail)) {
		take_line(&s);
	} else if (atomic_load(&console.phase) != TYPING) {
		return false;
	} else if (!own.prompted) {
		edit_show(&console.edit, &s);
		own.prompted = true;
	} else if (own.typed_count > 0) {
		take_key(&s);
	} else {
		return false;
	}
	own.stage_size = s.size;
	own.sent = 0;
	return true;
}

static void receive(void)
{
	while (own.typed_count < TYPED_SIZE &&
	       (uart->state & STATE_RX_FULL) != 0) {
		size_t last = own.typed_first + own.typed_count++;

		own.typed[last % TYPED_SIZE] = (uint8_t)uart->data;
	}
}

/* Until the UART takes no more; true: there is nothing more to say. */
static bool send(void)
{
	while (own.sent < own.stage_size) {
		if ((uart->state & STATE_TX_FULL) != 0)
			return false;
		uart->data = (uint8_t)own.stage[own.sent++];
	}
	return true;
}

/*
 * An interrupt's bit is cleared before the registers are looked at, and its line
 * opened after: what comes in between fires again.
 */
void line_main(void)
{
	k5_word_t bits;

	uart->bauddiv = K5_MMIO_CONSOLE_BAUD_DIVIDER;
	uart->ctrl = CTRL_TX | CTRL_RX | CTRL_TX_IRQ | CTRL_RX_IRQ;
	for (;;) {
		uart->intstatus = INT_RX | INT_TX;
		uart->state = STATE_RX_OVERRUN;
		do
			receive();
		while (send() && choose());
		K5_REQUIRE(k5_irq_ack(k5_cap_console_rx) == K5_OK);
		K5_REQUIRE(k5_irq_ack(k5_cap_console_tx) == K5_OK);
		K5_REQUIRE(k5_wait(k5_cap_events, &bits) == K5_OK);
	}
}
