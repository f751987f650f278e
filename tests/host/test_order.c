/*
 * test_order.c - who is taken first: highest priority, among equals the one
 * that came first
 *
 * Every order in which four threads of priorities 5, 7, 7, 9 can come to one
 * queue, for each kind of queue. The maestro, of lowest priority, opens a gate
 * for one player at a time; when all wait he wakes them one by one.
 */
#include "cast.h"

enum {
	PLAYERS = 4,
	MAESTRO = PLAYERS,
	PLAYER_REPLY = S_FREE, /* slots of the players' task */
	PLAYER_GATE = S_FREE + PLAYERS,
	MAESTRO_GATE = S_FREE /* slots of the maestro's */
};

static const uint8_t prio[PLAYERS] = {5, 7, 7, 9};

enum kind {
	SENDERS,
	CALLERS,
	RECEIVERS,
	WAITERS
};
static const char *const kind_name[] = {"senders", "callers", "receivers",
					"waiters"};

struct order {
	unsigned arrival[PLAYERS];
	enum kind kind;
};

static void wait_as(enum kind kind, idx_t t)
{
	switch (kind) {
	case SENDERS:
		ASK(send, .slot = S_FRONT, .label = t);
		break;
	case CALLERS:
		ASK(call, .slot = S_FRONT, .label = t);
		break;
	case RECEIVERS:
		ASK(recv, .slot = S_FRONT_RECV,
		    .reply = (k5_word_t)PLAYER_REPLY + t);
		break;
	case WAITERS:
		ASK(wait, .slot = S_WAIT);
		break;
	}
}

static void add_gates(void)
{
	for (unsigned i = 0; i < PLAYERS; i++)
		world_reply_cap(CLIENT, world_reply());
	for (unsigned i = 0; i < PLAYERS; i++) {
		idx_t gate = world_notification();

		world_ntf_cap(CLIENT, gate, K5_RIGHT_WAIT, 0);
		world_ntf_cap(SERVER, gate, K5_RIGHT_SIGNAL, 0);
	}
}

static void wait_at_gate(idx_t t)
{
	assert_running(t);
	ASK(wait, .slot = (k5_word_t)PLAYER_GATE + t);
}

static void setup(const struct order *o)
{
	cast();
	for (unsigned i = 0; i < PLAYERS; i++)
		world_thread(CLIENT, prio[i]);
	world_thread(SERVER, 1);
	add_gates();
	world_boot();
	while (k5.current != MAESTRO)
		wait_at_gate(k5.current);
	for (unsigned i = 0; i < PLAYERS; i++) {
		idx_t t = (idx_t)o->arrival[i];

		ASK(notify, .slot = (k5_word_t)MAESTRO_GATE + t, .word = {1});
		assert_running(t);
		wait_as(o->kind, t);
		assert_running(MAESTRO);
	}
}

/* The maestro wakes one; he is preempted by whoever it is. */
static idx_t wake_one(enum kind kind)
{
	idx_t before = k5.current;

	assert_int_equal(before, MAESTRO);
	switch (kind) {
	case SENDERS:
		front_recv();
		break;
	case CALLERS:
		front_recv();
		give_reply(0);
		break;
	case RECEIVERS:
		ASK(try_send, .slot = S_FRONT);
		break;
	case WAITERS:
		ASK(notify, .slot = S_SIGNAL, .word = {1});
		break;
	}
	return k5.current;
}

/* 9 first, then the two sevens as they came, then 5. */
static void ordered(void **state)
{
	const struct order *o = *state;
	idx_t want[PLAYERS] = {3, NIL, NIL, 0};

	for (unsigned i = 0; i < PLAYERS; i++) {
		if (prio[o->arrival[i]] == 7)
			want[want[1] == NIL ? 1 : 2] = (idx_t)o->arrival[i];
	}
	setup(o);
	for (unsigned i = 0; i < PLAYERS; i++) {
		idx_t t = wake_one(o->kind);

		assert_int_equal(t, want[i]);
		wait_at_gate(t);
	}
}

static void add_orders(enum kind kind)
{
	for (unsigned n = 0; n < 256; n++) {
		struct order o = {
			.arrival = {n & 3, n >> 2 & 3, n >> 4 & 3, n >> 6},
			.kind = kind};
		unsigned seen = 0;

		for (unsigned i = 0; i < PLAYERS; i++)
			seen |= 1u << o.arrival[i];
		if (seen == 0xf)
			ADD_ROW(ordered, o, "c07_%s_arriving_%u%u%u%u",
				kind_name[kind], o.arrival[0], o.arrival[1],
				o.arrival[2], o.arrival[3]);
	}
}

int group_order(void)
{
	add_orders(SENDERS);
	add_orders(CALLERS);
	add_orders(RECEIVERS);
	add_orders(WAITERS);
	return run_group_of("order");
}
