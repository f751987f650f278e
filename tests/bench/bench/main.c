/*
 * main.c - measures
 *
 * A sample is the time from the instruction before a stub to the one after it,
 * in ticks. Results leave only at the end, for a log frame drains by
 * interrupts, and those would be measured, too. A line each: key, median,
 * least, most.
 *
 *      yield         there and back are the same path: half of both
 *      notify_wake   from the stub to the instruction after the waiter's stub,
 *                    in the other task
 *      loan_over_call  what a region lent with a call adds to it, there and back
 *      irq_to_task   from the store that raises a device's line to the
 *                    instruction after the driver's stub
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
static uint32_t overhead; /* of the stopwatch, in ticks */

/* Ticks to instructions of 1024 ns, rounded. */
static unsigned instructions(uint32_t ticks)
{
	uint64_t ns = (uint64_t)(ticks - overhead) * 1000000000u / K5_CLOCK_HZ;

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

static void keep(const char *key, unsigned divisor)
{
	sort_samples();
	results[result_count++] = (struct result){
		.key = key,
		.median = instructions(sample[SAMPLES / 2]) / divisor,
		.least = instructions(sample[0]) / divisor,
		.most = instructions(sample[SAMPLES - 1]) / divisor,
	};
}

static void put(int i, uint32_t ticks)
{
	sample[i < 0 ? 0 : i] = ticks;
}

/* Nothing may stand between: the error is looked at afterwards. */
#define SAMPLE(what)                                                           \
	do {                                                                   \
		for (int i = -WARM_UP; i < SAMPLES; i++) {                     \
			uint32_t from = now();                                 \
			enum k5_err e = what;                                  \
			uint32_t to = now();                                   \
			K5_REQUIRE(e == K5_OK);                                \
			put(i, to - from);                                     \
		}                                                              \
	} while (0)

#define MEASURE(key, what)                                                     \
	do {                                                                   \
		SAMPLE(what);                                                  \
		keep(key, 1);                                                  \
	} while (0)

static struct k5_msg ask(k5_word_t what)
{
	struct k5_msg msg = {.label = what};

	K5_REQUIRE(k5_call(K5_SLOT_CONTROL, &msg) == K5_OK);
	return msg;
}

static void measure_stopwatch(void)
{
	SAMPLE(K5_OK);
	sort_samples();
	overhead = sample[SAMPLES / 2];
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

static void measure_yield(void)
{
	k5_notify(K5_SLOT_TURN, 1);
	k5_yield(); /* now the peer is at its own yield */
	SAMPLE(k5_yield());
	keep("yield", 2);
}

static void measure_notify(void)
{
	for (int i = -WARM_UP; i < SAMPLES; i++) {
		uint32_t from = now();

		k5_notify(K5_SLOT_THERE, 1);
		put(i, ask(ASK_WOKEN).word[0] - from);
	}
	keep("notify_wake", 1);
}

static void measure_irq(void)
{
	for (int i = -WARM_UP; i < SAMPLES; i++) {
		struct k5_msg seen = ask(ASK_IRQ);

		put(i, seen.word[1] - seen.word[0]);
	}
	keep("irq_to_task", 1);
}

/* The lender says by how many ticks a loan is dearer than the same call. */
static void measure_loan(void)
{
	struct k5_msg msg = {.label = 1};

	K5_REQUIRE(k5_call(K5_SLOT_LOAN, &msg) == K5_OK);
	results[result_count++] = (struct result){
		.key = "loan_over_call",
		.median = instructions((uint32_t)msg.word[0] + overhead),
		.least = instructions((uint32_t)msg.word[1] + overhead),
		.most = instructions((uint32_t)msg.word[2] + overhead),
	};
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
	settle();

	measure_stopwatch();
	measure_calls();
	measure_notify();
	measure_irq();
	measure_yield();
	measure_loan();

	for (unsigned i = 0; i < result_count; i++)
		k5_log_info("%s %u %u %u", results[i].key, results[i].median,
			    results[i].least, results[i].most);
	return k5_shutdown(K5_SLOT_SYSTEM, 0);
}
