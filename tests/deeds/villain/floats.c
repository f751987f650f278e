/*
 * floats.c - values left in floating-point registers
 *
 * Every register gets a mark that the warden and the witness look for; and
 * whose they are must find them again.
 */
#include "../float_regs.h"
#include "acts.h"

enum {
	MARK = 0x5ec2e7f0
};

static void fill(void)
{
	float_fill(MARK, FLOAT_STATUS_ALL);
}

static uint32_t differs(void)
{
	return float_differs(MARK) | (float_status() ^ FLOAT_STATUS_ALL);
}

static int fill_and_wait(const struct deed *deed)
{
	struct k5_msg msg;

	(void)deed;
	fill();
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg); /* for good */
	return 1;
}

static int fill_and_yield(const struct deed *deed)
{
	(void)deed;
	for (int i = 0; i < 100; i++) {
		fill();
		k5_yield();
	}
	return 0;
}

static int fill_and_spin(const struct deed *deed)
{
	while (deed)
		fill();
	return 1;
}

static int fill_and_exit(const struct deed *deed)
{
	(void)deed;
	fill();
	k5_exit();
	return 1;
}

static int fill_and_fault(const struct deed *deed)
{
	fill();
	return load(deed);
}

static int status_and_wait(const struct deed *deed)
{
	struct k5_msg msg;

	(void)deed;
	float_fill(0, FLOAT_STATUS_ALL);
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg);
	return 1;
}

static int keep_over_a_call(const struct deed *deed)
{
	struct k5_msg msg = {.label = ASK_SQUARE};

	(void)deed;
	fill();
	if (k5_call(K5_SLOT_ADDRESSES, &msg) != K5_OK)
		return 1;
	return (int)differs();
}

/* Its own values come back: after system calls, and after being preempted. */
static int keep_own(const struct deed *deed)
{
	uint32_t wrong = 0;

	(void)deed;
	for (int i = 0; i < 50; i++) {
		fill();
		k5_yield();
		wrong |= differs();
	}
	fill();
	for (volatile uint32_t i = 0; i < 7000; i++) {
	}
	return (int)(wrong | differs());
}

static volatile uint32_t seen = 1;

/* A second thread of the same task begins with zeros. */
static int look_and_wake(const struct deed *deed)
{
	struct k5_msg msg = {0};

	(void)deed;
	seen = float_differs(0) | float_status();
	float_fill(~(uint32_t)MARK, 0);
	return (int)k5_send(K5_SLOT_MOUTH, &msg);
}

static int mate_begins_with_zeros(const struct deed *deed)
{
	struct k5_msg msg;

	(void)deed;
	accomplice_act = look_and_wake;
	fill();
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg);
	return (int)(seen | differs());
}

/* A thread that has none may look: it finds zeros, however often. */
static int look_without_any(const struct deed *deed)
{
	struct k5_msg msg = {.label = ASK_SQUARE};
	uint32_t wrong = 0;

	(void)deed;
	for (int i = 0; i < 20; i++) {
		wrong |= float_differs(0) | float_status();
		if (k5_call(K5_SLOT_ADDRESSES, &msg) != K5_OK)
			return 1;
	}
	return (int)wrong;
}

static const struct deed deeds[] = {
	ORDER("c03_values_left_while_waiting", fill_and_wait, SPINS),
	ORDER("c03_values_left_while_yielding", fill_and_yield, RETURNS),
	ORDER("c03_values_left_when_preempted", fill_and_spin, SPINS),
	ORDER("c03_values_left_at_exit", fill_and_exit, SPINS),
	{"c03_values_left_at_a_fault", fill_and_fault, K5_FAULT_MEMORY,
	 PEER_RAM},
	ORDER("c03_status_left_alone", status_and_wait, SPINS),
	ORDER("c03_values_kept_over_a_call", keep_over_a_call, RETURNS),
	ORDER("c03_own_values_come_back", keep_own, RETURNS),
	ORDER("c03_mate_begins_with_zeros", mate_begins_with_zeros, RETURNS),
	ORDER("c03_who_has_none_finds_zeros", look_without_any, RETURNS),
};

const struct deeds float_deeds = DEEDS(deeds);
