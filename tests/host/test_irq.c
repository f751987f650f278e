/*
 * test_irq.c - a line is masked until acknowledged, and speaks through bits
 */
#include "cast.h"
#include "sc.h"
#include "snapshot.h"

static idx_t driver;

static void setup(void)
{
	cast();
	driver = world_thread(SERVER, 10);
	world_thread(CLIENT, 5);
	world_boot();
	assert_running(driver);
}

static void c14_lines_are_masked_at_boot(void **state)
{
	(void)state;
	setup();
	for (unsigned i = 0; i < HOST_LINES; i++)
		assert_false(host.open[i]);
}

static void c14_first_ack_opens_the_line(void **state)
{
	(void)state;
	setup();
	assert_int_equal(ASK(irq_ack, .slot = S_IRQ), K5_OK);
	for (unsigned i = 0; i < HOST_LINES; i++)
		assert_int_equal(host.open[i], i == IRQ_LINE);
}

static void c14_interrupt_signals_and_masks(void **state)
{
	(void)state;
	setup();
	ASK(irq_ack, .slot = S_IRQ);
	ASK(wait, .slot = S_WAIT);
	fire(IRQ_LINE);
	assert_running(driver);
	assert_int_equal(got(driver).word[0], IRQ_BITS);
	assert_false(host.open[IRQ_LINE]);
	assert_int_equal(k5_irq[0].fired, 1);
}

static void c14_interrupt_before_wait_is_kept(void **state)
{
	(void)state;
	setup();
	ASK(irq_ack, .slot = S_IRQ);
	fire(IRQ_LINE);
	ASK(notify, .slot = S_SIGNAL, .word = {2});
	assert_int_equal(ASK(wait, .slot = S_WAIT), K5_OK);
	assert_int_equal(got(driver).word[0], IRQ_BITS | 2);
}

static void c14_line_fires_again_only_after_ack(void **state)
{
	(void)state;
	setup();
	for (unsigned i = 1; i <= 10; i++) {
		ASK(irq_ack, .slot = S_IRQ);
		assert_true(host.open[IRQ_LINE]);
		ASK(wait, .slot = S_WAIT);
		fire(IRQ_LINE);
		assert_false(host.open[IRQ_LINE]);
		assert_int_equal(k5_irq[0].fired, i);
	}
}

static void c14_line_of_nobody_stays_masked(void **state)
{
	(void)state;
	setup();
	host.open[IRQ_LINE + 1] = true;
	fire(IRQ_LINE + 1);
	assert_false(host.open[IRQ_LINE + 1]);
	assert_int_equal(k5_notification[0].bits, 0);
	assert_int_equal(k5_irq[0].fired, 0);
}

static void c14_interrupt_wakes_from_idle(void **state)
{
	(void)state;
	setup();
	ASK(wait, .slot = S_WAIT);
	ASK(wait, .slot = S_WAIT);
	assert_idle();
	fire(IRQ_LINE);
	assert_running(driver);
}

static void c14_interrupt_wakes_the_better_waiter(void **state)
{
	(void)state;
	setup();
	idx_t low = 1;

	ASK(wait, .slot = S_WAIT);
	assert_running(low);
	ASK(wait, .slot = S_WAIT);
	fire(IRQ_LINE);
	assert_running(driver);
	assert_state(low, T_WAITING);
}

static void c14_interrupt_preempts_the_lower(void **state)
{
	(void)state;
	setup();
	ASK(wait, .slot = S_WAIT);
	assert_running(1);
	pass(10);
	fire(IRQ_LINE);
	assert_running(driver);
	assert_int_equal(sc_consumed(1), 10);
}

static void c14_interrupt_does_not_preempt_the_higher(void **state)
{
	(void)state;
	cast();
	idx_t busy = world_thread(CLIENT, 20);
	idx_t gate = world_notification();

	driver = world_thread(SERVER, 10);
	world_irq(9, gate, 1);
	world_ntf_cap(CLIENT, gate, K5_RIGHT_WAIT, 0);
	world_boot();
	ASK(wait, .slot = S_FREE);
	ASK(wait, .slot = S_WAIT);
	fire(9);
	assert_running(busy);
	fire(IRQ_LINE);
	assert_running(busy);
	assert_state(driver, T_READY);
}

static void c14_storm_is_paid_by_its_driver(void **state)
{
	(void)state;
	cast();
	driver = world_budgeted(SERVER, 20, 50, 1000);
	idx_t victim = world_thread(CLIENT, 5);

	world_boot();
	ASK(irq_ack, .slot = S_IRQ);
	ASK(wait, .slot = S_WAIT);
	assert_running(victim);
	for (k5_ticks_t start = host.clock; host.clock < start + 10000;) {
		if (host.open[IRQ_LINE])
			fire(IRQ_LINE); /* it always wants to */
		if (k5.current == driver) {
			pass(3);
			if (k5.current == driver)
				ASK(irq_ack, .slot = S_IRQ);
			if (k5.current == driver)
				ASK(wait, .slot = S_WAIT);
		} else {
			pass(1);
		}
	}
	assert_true(sc_consumed(driver) <= 50 * 11);
	assert_true(sc_consumed(victim) >= 10000 - 50 * 11);
}

static void c14_two_lines_are_told_apart(void **state)
{
	(void)state;
	cast();
	world_irq(9, 0, 0x200);
	k5_slot_t second =
		world_cap(SERVER, (struct cap){.type = K5_CAP_IRQ,
					       .rights = K5_RIGHT_CONTROL,
					       .object = 1});

	driver = world_thread(SERVER, 10);
	world_boot();
	ASK(irq_ack, .slot = second);
	assert_true(host.open[9]);
	assert_false(host.open[IRQ_LINE]);
	fire(9);
	ASK(poll, .slot = S_WAIT);
	assert_int_equal(got(driver).word[0], 0x200);
	assert_int_equal(k5_irq[0].fired, 0);
	assert_int_equal(k5_irq[1].fired, 1);
}

static void c14_spurious_interrupt_changes_nothing(void **state)
{
	static struct snapshot before;

	(void)state;
	setup();
	snapshot_take(&before);
	fire(HOST_LINES - 1);
	snapshot_assert_same(&before, driver);
}

static void c14_interrupt_of_a_throttled_driver_is_kept(void **state)
{
	(void)state;
	cast();
	driver = world_budgeted(SERVER, 20, 50, 1000);
	idx_t other = world_thread(CLIENT, 5);

	world_boot();
	ASK(irq_ack, .slot = S_IRQ);
	pass(50);
	assert_state(driver, T_THROTTLED);
	fire(IRQ_LINE);
	assert_running(other);
	pass(950);
	assert_running(driver);
	assert_int_equal(ASK(poll, .slot = S_WAIT), K5_OK);
	assert_int_equal(got(driver).word[0], IRQ_BITS);
}

static void c14_interrupt_of_a_dead_driver_is_masked_for_good(void **state)
{
	(void)state;
	setup();
	ASK(irq_ack, .slot = S_IRQ);
	fault(K5_FAULT_MEMORY);
	fire(IRQ_LINE);
	assert_running(1);
	assert_false(host.open[IRQ_LINE]);
	pass(10 * SLICE);
	assert_false(host.open[IRQ_LINE]);
}

static void c14_a_second_ack_changes_nothing(void **state)
{
	(void)state;
	setup();
	ASK(irq_ack, .slot = S_IRQ);
	REFUSED(K5_OK, irq_ack, .slot = S_IRQ);
	assert_true(host.open[IRQ_LINE]);
}

static void c14_ack_before_taking_the_bits_loses_none(void **state)
{
	(void)state;
	setup();
	ASK(irq_ack, .slot = S_IRQ);
	fire(IRQ_LINE);
	ASK(irq_ack, .slot = S_IRQ);
	fire(IRQ_LINE);
	assert_int_equal(ASK(poll, .slot = S_WAIT), K5_OK);
	assert_int_equal(got(driver).word[0], IRQ_BITS);
	REFUSED(K5_ERR_AGAIN, poll, .slot = S_WAIT);
	assert_int_equal(k5_irq[0].fired, 2);
}

static void c14_another_holder_of_the_cap_may_ack(void **state)
{
	(void)state;
	setup();
	ASK(wait, .slot = S_WAIT);
	assert_running(1);
	assert_int_equal(ASK(irq_ack, .slot = S_IRQ), K5_OK);
	assert_true(host.open[IRQ_LINE]);
}

static void c14_interrupt_wakes_a_passive_server_on_lent_time(void **state)
{
	(void)state;
	cast();
	idx_t client = world_thread(CLIENT, 10);

	driver = world_passive(SERVER, 10);
	world_boot();
	front_serves(driver);
	RUN(client);
	front_call(1);
	assert_running(driver);
	ASK(wait, .slot = S_WAIT);
	assert_idle();
	fire(IRQ_LINE);
	assert_running(driver);
	assert_int_equal(k5_thread[driver].sc, client);
	front_reply_recv(2);
	assert_running(client);
}

static void c14_interrupts_while_idle_cost_nobody(void **state)
{
	(void)state;
	setup();
	ASK(wait, .slot = S_WAIT);
	ASK(wait, .slot = S_WAIT);
	for (unsigned i = 0; i < 20; i++) {
		host.clock += 100;
		fire(IRQ_LINE + 1);
	}
	assert_int_equal(sc_consumed(driver), 0);
	assert_int_equal(sc_consumed(1), 0);
}

int group_irq(void)
{
	ADD(c14_lines_are_masked_at_boot);
	ADD(c14_first_ack_opens_the_line);
	ADD(c14_interrupt_signals_and_masks);
	ADD(c14_interrupt_before_wait_is_kept);
	ADD(c14_line_fires_again_only_after_ack);
	ADD(c14_line_of_nobody_stays_masked);
	ADD(c14_interrupt_wakes_from_idle);
	ADD(c14_interrupt_wakes_the_better_waiter);
	ADD(c14_interrupt_preempts_the_lower);
	ADD(c14_interrupt_does_not_preempt_the_higher);
	ADD(c14_storm_is_paid_by_its_driver);
	ADD(c14_two_lines_are_told_apart);
	ADD(c14_spurious_interrupt_changes_nothing);
	ADD(c14_interrupt_of_a_throttled_driver_is_kept);
	ADD(c14_interrupt_of_a_dead_driver_is_masked_for_good);
	ADD(c14_a_second_ack_changes_nothing);
	ADD(c14_ack_before_taking_the_bits_loses_none);
	ADD(c14_another_holder_of_the_cap_may_ack);
	ADD(c14_interrupt_wakes_a_passive_server_on_lent_time);
	ADD(c14_interrupts_while_idle_cost_nobody);
	return run_group_of("irq");
}
