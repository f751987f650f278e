/*
 * test_cspace.c - a slot names a cap, or the call is refused and changes
 * nothing
 *
 * One test for each system call that takes a cap and each way a slot can be
 * wrong, made from syscalls.def: a new row is tested as soon as it is there.
 */
#include "cast.h"
#include "snapshot.h"

struct wants {
	const char *name;
	k5_word_t number;
	enum k5_cap_type type;
	uint8_t right;
	bool beside; /* the reply cap in arg[6], not the one in arg[0] */
};

static const struct wants wants[] = {
#define K5_SYSCALL(number, name, cap, right, shape, doc)                       \
	{#name, number, K5_CAP_##cap, K5_RIGHT_##right, false},
#include <k5/syscalls.def>
#undef K5_SYSCALL
	{"recv_with", K5_SYS_recv, K5_CAP_REPLY, K5_RIGHT_SEND, true},
	{"try_recv_with", K5_SYS_try_recv, K5_CAP_REPLY, K5_RIGHT_SEND, true},
	{"reply_recv_with", K5_SYS_reply_recv, K5_CAP_REPLY, K5_RIGHT_SEND,
	 true},
};

enum {
	EMPTY = 12,
	REST = 12 /* slot REST + type: the same type without one right */
};

static const uint8_t rights_of[] = {
	[K5_CAP_ENDPOINT] = K5_RIGHT_SEND | K5_RIGHT_RECV,
	[K5_CAP_REPLY] = K5_RIGHT_SEND,
	[K5_CAP_NOTIFICATION] = K5_RIGHT_SIGNAL | K5_RIGHT_WAIT,
	[K5_CAP_PORT] = K5_RIGHT_LISTEN | K5_RIGHT_CONNECT,
	[K5_CAP_IRQ] = K5_RIGHT_CONTROL,
	[K5_CAP_SYSTEM] = K5_RIGHT_CONTROL,
	[K5_CAP_POOL] = K5_RIGHT_CONTROL,
	[K5_CAP_TIMER] = K5_RIGHT_CONTROL,
	[K5_CAP_THREAD] = K5_RIGHT_CONTROL,
	[K5_CAP_SC] = K5_RIGHT_READ | K5_RIGHT_CONTROL};

static const struct {
	const char *name;
	k5_word_t slot;
} bad_slot[] = {
	{"empty", EMPTY},
	{"one_past", CSPACE},
	{"of_next_task", CSPACE + 1},
	{"of_last_slot", TASKS *CSPACE},
	{"wide_8", 0x100},
	{"wide_16", 0x10000},
	{"wide_32", (k5_word_t)1 << (sizeof(k5_word_t) * 8 - 1)},
	{"all_ones", ~(k5_word_t)0},
};

static const char *const type_name[] = {
	"none",   "endpoint", "reply",  "notification", "port",   "irq",
	"system", "pool",     "region", "timer",        "thread", "time"};

/* Slot `type` has all its rights, slot REST + type has all but `missing`. */
static void setup(uint8_t missing)
{
	world_new();
	idx_t task = world_task();

	world_thread_desc[world_thread(task, 10)].entry = 0; /* the cap's */
	world_thread(task, 10);
	world_endpoint();
	world_notification();
	world_reply();
	world_port("p", 0);
	world_irq(IRQ_LINE, 0, 1);
	world_pool(1, 1, 1);
	world_task();
	for (uint8_t i = 0; i < 2 * REST; i++) {
		uint8_t type = i % REST;
		uint8_t rights = rights_of[type];

		if (i >= REST)
			rights = (uint8_t)(rights & ~missing);
		if (rights_of[type] == 0) /* regions are test_loan.c's */
			type = K5_CAP_NONE;
		world_cap(task, (struct cap){.type = type, .rights = rights});
	}
	world_boot();
}

struct slot_case {
	const struct wants *wants;
	k5_word_t slot;
	enum k5_err why;
};

static void refuses(void **state)
{
	const struct slot_case *c = *state;
	struct request request = {.slot = c->slot, .word = {1, 2, 3, 4}};

	setup(c->wants->right);
	if (c->wants->beside) {
		request.slot = K5_CAP_ENDPOINT;
		request.reply = c->slot;
	} else {
		request.reply = K5_CAP_REPLY;
	}
	assert_refused(c->wants->number, request, c->why);
}

static void add(const struct wants *w, const char *what, k5_word_t slot,
		enum k5_err why)
{
	struct slot_case row = {w, slot, why};

	ADD_ROW(refuses, row, "c06_%s_refuses_slot_%s", w->name, what);
}

static void add_all(const struct wants *w)
{
	for (size_t i = 0; i < COUNT(bad_slot); i++)
		add(w, bad_slot[i].name, bad_slot[i].slot, K5_ERR_SLOT);
	for (unsigned type = K5_CAP_ENDPOINT; type <= K5_CAP_SC; type++) {
		if (type == K5_CAP_REGION)
			continue;
		if (type != w->type)
			add(w, name_of("of_%s", type_name[type]), type,
			    K5_ERR_TYPE);
	}
	add(w, "without_right", (k5_word_t)REST + w->type, K5_ERR_RIGHT);
}

static void c06_first_and_last_slot_are_usable(void **state)
{
	(void)state;
	world_new();
	idx_t task = world_task();

	world_thread(task, 10);
	world_notification();
	for (unsigned i = 0; i < CSPACE; i++)
		world_ntf_cap(task, 0, K5_RIGHT_SIGNAL, 0);
	world_boot();
	assert_int_equal(ASK(notify, .slot = 0, .word = {1}), K5_OK);
	assert_int_equal(ASK(notify, .slot = CSPACE - 1, .word = {2}), K5_OK);
	assert_int_equal(k5_notification[0].bits, 3);
}

static void c06_slots_of_two_tasks_are_two_things(void **state)
{
	(void)state;
	world_new();
	idx_t one = world_task();
	idx_t two = world_task();
	idx_t first = world_thread(one, 10);
	idx_t second = world_thread(two, 10);

	world_notification();
	world_notification();
	world_ntf_cap(one, 0, K5_RIGHT_SIGNAL, 0);
	world_ntf_cap(two, 1, K5_RIGHT_SIGNAL, 0);
	world_boot();
	RUN(first);
	ASK(notify, .slot = 0, .word = {1});
	RUN(second);
	ASK(notify, .slot = 0, .word = {2});
	assert_int_equal(k5_notification[0].bits, 1);
	assert_int_equal(k5_notification[1].bits, 2);
}

static void c06_a_task_without_slots_names_nothing(void **state)
{
	(void)state;
	world_new();
	world_thread(world_task(), 10);
	world_slots(0, 0);
	world_boot();
	REFUSED(K5_ERR_SLOT, notify, .slot = 0);
	REFUSED(K5_ERR_SLOT, caps, .slot = 0);
	REFUSED(K5_ERR_NAME, connect, .slot = 0);
}

static void c06_right_is_asked_whole(void **state)
{
	(void)state;
	setup(K5_RIGHT_SEND);
	/* the slot has every right but send */
	REFUSED(K5_ERR_RIGHT, send, .slot = REST + K5_CAP_ENDPOINT);
	assert_int_equal(ASK(try_recv, .slot = REST + K5_CAP_ENDPOINT,
			     .reply = K5_CAP_REPLY),
			 K5_ERR_AGAIN);
}

int group_cspace(void)
{
	for (size_t i = 0; i < COUNT(wants); i++) {
		if (wants[i].type != K5_CAP_NONE)
			add_all(&wants[i]);
	}
	ADD(c06_first_and_last_slot_are_usable);
	ADD(c06_slots_of_two_tasks_are_two_things);
	ADD(c06_a_task_without_slots_names_nothing);
	ADD(c06_right_is_asked_whole);
	return run_group_of("cspace");
}
