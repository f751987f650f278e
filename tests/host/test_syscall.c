/*
 * test_syscall.c - numbers, flags, and the calls that ask for no cap
 */
#include "cast.h"
#include "snapshot.h"

static idx_t client;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	world_thread(SERVER, 5);
	world_boot();
	assert_running(client);
}

/* What stands in arg[7] when it is not a system call. */
static void refuses_number(void **state)
{
	const k5_word_t *number = *state;

	setup();
	assert_refused(*number, (struct request){.slot = 1, .word = {1, 2}},
		       K5_ERR_NUMBER);
}

static void c05_unknown_flags_are_refused_with_every_number(void **state)
{
	(void)state;
	for (unsigned bit = 16; bit < sizeof(k5_word_t) * 8; bit++) {
		setup();
		for (k5_word_t n = 0; n < K5_SYS_COUNT; n++)
			assert_refused(
				n,
				(struct request){.flags = (k5_word_t)1 << bit},
				K5_ERR_NUMBER);
	}
}

static void c06_nop_changes_nothing(void **state)
{
	(void)state;
	setup();
	/* a call that succeeds and changes nothing is refused with K5_OK */
	REFUSED(K5_OK, nop, .slot = 0, .label = 9, .word = {1, 2, 3, 4},
		.reply = 5);
}

static void c11_clock_tells_all_64_bits(void **state)
{
	static const k5_ticks_t times[] = {0, 1, 0xffffffff, 0x100000000,
					   0x123456789abcdef};

	(void)state;
	setup();
	for (size_t i = 0; i < COUNT(times); i++) {
		host.clock = times[i];
		assert_running(client);
		assert_int_equal(ASK(clock, 0), K5_OK);
		assert_int_equal(got(client).word[0], times[i] & 0xffffffff);
		assert_int_equal(got(client).word[1], times[i] >> 32);
	}
}

static void c11_clock_never_goes_back(void **state)
{
	(void)state;
	setup();
	k5_ticks_t last = 0;

	for (unsigned i = 0; i < 1000; i++) {
		host.clock += i % 7;
		RUN(client);
		ASK(clock, 0);

		struct answer a = got(client);
		k5_ticks_t now = (k5_ticks_t)a.word[1] << 32 | a.word[0];

		assert_true(now >= last && now == host.clock);
		last = now;
	}
}

static void c07_exit_ends_one_thread(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	idx_t mate = world_thread(CLIENT, 10);

	world_boot();
	RUN(client);
	ASK(exit, 0);
	assert_state(client, T_STOPPED);
	assert_running(mate);
	assert_int_equal(k5.live, 1);
	assert_false(k5.failed);
}

/* Slot, type, rights, badge of every cap; nothing of the object. */
static void c06_caps_lists_every_cap_once(void **state)
{
	static const uint8_t type[] = {1, 1, 1, 1, 2, 2, 3,
				       3, 3, 4, 4, 5, 6, 9};
	k5_word_t slot = 0;
	unsigned seen = 0;

	(void)state;
	setup();
	while (ASK(caps, .slot = slot) == K5_OK) {
		struct answer a = got(client);

		assert_int_equal(a.word[0], seen);
		assert_int_equal(a.word[1], type[seen]);
		slot = a.word[0] + 1;
		seen++;
	}
	assert_int_equal(seen, COUNT(type));
}

static void c06_caps_tells_rights_and_badge(void **state)
{
	(void)state;
	setup();
	ASK(caps, .slot = S_FRONT);
	assert_int_equal(got(client).word[2], K5_RIGHT_SEND);
	assert_int_equal(got(client).word[3], 100 + CLIENT);
	ASK(caps, .slot = S_SIGNAL_LOW);
	assert_int_equal(got(client).word[2], K5_RIGHT_SIGNAL);
	assert_int_equal(got(client).word[3], 0xf);
}

static void c06_caps_skips_empty_slots(void **state)
{
	(void)state;
	setup();
	ASK(connect, .slot = S_FREE + 4, .word = FRONT_NAME);
	assert_int_equal(ASK(caps, .slot = S_FREE), K5_OK);
	assert_int_equal(got(client).word[0], S_FREE + 4);
	assert_int_equal(got(client).word[3], 1);
	REFUSED(K5_ERR_SLOT, caps, .slot = S_FREE + 5);
}

static void c06_caps_past_the_end(void **state)
{
	static const k5_word_t slots[] = {CSPACE, CSPACE + 1, 0x10000,
					  ~(k5_word_t)0};

	(void)state;
	setup();
	for (size_t i = 0; i < COUNT(slots); i++)
		REFUSED(K5_ERR_SLOT, caps, .slot = slots[i]);
}

static void c06_caps_never_shows_another_task_s(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	world_boot();
	for (k5_word_t slot = 0; slot < (k5_word_t)3 * CSPACE; slot++) {
		if (ASK(caps, .slot = slot) != K5_OK)
			continue;
		assert_true(got(client).word[0] < CSPACE);
		if (got(client).word[1] == K5_CAP_ENDPOINT)
			assert_int_equal(got(client).word[3] % 100,
					 got(client).word[3] == 0 ? 0 : CLIENT);
	}
}

static void c06_shutdown_ends_with_the_code(void **state)
{
	static const int32_t codes[] = {0, 1, 42, 255, -1};

	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++) {
		setup();
		ASK(shutdown, .slot = S_SYSTEM,
		    .word = {(k5_word_t)(uint32_t)codes[i]});
		assert_true(host.ended);
		assert_int_equal(host.code, codes[i]);
	}
}

int group_syscall(void)
{
	static const k5_word_t numbers[] = {
		K5_SYS_COUNT,
		K5_SYS_COUNT + 1,
		0x7f,
		0xff,
		0x18000,
		0x10000 | K5_SYS_nop,
		0x80000000 | K5_SYS_sleep,
		~(k5_word_t)0xff,
		~(k5_word_t)0,
		0x10000,
		(k5_word_t)1 << (sizeof(k5_word_t) * 8 - 1)};

	for (size_t i = 0; i < COUNT(numbers); i++)
		ADD_ROW(refuses_number, numbers[i], "c05_number_%zx_is_refused",
			(size_t)numbers[i]);
	ADD(c05_unknown_flags_are_refused_with_every_number);
	ADD(c06_nop_changes_nothing);
	ADD(c11_clock_tells_all_64_bits);
	ADD(c11_clock_never_goes_back);
	ADD(c07_exit_ends_one_thread);
	ADD(c06_caps_lists_every_cap_once);
	ADD(c06_caps_tells_rights_and_badge);
	ADD(c06_caps_skips_empty_slots);
	ADD(c06_caps_past_the_end);
	ADD(c06_caps_never_shows_another_task_s);
	ADD(c06_shutdown_ends_with_the_code);
	return run_group_of("syscall");
}
