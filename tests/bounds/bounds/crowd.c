/*
 * crowd.c - threads that stand where a call is longest
 */
#include "bounds.h"

k5_slot_t sends_by = K5_SLOT_MEET;
k5_slot_t receives_by = K5_SLOT_SERVE;
k5_slot_t gift;

enum {
	SETTLE_US = 5000
};

/* Each is at another offset, or the copy would be one of words. Nobody reads them. */
char *buffer_of(unsigned i)
{
	static char *page;
	struct k5_cap_info info;

	if (!page && k5_caps(K5_SLOT_PAGE, &info) == K5_OK)
		page = (char *)info.badge;
	return page + i % 4 + (i == MINE ? 2 * K5_COPY_MAX : 0);
}

void crowd_make(void)
{
	for (unsigned i = 0; i < CROWD; i++) {
		K5_REQUIRE(k5_create(K5_SLOT_CROWD, K5_CAP_THREAD,
				     thread_of(i)) == K5_OK);
		K5_REQUIRE(k5_create(K5_SLOT_CROWD, K5_CAP_REPLY,
				     reply_of(i)) == K5_OK);
	}
	came_back = false;
	sends_by = K5_SLOT_MEET;
}

void crowd_end(void)
{
	K5_REQUIRE(!came_back);
	while (k5_revoke(K5_SLOT_CROWD) == K5_ERR_AGAIN)
		;
}

void crowd_start(unsigned i, k5_entry_t entry, unsigned priority)
{
	K5_REQUIRE(k5_start(thread_of(i), entry, i, priority) == K5_OK);
}

/* One that does not wait makes nothing longer. */
void crowd_waits(unsigned i)
{
	struct k5_thread_info info;

	nap(SETTLE_US);
	K5_REQUIRE(k5_thread_status(thread_of(i), &info) == K5_OK);
	K5_REQUIRE(info.stands == K5_THREAD_WAITS);
}

void gather(k5_entry_t entry, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		crowd_start(i, entry, i % 16);
		crowd_waits(i);
	}
}

void subject(unsigned row, k5_entry_t entry, k5_word_t argument)
{
	K5_REQUIRE(k5_start(thread_of(SUBJECT), entry, argument,
			    MAIN_PRIORITY) == K5_OK);
	k5_yield();

	uint32_t to = now();

	K5_REQUIRE(!came_back);
	keep(row, to - began);
}

k5_slot_t fill(k5_slot_t from, k5_word_t rights, k5_word_t badge)
{
	k5_slot_t left = K5_NO_SLOT;

	for (k5_slot_t s = K5_SLOT_FREE; s < SLOTS; s++) {
		if (k5_mint(from, s, rights, badge) == K5_OK &&
		    left == K5_NO_SLOT)
			left = s;
	}
	K5_REQUIRE(left != K5_NO_SLOT && k5_delete(left) == K5_OK);
	return left;
}

unsigned waiting(unsigned round)
{
	return round == 1 ? WAITERS / 2 : WAITERS;
}

/* --- entries --------------------------------------------------------------- */

void waits(k5_word_t i)
{
	k5_word_t bits;

	(void)i;
	k5_wait(K5_SLOT_CROWDED, &bits);
	k5_exit();
}

void receives(k5_word_t i)
{
	struct k5_msg msg;

	k5_recv_copy(receives_by, reply_of((unsigned)i), &msg,
		     buffer_of((unsigned)i), K5_COPY_MAX);
	k5_exit();
}

void sends(k5_word_t i)
{
	struct k5_msg msg = {.label = i};

	k5_send_copy(sends_by, &msg, buffer_of((unsigned)i), K5_COPY_MAX);
	k5_exit();
}

void calls(k5_word_t i)
{
	struct k5_msg msg = {.label = i};
	struct k5_buffers buffers = {.out = buffer_of((unsigned)i),
				     .out_size = K5_COPY_MAX,
				     .in = buffer_of((unsigned)i),
				     .in_size = K5_COPY_MAX};

	k5_call_copy(sends_by, &msg, buffers);
	k5_exit();
}

/* To one of the same task, which has the page already: turned away by whom it meets. */
void lends(k5_word_t i)
{
	struct k5_msg msg = {.label = i};
	struct k5_gifts gifts = {.give = k5_lend(K5_SLOT_PAGE),
				 .take = K5_NO_SLOT};

	k5_call_cap(K5_SLOT_MEET, &msg, gifts);
	k5_exit();
}

void gives(k5_word_t i)
{
	struct k5_msg msg = {.label = i};

	k5_send_cap(K5_SLOT_MEET, &msg, gift);
	k5_exit();
}

void spins(k5_word_t i)
{
	(void)i;
	for (;;)
		;
}
