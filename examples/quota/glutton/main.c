/*
 * main.c - makes what its pool has, and asks for more
 *
 * What it cannot make it cannot take from anybody either: the pool is its own.
 */
#include <k5/k5.h>

static k5_slot_t next = K5_SLOT_FREE;
static volatile unsigned turns[2];

/* Above the worker, and never done: its budget is all that it gets. */
static void spin(k5_word_t mine)
{
	for (;;)
		turns[mine]++;
}

static unsigned make_spinners(void)
{
	unsigned made = 0;
	struct k5_thread_obj thread = {next};

	while (k5_create(k5_cap_feast, K5_CAP_THREAD, next) == K5_OK) {
		thread.slot = next++;
		K5_REQUIRE(k5_start(thread, spin, made++, 12) == K5_OK);
	}
	K5_REQUIRE(k5_start(thread, spin, 0, 12) == K5_ERR_BUSY);
	return made;
}

/* As many as there are of a type. */
static unsigned eat(enum k5_cap_type type)
{
	unsigned made = 0;

	while (k5_create(k5_cap_feast, type, next) == K5_OK) {
		next++;
		made++;
	}
	for (unsigned i = 0; i < 1000; i++)
		K5_REQUIRE(k5_create(k5_cap_feast, type, next) == K5_ERR_FULL);
	return made;
}

/* Waits in a room that is not its own, until that is taken away. */
static void visit(void)
{
	struct k5_msg msg;
	k5_slot_t room = next++;

	K5_REQUIRE(k5_recv_cap(k5_cap_lane.slot, k5_cap_reply.slot, &msg,
			       room) == K5_OK);
	K5_REQUIRE(msg.length == K5_CAP_CAME);
	k5_log_info("I wait in the worker's room");
	K5_REQUIRE(k5_recv(room, k5_cap_reply.slot, &msg) == K5_ERR_DEAD);
	k5_log_info("the room is gone");
}

int main(void)
{
	unsigned endpoints = eat(K5_CAP_ENDPOINT);
	unsigned notifications = eat(K5_CAP_NOTIFICATION);
	unsigned replies = eat(K5_CAP_REPLY);

	k5_log_info("I ate %u endpoints, %u notifications and %u replies",
		    endpoints, notifications, replies);
	k5_log_info("my %u threads spin", make_spinners());
	visit();
	K5_REQUIRE(turns[0] > 0 && turns[1] > 0);
	while (k5_revoke(k5_cap_feast.slot) == K5_ERR_AGAIN)
		;
	next = K5_SLOT_FREE;
	k5_log_info("all given back: %u endpoints again", eat(K5_CAP_ENDPOINT));
	return 0;
}
