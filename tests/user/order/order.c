/*
 * order.c - the channel under every order of its steps
 *
 *      sender     store head | fence | load asleep | ...
 *      receiver        load head | store asleep | fence | load head | wait
 *
 * channel.c is compiled here with its atomics, its copies and its traps as
 * steps: before each, the scheduler may run the other side. Stores wait in a
 * buffer of their side, first in first out, until a fence or a system call
 * drains it or the scheduler lets one through: what a machine may do, and
 * more than one core alone ever does. All schedules that take the turn from a
 * side a few times are tried, by replaying ever new choices. A run is good if the receiver has all
 * messages in order; one where nobody can go on is a lost wake-up.
 *
 * Not here: lies of the other side, see test_channel.c.
 */
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

#define k5_host_trap order_trap

static uint32_t order_load(const _Atomic uint32_t *at);
static void order_store(_Atomic uint32_t *at, uint32_t value);
static void order_fence(void);
static void order_copy(void *to, const void *from, size_t size);

#undef atomic_load_explicit
#undef atomic_store_explicit
#undef atomic_thread_fence
#define atomic_load_explicit(at, order)         order_load(at)
#define atomic_store_explicit(at, value, order) order_store(at, value)
#ifdef ORDER_NO_FENCE
#define atomic_thread_fence(order) ((void)0)
#else
#define atomic_thread_fence(order) order_fence()
#endif
#define memcpy(to, from, size) order_copy(to, from, size)

#include "../../../userspace/channel.c"

#undef memcpy

#include <stdio.h>
#include <stdlib.h>
#include <ucontext.h>

enum {
	SENDER,
	RECEIVER,
	SIDES,
	BUFFER = 4,
	CHOICES = SIDES * (BUFFER + 1),
	STEPS = 200,
	STACK = 64 * 1024,
	ENTRIES = 2
};

struct side {
	ucontext_t context;
	struct {
		_Atomic uint32_t *at;
		uint32_t value;
	} buffer[BUFFER]; /* oldest first */
	unsigned buffered;
	bool ended;
	bool waits; /* in k5_wait */
	char *stack;
};

static struct side side[SIDES];
static ucontext_t scheduler;
static unsigned running;

/* The schedule: at step i, choice pick[i] of options[i]. */
static unsigned pick[STEPS], options[STEPS], step;
static unsigned switches, most_switches, messages;

static k5_word_t bits; /* of the notification */
static uint32_t memory[32];
static uint32_t got[8];
static unsigned got_count;
static const char *why;

static const struct k5_channel channel = {.memory = memory,
					  .size = 16 + 4 * ENTRIES,
					  .entry_size = 4,
					  .wake = {1},
					  .bits = 2};

static void pause_here(void)
{
	swapcontext(&side[running].context, &scheduler);
}

static void let_through(struct side *s)
{
	*s->buffer[0].at = s->buffer[0].value;
	s->buffered--;
	memmove(&s->buffer[0], &s->buffer[1],
		s->buffered * sizeof(s->buffer[0]));
}

static void drain(struct side *s)
{
	while (s->buffered > 0)
		let_through(s);
}

static uint32_t order_load(const _Atomic uint32_t *at)
{
	struct side *s = &side[running];

	for (unsigned i = s->buffered; i > 0; i--) {
		if (s->buffer[i - 1].at == at)
			return s->buffer[i - 1].value;
	}
	pause_here();
	return *at;
}

static void order_store(_Atomic uint32_t *at, uint32_t value)
{
	struct side *s = &side[running];

	pause_here();
	if (s->buffered == BUFFER)
		let_through(s);
	s->buffer[s->buffered].at = at;
	s->buffer[s->buffered].value = value;
	s->buffered++;
}

__attribute__((unused)) static void order_fence(void)
{
	if (side[running].buffered > 0)
		pause_here();
	drain(&side[running]);
}

/* A copy into the ring is not ahead of the stores before it. */
static void order_copy(void *to, const void *from, size_t size)
{
	pause_here();
	drain(&side[running]);
	memcpy(to, from, size);
}

void order_trap(struct k5_regs *regs)
{
	struct side *s = &side[running];
	k5_word_t number = regs->arg[K5_ARG_NUMBER] & K5_NUMBER_MASK;

	pause_here();
	drain(s);
	if (number == K5_SYS_notify) {
		bits |= regs->arg[K5_ARG_WORD];
	} else {
		while (bits == 0) {
			s->waits = true;
			pause_here();
		}
		s->waits = false;
		regs->arg[K5_ARG_WORD] = bits;
		bits = 0;
	}
	regs->arg[K5_ARG_STATUS] = K5_OK;
}

/* --- the two programs -------------------------------------------------- */

static void sender(void)
{
	struct k5_channel_end to;
	enum k5_err e = k5_channel_open_send(&to, channel);

	for (uint32_t i = 0; i < messages && e == K5_OK; i++)
		e = k5_channel_send(&to, &i);
	if (e != K5_OK)
		why = "the sender was refused";
}

static void receiver(void)
{
	struct k5_channel_end from;
	enum k5_err e = k5_channel_open_recv(&from, channel);

	while (got_count < messages && e == K5_OK) {
		e = k5_channel_recv(&from, &got[got_count]);
		if (e == K5_OK && got[got_count] != got_count)
			why = "not in order";
		got_count++;
	}
	if (e != K5_OK)
		why = "the receiver was refused";
}

static void play(unsigned who)
{
	if (who == SENDER)
		sender();
	else
		receiver();
	side[who].ended = true;
	swapcontext(&side[who].context, &scheduler);
}

static void start(unsigned who)
{
	struct side *s = &side[who];
	char *stack = s->stack;

	*s = (struct side){.stack = stack};
	getcontext(&s->context);
	s->context.uc_stack.ss_sp = stack;
	s->context.uc_stack.ss_size = STACK;
	makecontext(&s->context, (void (*)(void))play, 1, who);
}

/* --- the scheduler ----------------------------------------------------- */

static bool can_run(unsigned who)
{
	return !side[who].ended && !(side[who].waits && bits == 0);
}

/*
 * What may happen next: a side runs, after some of the other's stores got
 * through. Its own it sees anyway, so when they do matters to nobody else.
 * After most_switches the running side goes on for as long as it can.
 */
struct choice {
	unsigned who;
	unsigned through;
};

static unsigned possible(struct choice what[CHOICES])
{
	unsigned n = 0;

	for (unsigned i = 0; i < SIDES; i++) {
		unsigned who = (running + i) % SIDES;

		if (!can_run(who) || (n > 0 && switches >= most_switches))
			continue;
		for (unsigned k = 0; k <= side[!who].buffered; k++)
			what[n++] = (struct choice){who, k};
	}
	return n;
}

static void go(struct choice c)
{
	for (unsigned k = 0; k < c.through; k++)
		let_through(&side[!c.who]);
	switches += c.who != running && can_run(running);
	running = c.who;
	swapcontext(&scheduler, &side[c.who].context);
}

/* One run along pick[]; choices beyond it are the first there is. */
static void run(void)
{
	struct choice what[CHOICES];
	unsigned n;

	memset(memory, 0x5a, sizeof(memory)); /* nobody zeroed it */
	bits = 0;
	got_count = 0;
	switches = 0;
	why = NULL;
	running = SENDER;
	start(SENDER);
	start(RECEIVER);
	for (step = 0; (n = possible(what)) > 0 && !why; step++) {
		if (step == STEPS) {
			why = "endless";
			return;
		}
		options[step] = n;
		go(what[pick[step]]);
	}
	if (!why && got_count < messages)
		why = "a wake-up was lost";
}

/* The next schedule; false: that was the last. */
static bool next(void)
{
	while (step > 0 && pick[step - 1] + 1 == options[step - 1])
		pick[--step] = 0;
	if (step == 0)
		return false;
	pick[step - 1]++;
	return true;
}

/* How many schedules were good until the first bad one, or all. */
static unsigned long explore(unsigned count, unsigned most)
{
	unsigned long runs = 0;

	memset(pick, 0, sizeof(pick));
	messages = count;
	most_switches = most;
	do {
		run();
		runs++;
	} while (!why && next());
	return runs;
}

int main(void)
{
	/* messages, and how often the turn may be taken from a side */
	static const unsigned cases[][2] = {{1, 4}, {2, 3}};
	unsigned failed = 0, total = 0;

	for (unsigned i = 0; i < SIDES; i++)
		side[i].stack = malloc(STACK);
	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned long runs = explore(cases[i][0], cases[i][1]);

		total++;
		failed += why != NULL;
		printf("  order: %u messages, %lu schedules%s%s\n", cases[i][0],
		       runs, why ? ", then " : "", why ? why : "");
	}
	printf("order: %u passed, %u failed\n", total - failed, failed);
	return failed != 0;
}
