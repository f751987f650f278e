/*
 * main.c - measures
 *
 * A sample is the time from the instruction before a stub to the one after it.
 * Two looks with nothing between them are one instruction apart: that one is
 * taken off. Results leave only at the end, for a log frame drains by
 * interrupts, and those would be measured, too. A line each: key, median,
 * least, most.
 *
 * A window of registers has one owner, so no two tasks can look at one timer.
 * Where a path ends in the other task its length is concluded:
 *
 *      yield         there and back are the same path: half of both
 *      notify_wake   within this task it is seen; to the other task, each way
 *                    costs more by half of what there and back cost more
 *      irq_to_task   TIMER0 itself tells how long ago it fired
 */
#include "../bench.h"

enum {
	KEYS = 16,
	DRAIN_US = 100000
};

struct result {
	const char *key;
	unsigned median;
	unsigned least;
	unsigned most;
};

static struct result results[KEYS];
static unsigned result_count;
static uint32_t sample[SAMPLES];
static volatile uint32_t woken;

/* Ticks to instructions of 1024 ns, rounded. */
static unsigned instructions(uint32_t ticks)
{
	uint64_t ns = (uint64_t)ticks * 1000000000u / K5_CLOCK_HZ;

	return (unsigned)((ns + 512) / 1024);
}

static void sort_samples(void)
{
	for (unsigned i = 1; i < SAMPLES; i++) {
		uint32_t value = sample[i];
		unsigned at = i;

		for (; at > 0 && sample[at - 1] > value; at--)
			sample[at] = sample[at - 1];
		sample[at] = value;
	}
}

static struct result summary(const char *key)
{
	sort_samples();
	return (struct result){
		.key = key,
		.median = instructions(sample[SAMPLES / 2]) - 1,
		.least = instructions(sample[0]) - 1,
		.most = instructions(sample[SAMPLES - 1]) - 1,
	};
}

static void keep(struct result r)
{
	results[result_count++] = r;
}

/*
 * `what` is the call, `end` what TIMER1 says at the end of it. Nothing may
 * stand between them: the error is looked at afterwards.
 */
#define SAMPLE(what, end)                                                      \
	do {                                                                   \
		for (int i = -WARM_UP; i < SAMPLES; i++) {                     \
			uint32_t from = look_before(K5_MMIO_TIMER1);           \
			enum k5_err e = what;                                  \
			uint32_t to = end;                                     \
			K5_REQUIRE(e == K5_OK);                                \
			sample[i < 0 ? 0 : i] = from - to;                     \
		}                                                              \
	} while (0)

#define MEASURE(key, what)                                                     \
	do {                                                                   \
		SAMPLE(what, look(K5_MMIO_TIMER1));                            \
		keep(summary(key));                                            \
	} while (0)

static uint32_t ask(k5_word_t what)
{
	struct k5_msg msg = {.label = what};

	K5_REQUIRE(k5_call(K5_SLOT_CONTROL, &msg) == K5_OK);
	return msg.word[0];
}

static void measure_calls(void)
{
	struct k5_msg none = {.label = 1};
	struct k5_msg four = {.label = 1, .word = {2, 3, 4, 5}};
	char data[64] = "the kernel copies these bytes once";
	struct k5_buffers out = {.out = data, .out_size = sizeof(data)};

	MEASURE("null_syscall", k5_nop());
	MEASURE("call_reply_0w", k5_call(K5_SLOT_EQUAL, &none));
	MEASURE("call_reply_4w", k5_call(K5_SLOT_EQUAL, &four));
	MEASURE("call_reply_4w_prio", k5_call(K5_SLOT_HIGH, &four));
	K5_REQUIRE(four.word[0] == 2 && four.word[3] == 5);
	MEASURE("call_reply_copy64", k5_call_copy(K5_SLOT_COPY, &four, out));
}

static struct result half(struct result r)
{
	r.median /= 2;
	r.least /= 2;
	r.most /= 2;
	return r;
}

static void measure_yield(void)
{
	k5_notify(K5_SLOT_TURN, 1);
	k5_yield(); /* now the peer is at its own yield */
	SAMPLE(k5_yield(), look(K5_MMIO_TIMER1));
	keep(half(summary("yield")));
}

/* Of higher priority than main: runs as soon as it is notified. */
void waker_main(void);
void waker_main(void)
{
	k5_word_t bits;

	for (;;) {
		k5_wait(K5_SLOT_HERE, &bits);
		woken = look(K5_MMIO_TIMER1);
	}
}

/* The waker there does as the one here, so only the change of task differs. */
static void measure_notify(void)
{
	SAMPLE(k5_notify(K5_SLOT_HERE, 1), look(K5_MMIO_TIMER1));
	struct result here = summary("");

	SAMPLE(k5_notify(K5_SLOT_THERE, 1), look(K5_MMIO_TIMER1));
	struct result there = summary("");

	SAMPLE(k5_notify(K5_SLOT_HERE, 1), woken);
	struct result wake = summary("notify_wake");
	unsigned task = (there.median - here.median) / 2;

	wake.median += task;
	wake.least += task;
	wake.most += task;
	keep(wake);
}

/* The interrupt falls into this loop. */
static void spin_past_irq(void)
{
	uint32_t from = look(K5_MMIO_TIMER1);

	while (from - look(K5_MMIO_TIMER1) < 2 * IRQ_AFTER)
		;
}

/*
 * The driver saw `ticks` go by since TIMER0 fired, which was somewhere in the
 * instruction before the interrupt was taken: half of it is taken off. keep
 * takes off one instruction that is not in this sample.
 */
static void measure_irq(void)
{
	uint32_t ticks_each = (uint32_t)(1024ull * K5_CLOCK_HZ / 1000000000u);

	for (int i = -WARM_UP; i < SAMPLES; i++) {
		ask(ASK_ARM);
		spin_past_irq();
		sample[i < 0 ? 0 : i] = ask(ASK_FIRED) + ticks_each / 2;
	}
	keep(summary("irq_to_task"));
}

static void start_timer(void)
{
	k5_write32(K5_MMIO_TIMER1 + TIMER_RELOAD, UINT32_MAX);
	k5_write32(K5_MMIO_TIMER1 + TIMER_VALUE, UINT32_MAX);
	k5_write32(K5_MMIO_TIMER1 + TIMER_CTRL, TIMER_ENABLE);
}

/* Lets the kernel's own boot frame leave and the servers begin to wait. */
static void settle(void)
{
	uint64_t until = k5_clock() + k5_us_to_ticks(DRAIN_US);

	while (k5_clock() < until)
		k5_yield();
}

int main(void)
{
	start_timer();
	settle();

	measure_calls();
	measure_notify();
	measure_irq();
	measure_yield();

	for (unsigned i = 0; i < result_count; i++)
		k5_log_info("%s %u %u %u", results[i].key, results[i].median,
			    results[i].least, results[i].most);
	return k5_shutdown(K5_SLOT_SYSTEM, 0);
}
