/*
 * main.c - borrows the page, lends it on, and has another thread answer
 */
#include <k5/app.h>
#include <k5/k5.h>

struct notes {
	volatile uint32_t began;
	volatile uint32_t ended;
};

static char words[K5_COPY_MAX + 4];

int main(void)
{
	struct k5_msg msg = {0};
	struct k5_gifts in = {.give = K5_NO_SLOT, .take = K5_SLOT_FREE};
	struct k5_gifts on = {.give = k5_lend_read(K5_SLOT_FREE),
			      .take = K5_NO_SLOT};

	for (;;) {
		k5_reply_recv_cap(K5_SLOT_FIRST, K5_SLOT_REPLY, &msg, in);
		k5_call_cap(K5_SLOT_SECOND, &msg, on);
	}
}

/* Its clock is looked at right before and after, as bounds does. */
void second_main(void);
void second_main(void)
{
	struct notes *notes = (struct notes *)K5_SHARED_NOTES;
	struct k5_msg msg = {0};
	k5_word_t bits;

	for (unsigned skew = 0;; skew++) {
		k5_wait(K5_SLOT_ANSWER, &bits);

		uint32_t from = (uint32_t)k5_clock();
		enum k5_err e = k5_reply_copy(K5_SLOT_REPLY, &msg,
					      words + skew % 4, K5_COPY_MAX);
		uint32_t to = (uint32_t)k5_clock();

		K5_REQUIRE(e == K5_OK);
		notes->began = from;
		notes->ended = to;
	}
}
