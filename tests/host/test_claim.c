/*
 * test_claim.c - a buffer is the caller's own, with the right, or refused
 *
 * Every call that names a buffer meets every way a buffer can be wrong.
 */
#include <string.h>

#include "cast.h"
#include "claim.h"
#include "snapshot.h"

/* A buffer beside what may be done with it. */
struct buffer {
	const char *name;
	k5_word_t base;
	k5_word_t length;
	enum k5_err read;  /* as a buffer to send from */
	enum k5_err write; /* as a buffer to receive into */
};

static const k5_word_t top = ~(k5_word_t)0;

/* Filled at run time: addresses are not constants in C. */
static size_t buffers(struct buffer *out)
{
	const enum k5_err mem = K5_ERR_MEMORY, ok = K5_OK;
	k5_word_t code = mem_at(CLIENT, MEM_CODE, 0);
	k5_word_t ram = mem_at(CLIENT, MEM_RAM, 0);
	k5_word_t end = ram + REGION_SIZE;
	const struct buffer row[] = {
		{"null", 0, 1, mem, mem},
		{"null_empty", 0, 0, ok, ok},
		{"top_empty", top, 0, ok, ok},
		{"foreign_empty", mem_at(SERVER, MEM_RAM, 0), 0, ok, ok},
		{"low", 4, 16, mem, mem},
		{"top_byte", top, 1, mem, mem},
		{"wrapping", top - 7, 16, mem, mem},
		{"wrapping_into_own", ram - 1, top, K5_ERR_RANGE, K5_ERR_RANGE},
		{"length_wraps_to_own", ram + 8, top - 7, K5_ERR_RANGE,
		 K5_ERR_RANGE},
		{"own_ram", ram + 64, 32, ok, ok},
		{"first_byte", ram, 1, ok, ok},
		{"last_byte", end - 1, 1, ok, ok},
		{"longest_at_end", end - K5_LOG_MAX, K5_LOG_MAX, ok, ok},
		{"one_past", end, 1, mem, mem},
		{"one_before", ram - 1, 1, mem, mem},
		{"straddling_start", ram - 1, 2, mem, mem},
		{"straddling_end", end - 1, 2, mem, mem},
		{"ending_past", end - 95, 96, mem, mem},
		{"foreign_ram", mem_at(SERVER, MEM_RAM, 64), 16, mem, mem},
		{"foreign_code", mem_at(SERVER, MEM_CODE, 0), 16, mem, mem},
		{"foreign_const", mem_at(BACKEND, MEM_CONST, 0), 1, mem, mem},
		{"kernel_thread", (k5_word_t)&k5_thread[0], 16, mem, mem},
		{"kernel_slots", (k5_word_t)k5_slot, 16, mem, mem},
		{"kernel_log", (k5_word_t)k5_log_ring, 16, mem, mem},
		{"kernel_app", (k5_word_t)&world_app, 16, mem, mem},
		{"kernel_code", (k5_word_t)&claim_ok, 16, mem, mem},
		{"own_code", code + 3, 5, ok, mem},
		{"own_const", mem_at(CLIENT, MEM_CONST, 8), 8, ok, mem},
		{"own_sink", mem_at(CLIENT, MEM_SINK, 8), 8, mem, ok},
		{"two_regions", code + REGION_SIZE - 8, GAP + 16, mem, mem},
		{"too_long", ram, K5_COPY_MAX + 1, K5_ERR_RANGE, K5_ERR_RANGE},
		{"far_too_long", ram, top, K5_ERR_RANGE, K5_ERR_RANGE},
		{"half_the_words", ram, top / 2 + 1, K5_ERR_RANGE,
		 K5_ERR_RANGE},
	};

	memcpy(out, row, sizeof(row));
	return COUNT(row);
}

struct buffer_case {
	struct buffer buffer;
	k5_word_t number;
	k5_word_t slot;
	bool in; /* the buffer is one to receive into */
};

static struct request request_of(const struct buffer_case *c)
{
	struct request r = {.slot = c->slot,
			    .reply = S_REPLY2,
			    .label = K5_LEVEL_INFO,
			    .flags = c->in ? K5_COPY_IN : K5_COPY_OUT};

	r.word[c->in ? 2 : 0] = c->buffer.base;
	r.word[c->in ? 3 : 1] = c->buffer.length;
	if (c->number == K5_SYS_log)
		r.reply = K5_LEVEL_INFO;
	return r;
}

/*
 * The client owes the server's thread an answer and a server waits in FRONT,
 * so that what is not refused also happens.
 */
static idx_t all_can_happen(void)
{
	cast();
	idx_t client = world_thread(CLIENT, 10);
	idx_t server = world_thread(SERVER, 10);
	idx_t caller = world_thread(BACKEND, 10);

	world_boot();
	front_serves(server);
	RUN(caller);
	assert_int_equal(back_call(1), K5_OK);
	RUN(client);
	assert_int_equal(back_recv(), K5_OK);
	assert_running(client);
	return client;
}

static void checks(void **state)
{
	const struct buffer_case *c = *state;
	enum k5_err why = c->in ? c->buffer.write : c->buffer.read;
	idx_t client = all_can_happen();

	if (why != K5_OK) {
		assert_refused(c->number, request_of(c), why);
		return;
	}
	enum k5_err e = ask(c->number, request_of(c));

	if (c->number == K5_SYS_try_recv)
		assert_int_equal(e, K5_ERR_AGAIN);
	else if (c->number == K5_SYS_panic)
		assert_state(client, T_STOPPED);
	else
		assert_int_equal(e, K5_OK);
}

static const struct {
	const char *name;
	k5_word_t number;
	k5_word_t slot;
	bool in;
} calls[] = {
	{"send", K5_SYS_send, S_FRONT, false},
	{"try_send", K5_SYS_try_send, S_FRONT, false},
	{"call", K5_SYS_call, S_FRONT, false},
	{"reply", K5_SYS_reply, S_REPLY, false},
	{"reply_recv", K5_SYS_reply_recv, S_BACK_RECV, false},
	{"log", K5_SYS_log, 0, false},
	{"panic", K5_SYS_panic, 0, false},
	{"call_in", K5_SYS_call, S_FRONT, true},
	{"recv_in", K5_SYS_recv, S_BACK_RECV, true},
	{"try_recv_in", K5_SYS_try_recv, S_BACK_RECV, true},
	{"reply_recv_in", K5_SYS_reply_recv, S_BACK_RECV, true},
};

static void add_calls(void)
{
	struct buffer row[64];
	size_t rows = buffers(row);

	for (size_t i = 0; i < COUNT(calls); i++) {
		for (size_t k = 0; k < rows; k++) {
			struct buffer_case c = {row[k], calls[i].number,
						calls[i].slot, calls[i].in};

			ADD_ROW(checks, c, "c05_%s_buffer_%s", calls[i].name,
				row[k].name);
		}
	}
}

/* The slow and obvious answer: byte by byte, with room to spare. */
static bool oracle(const struct k5_region *region, struct claim claim)
{
	for (k5_word_t i = 0; i < claim.length; i++) {
		k5_word_t byte = claim.base + i;
		bool wrapped = byte < claim.base;
		bool above = byte >= region->base;
		bool below = byte - region->base < region->size;

		if (wrapped || !above || !below)
			return false;
	}
	return true;
}

static void exhaust(k5_word_t base, k5_word_t size)
{
	struct k5_region region = {base, size, K5_MEM_READ};

	world_region[0][MEM_CODE] = region;
	for (k5_word_t at = base - 20; at != base + 40; at++) {
		for (k5_word_t length = 0; length < 40; length++) {
			struct claim claim = {at, length};

			if (claim_ok(0, claim, K5_MEM_READ) !=
			    oracle(&region, claim))
				fail_msg("at %zx length %zx", (size_t)at,
					 (size_t)length);
		}
	}
}

static void one_task(void)
{
	world_new();
	world_task();
	for (unsigned r = 0; r < MEM_REGIONS; r++)
		world_region[0][r].rights = 0;
}

static void c05_claim_agrees_with_bytes_everywhere(void **state)
{
	(void)state;
	one_task();
	for (k5_word_t size = 0; size < 18; size++) {
		exhaust(0, size);
		exhaust(0x20000000, size);
		exhaust((top >> 1) - 8, size);
		exhaust(top - size + 1, size);
		exhaust(top - size, size);
	}
}

static void c05_claim_of_a_whole_address_space(void **state)
{
	(void)state;
	one_task();
	world_region[0][MEM_RAM] = (struct k5_region){0, top, K5_MEM_READ};
	assert_true(claim_ok(0, (struct claim){0, top}, K5_MEM_READ));
	assert_true(claim_ok(0, (struct claim){top - 1, 1}, K5_MEM_READ));
	assert_false(claim_ok(0, (struct claim){top, 1}, K5_MEM_READ));
	assert_false(claim_ok(0, (struct claim){1, top}, K5_MEM_READ));
}

static void c05_adjacent_regions_are_not_one(void **state)
{
	(void)state;
	one_task();
	world_region[0][0] = (struct k5_region){0x1000, 16, K5_MEM_READ};
	world_region[0][1] = (struct k5_region){0x1010, 16, K5_MEM_READ};
	assert_true(claim_ok(0, (struct claim){0x1000, 16}, K5_MEM_READ));
	assert_true(claim_ok(0, (struct claim){0x1010, 16}, K5_MEM_READ));
	assert_false(claim_ok(0, (struct claim){0x1008, 16}, K5_MEM_READ));
}

static void c05_rights_of_two_regions_do_not_add_up(void **state)
{
	(void)state;
	one_task();
	world_region[0][0] = (struct k5_region){0x1000, 16, K5_MEM_READ};
	world_region[0][1] = (struct k5_region){0x1000, 16, K5_MEM_WRITE};
	assert_false(claim_ok(0, (struct claim){0x1000, 4},
			      K5_MEM_READ | K5_MEM_WRITE));
	assert_true(claim_ok(0, (struct claim){0x1000, 4}, K5_MEM_WRITE));
}

/* The task may touch its device; the kernel does not on its behalf. */
static void c05_own_device_is_no_buffer(void **state)
{
	(void)state;
	one_task();
	world_region[0][0] = (struct k5_region){
		0x1000, 16, K5_MEM_READ | K5_MEM_WRITE | K5_MEM_DEVICE};
	world_region[0][1] = (struct k5_region){0x1008, 4, K5_MEM_READ};
	assert_false(claim_ok(0, (struct claim){0x1000, 4}, K5_MEM_READ));
	assert_false(claim_ok(0, (struct claim){0x1000, 16}, K5_MEM_WRITE));
	assert_true(claim_ok(0, (struct claim){0x1000, 0}, K5_MEM_READ));
	assert_true(claim_ok(0, (struct claim){0x1008, 4}, K5_MEM_READ));
}

static void c05_without_flag_no_buffer_is_looked_at(void **state)
{
	(void)state;
	all_can_happen();
	/* the words are words, however much they look like a bad buffer */
	assert_int_equal(ASK(send, .slot = S_FRONT, .word = {top, top}), K5_OK);
}

static void c05_both_buffers_of_a_call_are_checked(void **state)
{
	(void)state;
	idx_t c = all_can_happen();
	k5_word_t ram = mem_at(CLIENT, MEM_RAM, 0);
	k5_word_t both = K5_COPY_OUT | K5_COPY_IN;

	REFUSED(K5_ERR_MEMORY, call, .slot = S_FRONT, .flags = both,
		.word = {ram, 4, 0, 4});
	REFUSED(K5_ERR_MEMORY, call, .slot = S_FRONT, .flags = both,
		.word = {0, 4, ram, 4});
	REFUSED(K5_ERR_RANGE, call, .slot = S_FRONT, .flags = both,
		.word = {ram, 4, ram, K5_COPY_MAX + 1});
	ASK(call, .slot = S_FRONT, .flags = both, .word = {ram, 4, ram, 4});
	assert_state(c, T_REPLY);
}

int group_claim(void)
{
	add_calls();
	ADD(c05_claim_agrees_with_bytes_everywhere);
	ADD(c05_claim_of_a_whole_address_space);
	ADD(c05_adjacent_regions_are_not_one);
	ADD(c05_rights_of_two_regions_do_not_add_up);
	ADD(c05_own_device_is_no_buffer);
	ADD(c05_without_flag_no_buffer_is_looked_at);
	ADD(c05_both_buffers_of_a_call_are_checked);
	return run_group_of("claim");
}
