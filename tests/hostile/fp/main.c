/*
 * main.c - what is in the FP registers when a thread first looks
 *
 * Some fill all of them and fault, yield or are pre-empted; the others start
 * with what the kernel gives them and must see zeros. The holders keep their
 * own pattern through yields and the ends of their budgets.
 */
#include "../hostile.h"

enum {
	ROUNDS = 60
};

static uint32_t in[FP_WORDS] __attribute__((aligned(8)));
static uint32_t out[FP_WORDS] __attribute__((aligned(8)));

static void fill(uint32_t seed)
{
	for (uint32_t i = 0; i < FP_WORDS - 1; i++)
		in[i] = seed * (i + 1) | 1;
	in[FP_WORDS - 1] = fp_status(seed);
	fp_load(in);
}

static uint32_t different(void)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < FP_WORDS; i++)
		count += in[i] != out[i];
	return count;
}

CASE(c03_fill_fault)
{
	fill(0x1234567);
	undefined();
}

CASE(c03_fill_exit)
{
	fill(0x7654321);
	k5_exit();
}

/* in[] is zero: so must be what it finds. */
CASE(c03_fresh)
{
	fp_store(out);
	check("c03_fresh", different(), 0);
}

/* Has been pre-empted before it looks, and others filled meanwhile. */
CASE(c03_fresh_late)
{
	spin(60000);
	k5_yield();
	fp_store(out);
	check("c03_fresh_late", different(), 0);
}

CASE(c03_fresh_after_call)
{
	ask_witness(ASK_SQUARE);
	fp_store(out);
	check("c03_fresh_after_call", different(), 0);
}

static uint32_t hold(uint32_t seed, bool yield)
{
	uint32_t bad = 0;

	for (uint32_t i = 0; i < ROUNDS; i++) {
		fill(seed + i);
		if (yield)
			k5_yield();
		else
			spin(4000);
		fp_store(out);
		bad += different();
	}
	return bad;
}

CASE(c03_hold_spin)
{
	check("c03_hold_spin", hold(0x1111, false), 0);
}
CASE(c03_hold_spin_too)
{
	check("c03_hold_spin_too", hold(0x9779, false), 0);
}
CASE(c03_hold_yield)
{
	check("c03_hold_yield", hold(0x2347, true), 0);
}
CASE(c03_hold_yield_too)
{
	check("c03_hold_yield_too", hold(0x8b5, true), 0);
}

static const struct hostile_case cases[] = {
	CASE_ROW(c03_fill_fault),
	CASE_ROW(c03_fill_exit),
	CASE_ROW(c03_fresh),
	CASE_ROW(c03_fresh_late),
	CASE_ROW(c03_fresh_after_call),
	CASE_ROW(c03_hold_spin),
	CASE_ROW(c03_hold_spin_too),
	CASE_ROW(c03_hold_yield),
	CASE_ROW(c03_hold_yield_too),
};

HOSTILE_MAIN(cases)
