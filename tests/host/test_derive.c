/*
 * test_derive.c - caps out of caps, and what ends with the last of them
 *
 * test_slots.c holds the kernel against a model; here words say what must not
 * change.
 */
#include "cast.h"
#include "derive.h"
#include "snapshot.h"

enum {
	ALL = 0xff,
	NEW = S_FREE,
	NEXT,
	THIRD
};

static idx_t client, server, mate;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	mate = world_thread(SERVER, 10);
	world_boot();
	RUN(client);
}

static enum k5_err mint(k5_word_t from, k5_word_t to, k5_word_t rights,
			k5_word_t badge)
{
	return ASK(mint, .slot = from, .word = {to, rights, badge});
}

static struct cap cap_in(k5_word_t slot)
{
	return k5_slot[k5_thread[k5.current].task * CSPACE + slot];
}

static void assert_empty(k5_word_t slot)
{
	assert_int_equal(cap_in(slot).type, K5_CAP_NONE);
}

static void c06_a_copy_does_what_its_original_does(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	assert_int_equal(mint(S_FRONT, NEW, ALL, 0), K5_OK);
	ASK(call, .slot = NEW, .label = 4);
	assert_int_equal(got(server).label, 4);
	assert_int_equal(got(server).badge, 100 + CLIENT);
}

static void c06_minted_rights_are_fewer_and_never_come_back(void **state)
{
	(void)state;
	setup();
	RUN(server);
	k5_slot[SERVER * CSPACE + THIRD] =
		(struct cap){.type = K5_CAP_NOTIFICATION,
			     .rights = K5_RIGHT_SIGNAL | K5_RIGHT_WAIT};
	assert_int_equal(mint(THIRD, NEW, K5_RIGHT_WAIT, 0), K5_OK);
	REFUSED(K5_ERR_RIGHT, notify, .slot = NEW, .word = {1});
	assert_int_equal(mint(NEW, NEXT, ALL, 0), K5_OK);
	REFUSED(K5_ERR_RIGHT, notify, .slot = NEXT, .word = {1});
	assert_int_equal(cap_in(NEXT).rights, K5_RIGHT_WAIT);
}

static void c06_mint_refuses_to_leave_no_right(void **state)
{
	(void)state;
	setup();
	REFUSED(K5_ERR_RIGHT, mint, .slot = S_FRONT, .word = {NEW, 0, 0});
	REFUSED(K5_ERR_RIGHT, mint, .slot = S_FRONT,
		.word = {NEW, K5_RIGHT_RECV, 0});
	REFUSED(K5_ERR_RIGHT, mint, .slot = S_FRONT,
		.word = {NEW, ~(k5_word_t)0xff, 0});
}

static void c06_a_badge_is_given_once(void **state)
{
	(void)state;
	setup();
	assert_int_equal(mint(S_SIGNAL, NEW, ALL, 0x30), K5_OK);
	assert_int_equal(cap_in(NEW).badge, 0x30);
	REFUSED(K5_ERR_RIGHT, mint, .slot = NEW, .word = {NEXT, ALL, 0x10});
	REFUSED(K5_ERR_RIGHT, mint, .slot = S_FRONT, .word = {NEXT, ALL, 7});
	assert_int_equal(mint(NEW, NEXT, ALL, 0), K5_OK);
	assert_int_equal(cap_in(NEXT).badge, 0x30);
}

static void c06_only_endpoints_and_notifications_take_badges(void **state)
{
	static const k5_word_t others[] = {S_REPLY, S_LISTEN, S_CONNECT, S_IRQ,
					   S_SYSTEM};

	(void)state;
	setup();
	for (size_t i = 0; i < COUNT(others); i++)
		REFUSED(K5_ERR_TYPE, mint, .slot = others[i],
			.word = {NEW, ALL, 5});
}

static void c06_revoke_reaches_what_was_derived_of_the_derived(void **state)
{
	(void)state;
	setup();
	mint(S_FRONT, NEW, ALL, 0);
	mint(NEW, NEXT, ALL, 0);
	assert_int_equal(ASK(revoke, .slot = S_FRONT), K5_OK);
	assert_empty(NEW);
	assert_empty(NEXT);
	assert_int_equal(cap_in(S_FRONT).type, K5_CAP_ENDPOINT);
	REFUSED(K5_ERR_SLOT, send, .slot = NEW);
}

static void c06_revoke_spares_siblings_and_parents(void **state)
{
	(void)state;
	setup();
	mint(S_FRONT, NEW, ALL, 0);
	mint(S_FRONT, NEXT, ALL, 0);
	mint(NEW, THIRD, ALL, 0);
	assert_int_equal(ASK(revoke, .slot = NEW), K5_OK);
	assert_empty(THIRD);
	assert_int_equal(cap_in(NEXT).type, K5_CAP_ENDPOINT);
	/* the app gave everybody a cap to FRONT: nobody's is another's */
	assert_int_equal(ASK(revoke, .slot = S_FRONT), K5_OK);
	assert_int_equal(k5_slot[SERVER * CSPACE + S_FRONT].type,
			 K5_CAP_ENDPOINT);
}

static void c13_revoke_goes_in_bounded_steps(void **state)
{
	unsigned again = 0;

	(void)state;
	setup();
	for (k5_word_t i = 0; NEW + i < CSPACE; i++)
		assert_int_equal(mint(i == 0 ? S_FRONT : NEW, NEW + i, ALL, 0),
				 K5_OK);
	while (ASK(revoke, .slot = S_FRONT) == K5_ERR_AGAIN)
		again++;
	assert_int_equal(again, (CSPACE - NEW - 1) / 4);
	for (k5_word_t i = NEW; i < CSPACE; i++)
		assert_empty(i);
}

static void c06_a_deleted_cap_leaves_its_children_to_its_parent(void **state)
{
	(void)state;
	setup();
	mint(S_FRONT, NEW, ALL, 0);
	mint(NEW, NEXT, ALL, 0);
	assert_int_equal(ASK(delete, .slot = NEW), K5_OK);
	assert_empty(NEW);
	assert_int_equal(cap_in(NEXT).type, K5_CAP_ENDPOINT);
	assert_int_equal(ASK(revoke, .slot = S_FRONT), K5_OK);
	assert_empty(NEXT);
}

static void c06_a_moved_cap_keeps_its_children_and_parent(void **state)
{
	(void)state;
	setup();
	mint(S_FRONT, NEW, ALL, 0);
	mint(NEW, NEXT, ALL, 0);
	assert_int_equal(ASK(move, .slot = NEW, .word = {THIRD}), K5_OK);
	assert_empty(NEW);
	assert_int_equal(ASK(revoke, .slot = THIRD), K5_OK);
	assert_empty(NEXT);
	assert_int_equal(ASK(revoke, .slot = S_FRONT), K5_OK);
	assert_empty(THIRD);
}

static void owed(void)
{
	setup();
	front_serves(server);
	RUN(client);
	front_call(1);
	assert_state(client, T_REPLY);
	RUN(server);
}

static void c07_with_the_last_reply_cap_the_caller_is_told(void **state)
{
	(void)state;
	owed();
	assert_int_equal(ASK(delete, .slot = S_REPLY), K5_OK);
	assert_state(client, T_READY);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
}

static void c07_another_reply_cap_keeps_the_debt(void **state)
{
	(void)state;
	owed();
	mint(S_REPLY, NEW, ALL, 0);
	assert_int_equal(ASK(delete, .slot = S_REPLY), K5_OK);
	assert_state(client, T_REPLY);
	assert_int_equal(ASK(reply, .slot = NEW, .label = 9), K5_OK);
	assert_int_equal(got(client).label, 9);
}

static void c07_who_waits_with_a_lost_reply_object_is_told(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(mate);
	assert_int_equal(ASK(delete, .slot = S_REPLY), K5_OK);
	assert_state(server, T_READY);
	assert_int_equal(got(server).status, K5_ERR_DEAD);
}

static void c10_a_passive_server_goes_on_without_its_client(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	assert_running(server);
	assert_int_equal(k5_thread[server].sc, k5_app.thread[client].sc);
	assert_int_equal(ASK(delete, .slot = S_REPLY), K5_OK);
	assert_int_equal(k5_thread[client].sc, k5_app.thread[client].sc);
	assert_int_equal(k5_thread[server].sc, k5_app.thread[server].sc);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_state(server, T_READY);
}

static void c14_with_its_last_cap_an_interrupt_is_masked(void **state)
{
	(void)state;
	setup();
	ASK(irq_ack, .slot = S_IRQ);
	for (idx_t task = 0; task < CAST_TASKS; task++) {
		assert_true(host.open[IRQ_LINE]);
		assert_int_equal(derive_delete(task, S_IRQ), K5_OK);
	}
	assert_false(host.open[IRQ_LINE]);
}

/* --- every slot that is wrong, for every call --------------------------- */

static const k5_word_t bad[] = {NEW,           CSPACE,        CSPACE + 1,
				TASKS *CSPACE, 0x100,         0x10000,
				0xffff,        ~(k5_word_t)0, 0x10001};

static void c06_no_other_slot_is_derived_from(void **state)
{
	(void)state;
	setup();
	for (size_t i = 0; i < COUNT(bad); i++) {
		REFUSED(K5_ERR_SLOT, mint, .slot = bad[i], .word = {NEXT, ALL});
		REFUSED(K5_ERR_SLOT, move, .slot = bad[i], .word = {NEXT});
		REFUSED(K5_ERR_SLOT, delete, .slot = bad[i]);
		REFUSED(K5_ERR_SLOT, revoke, .slot = bad[i]);
	}
}

static void c06_no_other_slot_is_filled(void **state)
{
	(void)state;
	setup();
	for (size_t i = 0; i < COUNT(bad); i++) {
		k5_word_t to = bad[i] == NEW ? S_BACK : bad[i];

		REFUSED(K5_ERR_SLOT, mint, .slot = S_FRONT, .word = {to, ALL});
		REFUSED(K5_ERR_SLOT, move, .slot = S_FRONT, .word = {to});
	}
	REFUSED(K5_ERR_SLOT, mint, .slot = S_FRONT, .word = {S_FRONT, ALL});
	REFUSED(K5_ERR_SLOT, move, .slot = S_FRONT, .word = {S_FRONT});
}

int group_derive(void)
{
	ADD(c06_a_copy_does_what_its_original_does);
	ADD(c06_minted_rights_are_fewer_and_never_come_back);
	ADD(c06_mint_refuses_to_leave_no_right);
	ADD(c06_a_badge_is_given_once);
	ADD(c06_only_endpoints_and_notifications_take_badges);
	ADD(c06_revoke_reaches_what_was_derived_of_the_derived);
	ADD(c06_revoke_spares_siblings_and_parents);
	ADD(c13_revoke_goes_in_bounded_steps);
	ADD(c06_a_deleted_cap_leaves_its_children_to_its_parent);
	ADD(c06_a_moved_cap_keeps_its_children_and_parent);
	ADD(c07_with_the_last_reply_cap_the_caller_is_told);
	ADD(c07_another_reply_cap_keeps_the_debt);
	ADD(c07_who_waits_with_a_lost_reply_object_is_told);
	ADD(c10_a_passive_server_goes_on_without_its_client);
	ADD(c14_with_its_last_cap_an_interrupt_is_masked);
	ADD(c06_no_other_slot_is_derived_from);
	ADD(c06_no_other_slot_is_filled);
	return run_group_of("derive");
}
