/*
 * trace.c - what happens, kept in a ring until there is time to tell
 *
 *      hooks --> k5_trace_ring --> frames among the log's, a few events each
 *                  |                 while nobody runs; beside somebody, if the
 *                  |                 ring is half full, a quarter of the time
 *                  `- full: dropped and counted
 *
 * Nothing blocks, and no thread pays for frames: their time is taken between
 * its charge and the choice who runs next. System calls may fill three quarters
 * of the ring, so that a thread that makes nothing but them leaves room for
 * what the scheduler does. The order in the ring is that of time.
 */
#include "trace/hooks.h"

#include <k5/trace.h>

#include "arch.h"
#include "cspace.h"
#include "log.h"
#include "sc.h"

enum {
	SHARE = 4,  /* of busy time, one part at most */
	NUMBER = 5, /* bytes of a value, at most */
	TIME = 10,  /* of a time */
	EVENT = 2 + TIME + (int)K5_TRACE_VALUES * NUMBER,
	KEPT = 4,          /* one part of the ring no call may fill */
	THREADS_MOST = 64, /* of an app: bits of `calling` */
	PATIENCE = 4       /* flushes for one frame, at the end */
};

_Static_assert(EVENT <= (int)K5_TRACE_PAYLOAD, "a frame holds any event");

static const uint8_t values[K5_TRACE_KINDS] = {
#define K5_EVENT(number, name, values, doc) [number] = values,
#include <k5/trace.def>
};

static struct {
	uint32_t first; /* oldest event in the ring */
	uint32_t count;
	uint32_t lost;    /* since the last that fitted */
	uint64_t calling; /* bit t: its call was told, not its end */
	k5_ticks_t quiet; /* no frame beside a running thread before */
	k5_ticks_t used;  /* by `running`, since it was chosen */
	uint8_t running;  /* 1 + the thread last told of, 0: nobody */
	idx_t paying;     /* its scheduling context */
} trace;

/* The ring's place for the event after `count` that are in it. */
static struct trace_event *place(uint32_t count)
{
	uint32_t i = trace.first + count;

	return &k5_trace_ring[i >= k5_trace_size ? i - k5_trace_size : i];
}

static void append(struct trace_event event)
{
	*place(trace.count++) = event;
}

/* The newest event if it is t's call; NULL if anything was told or sent since. */
static struct trace_event *call_at_hand(idx_t t)
{
	struct trace_event *last;

	if (trace.count == 0 || trace.lost > 0)
		return NULL;
	last = place(trace.count - 1);
	return last->kind == K5_TRACE_CALL && last->thread == t ? last : NULL;
}

/* False: dropped. What was dropped before is told first. */
static bool tell(struct trace_event event)
{
	uint32_t kept = event.kind == K5_TRACE_CALL ? k5_trace_size / KEPT : 0;
	uint32_t needed = kept + 1 + (trace.lost > 0);

	if (k5_trace_size - trace.count < needed) {
		trace.lost++;
		return false;
	}
	if (trace.lost > 0)
		append((struct trace_event){.time = event.time,
					    .kind = K5_TRACE_LOST,
					    .thread = K5_TRACE_NOBODY,
					    .value = {trace.lost}});
	trace.lost = 0;
	append(event);
	return true;
}

static uint32_t short_of(k5_ticks_t ticks)
{
	return ticks < UINT32_MAX ? (uint32_t)ticks : UINT32_MAX;
}

/* --- what happens --------------------------------------------------------- */

/* Which call, and on what: the object of its cap, if there is such a slot. */
static uint32_t asked(idx_t t)
{
	idx_t task = k5_thread[t].task;
	const k5_word_t *arg = k5_context[t].arg;
	uint32_t number = (uint32_t)(arg[K5_ARG_NUMBER] & K5_NUMBER_MASK);
	struct cap cap = {0};

	if (arg[K5_ARG_SLOT] < k5_app.task[task].slots)
		cap = cspace_at(task, arg[K5_ARG_SLOT]);
	return number % K5_TRACE_CALL_NUMBERS |
	       (uint32_t)cap.type << K5_TRACE_CALL_TYPE |
	       (uint32_t)cap.object << K5_TRACE_CALL_OBJECT;
}

void trace_call(void)
{
	idx_t t = k5.current;

	if (tell((struct trace_event){.time = k5.now,
				      .kind = K5_TRACE_CALL,
				      .thread = t,
				      .value = {asked(t)}}))
		trace.calling |= UINT64_C(1) << (t % THREADS_MOST);
}

/* A piece that ends while the next is due is no budget's end. */
static k5_ticks_t due_by(idx_t s, k5_ticks_t now)
{
	const struct sc *sc = &k5_sc[s];
	k5_ticks_t sum = sc_left(s, now);

	for (unsigned i = 1; i < sc->count && sc->refill[i].time <= now; i++)
		sum += sc->refill[i].amount;
	return sum;
}

void trace_charge(idx_t s, k5_ticks_t since, k5_ticks_t used)
{
	k5_ticks_t had = due_by(s, since + used);

	trace.used += used;
	if (used > had)
		tell((struct trace_event){.time = k5.now,
					  .kind = K5_TRACE_OVERRUN,
					  .thread = k5.current,
					  .value = {s, short_of(used - had)}});
}

void trace_place(idx_t t)
{
	uint8_t state = k5_thread[t].state;
	idx_t s = k5_thread[t].sc;

	if (state == T_STOPPED || state >= T_FIRST_WAIT)
		tell((struct trace_event){.time = k5.now,
					  .kind = K5_TRACE_WAKE,
					  .thread = t,
					  .value = {state}});
	else if (state == T_THROTTLED && sc_left(s, k5.now) > 0)
		tell((struct trace_event){.time = k5.now,
					  .kind = K5_TRACE_REFILL,
					  .thread = t,
					  .value = {s, sc_left(s, k5.now)}});
}

void trace_throttle(idx_t t)
{
	idx_t s = k5_thread[t].sc;

	tell((struct trace_event){.time = k5.now,
				  .kind = K5_TRACE_THROTTLE,
				  .thread = t,
				  .value = {s, short_of(sc_due(s) - k5.now)}});
}

void trace_fault(enum k5_fault fault)
{
	tell((struct trace_event){.time = k5.now,
				  .kind = K5_TRACE_FAULT,
				  .thread = k5.current,
				  .value = {(uint32_t)fault}});
}

void trace_irq(uint16_t line)
{
	tell((struct trace_event){.time = k5.now,
				  .kind = K5_TRACE_IRQ,
				  .thread = K5_TRACE_NOBODY,
				  .value = {line}});
}

/* --- out of the ring ------------------------------------------------------ */

static uint32_t put_number(uint8_t *to, uint64_t number)
{
	uint32_t n = 0;

	while (number > 0x7f) {
		to[n++] = (uint8_t)(number | 0x80);
		number >>= 7;
	}
	to[n++] = (uint8_t)number;
	return n;
}

static uint32_t encode(uint8_t *to, const struct trace_event *e,
		       k5_ticks_t time)
{
	uint32_t n = 0;

	to[n++] = e->kind;
	to[n++] = e->thread;
	n += put_number(to + n, time);
	for (uint8_t i = 0; i < values[e->kind]; i++)
		n += put_number(to + n, e->value[i]);
	return n;
}

/* The oldest events, as many as a frame holds, leave the ring for the log's. */
static void frame(void)
{
	uint8_t bytes[K5_TRACE_PAYLOAD];
	k5_ticks_t before = 0;
	uint32_t n = 0;

	while (trace.count > 0 && n + EVENT <= sizeof(bytes)) {
		const struct trace_event *e = place(0);

		n += encode(bytes + n, e,
			    n == 0 ? k5.now - e->time : e->time - before);
		before = e->time;
		trace.count--;
		if (++trace.first == k5_trace_size)
			trace.first = 0;
	}
	log_trace(bytes, n);
}

static bool can_frame(void)
{
	return trace.count > 0 && log_spare() >= K5_TRACE_PAYLOAD;
}

void trace_drain(void)
{
	bool late = k5.current == NIL ||
		    (trace.count >= k5_trace_size / 2 && k5.now >= trace.quiet);

	if (!late || !can_frame())
		return;
	frame();

	k5_ticks_t since = k5.now;

	k5.now = arch_clock();
	trace.quiet = k5.now + (SHARE - 1) * (k5.now - since);
}

/* --- on the way out ------------------------------------------------------- */

/* Who ran has stopped to, or goes on at somebody else's expense. */
static void tell_charge(k5_ticks_t now)
{
	if (trace.running == 0 || trace.used == 0)
		return;
	tell((struct trace_event){.time = now,
				  .kind = K5_TRACE_CHARGE,
				  .thread = (idx_t)(trace.running - 1),
				  .value = {trace.paying, short_of(trace.used),
					    sc_left(trace.paying, now)}});
	trace.used = 0;
}

static void tell_switch(k5_ticks_t now)
{
	idx_t before = (idx_t)(trace.running - 1); /* 0 - 1 is NIL */

	tell((struct trace_event){
		.time = now,
		.kind = K5_TRACE_SWITCH,
		.thread = k5.current,
		.value = {before, before == NIL ? T_STOPPED
						: k5_thread[before].state}});
	trace.running = (uint8_t)(k5.current + 1);
}

/* A call that comes back before anything else happened is one event. */
static void tell_end(k5_ticks_t now)
{
	idx_t t = k5.current;
	struct trace_event *call = call_at_hand(t);
	uint32_t status = (uint32_t)k5_context[t].arg[K5_ARG_STATUS];

	trace.calling &= ~(UINT64_C(1) << (t % THREADS_MOST));
	if (call) {
		call->value[1] = 1 + status;
		call->value[2] = short_of(now - call->time);
		return;
	}
	tell((struct trace_event){.time = now,
				  .kind = K5_TRACE_LEAVE,
				  .thread = t,
				  .value = {status}});
}

void trace_leave(void)
{
	idx_t t = k5.current;
	k5_ticks_t now = arch_clock();
	bool other = trace.running != (uint8_t)(t + 1);

	if (other || (t != NIL && k5_thread[t].sc != trace.paying))
		tell_charge(now);
	if (other)
		tell_switch(now);
	if (t != NIL) {
		trace.paying = k5_thread[t].sc;
		if ((trace.calling >> (t % THREADS_MOST) & 1) != 0)
			tell_end(now);
	} else if (can_frame()) {
		/* a frame, then a look who wants to run */
		arch_timer_set(k5.now);
	}
}

/* A reader that takes nothing more is not waited for. */
void trace_end(void)
{
	tell_charge(k5.now);
	for (unsigned i = 0; trace.count > 0 && i < PATIENCE;) {
		if (can_frame()) {
			frame();
			i = 0;
		} else {
			log_flush();
			i++;
		}
	}
}
