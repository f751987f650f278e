/*
 * main.c - borrows the page, brightens it, lends it on
 */
#include <k5/k5.h>

#include <k5/app.h>

enum {
	PAGE = K5_SLOT_FREE,
	BRIGHTER = 5
};

/* A page that came: where it lies says the kernel, how large, its cap. */
static void brighten(k5_word_t address)
{
	volatile unsigned char *page = (volatile unsigned char *)address;
	struct k5_cap_info info;

	K5_REQUIRE(k5_caps(PAGE, &info) == K5_OK && info.slot == PAGE);
	for (k5_word_t i = 0; i < info.size; i++)
		page[i] = (unsigned char)(page[i] + BRIGHTER);
	k5_log_info("I have %u bytes, and made them brighter",
		    (unsigned)info.size);
}

int main(void)
{
	struct k5_gifts room = {.give = K5_NO_SLOT, .take = PAGE};
	struct k5_gifts on = {.give = k5_lend(PAGE), .take = K5_NO_SLOT};
	struct k5_msg msg;

	k5_recv_cap(k5_cap_frames.slot, k5_cap_reply.slot, &msg, PAGE);
	for (;;) {
		struct k5_msg picture = {.label = msg.label};

		brighten(msg.word[1]);
		K5_REQUIRE(k5_call_cap(k5_cap_pictures.slot, &picture, on) ==
			   K5_OK);
		k5_reply_recv_cap(k5_cap_frames.slot, k5_cap_reply.slot, &msg,
				  room);
	}
}
