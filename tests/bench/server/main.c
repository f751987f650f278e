/*
 * main.c - the other side: servers that echo, threads that are woken
 *
 * equal, high and copy give back what they get, so nothing of theirs counts
 * but the stub. driver notes how long after its interrupt it woke; control
 * tells.
 */
#include "../bench.h"

static volatile uint32_t fired;
static volatile uint32_t woken; /* nobody reads it, see bench/main.c */

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
		woken = look(K5_MMIO_TIMER0);
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

static void arm(void)
{
	k5_write32(K5_MMIO_TIMER0 + TIMER_CTRL, 0);
	k5_write32(K5_MMIO_TIMER0 + TIMER_RELOAD, IRQ_AFTER);
	k5_write32(K5_MMIO_TIMER0 + TIMER_VALUE, IRQ_AFTER);
	k5_write32(K5_MMIO_TIMER0 + TIMER_CTRL, TIMER_ENABLE | TIMER_IRQ);
}

/* After it fired, TIMER0 counts down again from IRQ_AFTER. */
void driver_main(void);
void driver_main(void)
{
	k5_word_t bits;

	for (;;) {
		K5_REQUIRE(k5_irq_ack(K5_SLOT_TIMER0) == K5_OK);
		k5_wait(K5_SLOT_FIRED, &bits);
		fired = IRQ_AFTER - look(K5_MMIO_TIMER0);
		k5_write32(K5_MMIO_TIMER0 + TIMER_CTRL, 0);
		k5_write32(K5_MMIO_TIMER0 + TIMER_CLEAR, 1);
	}
}

void control_main(void);
void control_main(void)
{
	struct k5_msg msg = {0};

	for (;;) {
		k5_reply_recv(K5_SLOT_CONTROL, K5_SLOT_REPLY_CONTROL, &msg);
		if (msg.label == ASK_ARM)
			arm();
		msg.word[0] = fired;
	}
}
