/*
 * main.c - the other side: servers that echo, threads that are woken
 *
 * equal, high and copy give back what they get, so nothing of theirs counts
 * but the stub. waker and driver note when they woke; control tells. Which
 * device raises a line at once is the board's matter: device.h.
 */
#include "../bench.h"
#include "device.h"

static volatile uint32_t fired; /* when driver woke first: a level that falls
				  after it was taken wakes it once more */
static volatile uint32_t woken; /* when waker did */

static _Noreturn void echo(k5_slot_t endpoint, k5_slot_t reply)
{
	struct k5_msg msg = {0};

	for (;;)
		k5_reply_recv(endpoint, reply, &msg);
}

int main(void)
{
	echo(K5_SLOT_EQUAL, K5_SLOT_REPLY);
}

void high_main(void);
void high_main(void)
{
	echo(K5_SLOT_HIGH, K5_SLOT_REPLY_HIGH);
}

void copy_main(void);
void copy_main(void)
{
	struct k5_msg msg = {0};
	char data[64];
	struct k5_buffers buffers = {.in = data, .in_size = sizeof(data)};

	for (;;)
		k5_reply_recv_copy(K5_SLOT_COPY, K5_SLOT_REPLY_COPY, &msg,
				   buffers);
}

void waker_main(void);
void waker_main(void)
{
	k5_word_t bits;

	for (;;) {
		k5_wait(K5_SLOT_THERE, &bits);
		woken = now();
	}
}

void peer_main(void);
void peer_main(void)
{
	k5_word_t bits;

	k5_wait(K5_SLOT_TURN, &bits);
	for (int i = 0; i < 1 + WARM_UP + SAMPLES + 1; i++)
		k5_yield();
}

void driver_main(void);
void driver_main(void)
{
	k5_word_t bits;

	device_start();
	for (;;) {
		K5_REQUIRE(k5_irq_ack(K5_SLOT_LINE) == K5_OK);
		k5_wait(K5_SLOT_FIRED, &bits);
		uint32_t woke = now();

		if (!fired)
			fired = woke;
		device_quiet();
	}
}

void control_main(void);
void control_main(void)
{
	struct k5_msg msg = {0};

	for (;;) {
		k5_reply_recv(K5_SLOT_CONTROL, K5_SLOT_REPLY_CONTROL, &msg);
		if (msg.label == ASK_IRQ) {
			fired = 0;
			msg.word[0] = now();
			device_raise();
			msg.word[1] = fired;
		} else {
			msg.word[0] = woken;
		}
	}
}
