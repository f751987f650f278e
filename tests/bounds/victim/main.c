/*
 * main.c - takes on debts, and ends: by a panic, or by a fault, as it is told
 *
 * When it began to is in a note; when somebody else ran again bounds looks.
 */
#include <k5/app.h>
#include <k5/k5.h>

enum {
	DEBTS = 16,
	PANIC = 1
};

static const char words[K5_LOG_MAX] =
	"these are the longest last words there are";

static void take_on(void)
{
	struct k5_msg msg;

	for (unsigned i = 0; i < DEBTS; i++) {
		k5_slot_t reply = (k5_slot_t)(K5_SLOT_FREE + i);

		K5_REQUIRE(k5_create(K5_SLOT_DEBTS, K5_CAP_REPLY, reply) ==
			   K5_OK);
		K5_REQUIRE(k5_recv(K5_SLOT_CALLS, reply, &msg) == K5_OK);
	}
}

int main(void)
{
	volatile uint32_t *began = (uint32_t *)K5_SHARED_NOTES;
	k5_word_t how;

	k5_wait(K5_SLOT_END, &how);
	take_on();
	k5_wait(K5_SLOT_END, &how);
	*began = (uint32_t)k5_clock();
	if (how == PANIC)
		(k5_panic)(words, sizeof(words));
	*(volatile uint32_t *)0xfffffff0 = 0; /* not its own */
	return 0;
}
