/*
 * registers.c - whatever a task's registers hold, the kernel gives it back
 *
 * All 31 are filled behind the compiler's back, gp, tp and ra with what points
 * nowhere; then something happens, and all are looked at:
 *
 *      x31 last loaded, as base of the loads; sp stays
 */
#include <stdbool.h>

#include "ways.h"

#define TEXT(x)  TEXT_(x)
#define TEXT_(x) #x
#define LIST                                                                   \
	"1,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,"  \
	"27,28,29,30"

__asm__(".set W, " TEXT(__SIZEOF_POINTER__) "\n"
					    ".macro get r, at:vararg\n"
					    ".if W == 8\n ld \\r, \\at\n "
					    ".else\n lw \\r, \\at\n .endif\n"
					    ".endm\n"
					    ".macro put r, at:vararg\n"
					    ".if W == 8\n sd \\r, \\at\n "
					    ".else\n sw \\r, \\at\n .endif\n"
					    ".endm\n");

enum {
	REGISTERS = 32,
	A0 = 10,
	A6 = 16,
	A7 = 17,
	T0 = 5,
	TURNS = 40000 /* more than a budget */
};

static k5_word_t before[REGISTERS], after[REGISTERS], kept[2];
static k5_word_t mate_before[REGISTERS], mate_after[REGISTERS], mate_kept[2];

#define ALL_BUT_SP                                                             \
	"ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a0", "a1", "a2",      \
		"a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4",    \
		"s5", "s6", "s7", "s8", "s9", "s10", "s11", "memory"

#define WITH_ALL(what, in, out, own)                                           \
	__asm__ volatile("la t0, %2\n\t"                                       \
			 "put gp, 0(t0)\n\t"                                   \
			 "put tp, W(t0)\n\t"                                   \
			 "la x31, %0\n\t"                                      \
			 ".irp n, " LIST "\n\t"                                \
			 "get x\\n, \\n * W(x31)\n\t"                          \
			 ".endr\n\t"                                           \
			 "get x31, 31 * W(x31)\n\t" what "\n\t"                \
			 "put x31, -W(sp)\n\t"                                 \
			 "la x31, %1\n\t"                                      \
			 ".irp n, " LIST "\n\t"                                \
			 "put x\\n, \\n * W(x31)\n\t"                          \
			 ".endr\n\t"                                           \
			 "get t0, -W(sp)\n\t"                                  \
			 "put t0, 31 * W(x31)\n\t"                             \
			 "la t0, %2\n\t"                                       \
			 "get gp, 0(t0)\n\t"                                   \
			 "get tp, W(t0)"                                       \
			 :                                                     \
			 : "i"(in), "i"(out), "i"(own)                         \
			 : ALL_BUT_SP)

__attribute__((noinline, noclone)) static void call_with_all(void)
{
	WITH_ALL("ecall", before, after, kept);
}

__attribute__((noinline, noclone)) static void wait_with_all(void)
{
	WITH_ALL("1: addi t0, t0, -1\n\tbnez t0, 1b", before, after, kept);
}

__attribute__((noinline, noclone)) static void fault_with_all(void)
{
	WITH_ALL("unimp", before, after, kept);
}

static void fill(k5_word_t seed)
{
	for (k5_word_t i = 0; i < REGISTERS; i++)
		before[i] = seed * (i + 1);
}

/* The first register that differs but for one that may; 0: none. */
static int differs(int may)
{
	for (int i = 1; i < REGISTERS; i++) {
		if (i != 2 && i != may && before[i] != after[i])
			return i;
	}
	return 0;
}

/* t1-t6, which a call may lose: to an older value, to nobody else's. */
static bool scratch(int i)
{
	return i == T0 + 1 || i == T0 + 2 || i >= T0 + 23;
}

/* The same after a call, whose status is in a0. */
static int call_differs(void)
{
	for (int i = 1; i < REGISTERS; i++) {
		bool mates = mate_before[i] != 0 && after[i] == mate_before[i];

		if (scratch(i) && !mates)
			after[i] = before[i];
	}
	return differs(A0);
}

static int keep_in_a_call(const struct deed *deed)
{
	fill(deed->at);
	before[A7] = K5_SYS_nop;
	call_with_all();
	return after[A0] == K5_OK ? call_differs() : A0;
}

static int keep_in_a_refused_call(const struct deed *deed)
{
	fill(deed->at);
	before[A7] = K5_NUMBER_MASK;
	call_with_all();
	return after[A0] == K5_ERR_NUMBER ? call_differs() : A0;
}

static int keep_in_a_yield(const struct deed *deed)
{
	fill(deed->at);
	before[A7] = K5_SYS_yield;
	call_with_all();
	return after[A0] == K5_OK ? call_differs() : A0;
}

static int keep_in_ticks(const struct deed *deed)
{
	fill(deed->at);
	before[T0] = TURNS;
	wait_with_all();
	return after[T0] == 0 ? differs(T0) : T0;
}

__attribute__((noinline, noclone)) static void mate_calls_with_all(void)
{
	WITH_ALL("ecall", mate_before, mate_after, mate_kept);
}

/* Every register of its own, and then main runs again. */
static int fill_and_wake(const struct deed *deed)
{
	(void)deed;
	for (k5_word_t i = 0; i < REGISTERS; i++)
		mate_before[i] = ~(i * 0x01010101u);
	mate_before[A0] = K5_SLOT_MOUTH;
	mate_before[A7] = K5_SYS_send;
	mate_calls_with_all();
	return 0;
}

/* The message is in a0 to a7. */
static int keep_beside_a_mate(const struct deed *deed)
{
	accomplice_act = fill_and_wake;
	fill(deed->at);
	before[A0] = K5_SLOT_EARS;
	before[A6] = K5_SLOT_REPLY;
	before[A7] = K5_SYS_recv;
	call_with_all();
	if (after[A0] != K5_OK)
		return A0;
	for (int i = A0; i <= A7; i++)
		after[i] = before[i];
	return call_differs();
}

static int fault_with_garbage(const struct deed *deed)
{
	fill(deed->at);
	fault_with_all();
	return 0;
}

static volatile uint32_t place = 5;

/* Changed, and changed back: the value does not tell. */
static int change_twice(const struct deed *deed)
{
	struct k5_msg msg = {0};

	(void)deed;
	place = 6;
	place = 5;
	return (int)k5_send(K5_SLOT_MOUTH, &msg);
}

/*
 * A reservation from before another thread ran is none (unprivileged
 * specification, A extension: a context switch forcibly yields it).
 */
static int reserve_over_a_switch(const struct deed *deed)
{
	uint32_t failed;
	struct k5_msg msg;

	(void)deed;
	accomplice_act = change_twice;
	__asm__ volatile("lr.w zero, (%0)" : : "r"(&place) : "memory");
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg);
	__asm__ volatile("sc.w %0, zero, (%1)"
			 : "=r"(failed)
			 : "r"(&place)
			 : "memory");
	return failed != 0 && place == 5 ? 0 : 1;
}

static const struct deed deeds[] = {
	{"c01_registers_come_back_from_a_call", keep_in_a_call, RETURNS,
	 0x01234567},
	{"c01_registers_come_back_from_a_refusal", keep_in_a_refused_call,
	 RETURNS, 0x80200040},
	{"c01_registers_come_back_from_a_yield", keep_in_a_yield, RETURNS,
	 0x55555555},
	{"c01_registers_come_back_from_ticks", keep_in_ticks, RETURNS,
	 0x9e3779b1},
	{"c01_registers_come_back_beside_a_mate", keep_beside_a_mate, RETURNS,
	 0x76543210},
	{"c01_all_ones_come_back_from_ticks", keep_in_ticks, RETURNS,
	 UINTPTR_MAX},
	{"c01_all_zeros_come_back_from_a_call", keep_in_a_call, RETURNS, 0},
	{"c01_fault_with_garbage_everywhere", fault_with_garbage,
	 K5_FAULT_UNDEFINED, 0x80200040},
	ORDER("c01_reservation_ends_at_a_switch", reserve_over_a_switch,
	      RETURNS),
};

const struct deeds register_deeds = DEEDS(deeds);
