/*
 * twin.c - the model of sched_sim.h is the kernel
 *
 *      model:   alarm     release      call    answer       done
 *                 |          |           |        |           |
 *      kernel:  kernel_tick  ntf_signal  k5_call  reply_recv  k5_wait
 *
 *      twin FIRST COUNT
 *
 * The same jobs go through the model and, call by call, through the kernel as
 * the host tests build it. After every step both must run the same thread, have
 * set the same alarm and owe each thread the same refills. So what property.c
 * finds of the model holds for what ships. On the host the kernel takes no
 * time; neither does the model here.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../kernel/notification.h"
#include "../../kernel/sched.h"
#include "../host/drive.h"
#include "draw.h"

enum {
	PLAYERS = 8
};

static struct twin {
	struct draw draw;
	struct sim sim;
	uint64_t seed;
	uint64_t steps;
	/* of each thread: its slots in the one task there is */
	k5_slot_t wait[PLAYERS], send[PLAYERS], recv[PLAYERS], reply[PLAYERS];
	idx_t signal;
} twin;

static void differ(const char *what, size_t t)
{
	printf("twin: seed %" PRIu64 ", at %" PRIu64 ": %s of %zu\n", twin.seed,
	       twin.sim.now, what, t);
	draw_print(&twin.draw);
	exit(1);
}

/* A timer or an interrupt, without a line for each thread. */
static void release(void)
{
	sched_charge();
	ntf_signal(twin.signal, 1);
	sched_next();
}

static size_t runner(size_t t)
{
	const struct sim_thread *h = &twin.sim.thread[t];

	return h->deep > 0 ? h->inside[h->deep - 1] : t;
}

static void on_event(struct sim *s, enum sim_event e, size_t t, uint8_t server)
{
	host.clock = s->now;
	if (e == SIM_ALARM) {
		host_tick();
	} else if (e == SIM_RELEASED) {
		twin.signal = (idx_t)t;
		host_enter(release);
	} else if (k5.current != runner(t)) {
		differ("another one runs, instead", t);
	} else if (e == SIM_CALLED) {
		ASK(call, .slot = twin.send[server]);
	} else if (e == SIM_RETURNED) {
		ASK(reply_recv, .slot = twin.recv[server],
		    .reply = twin.reply[server]);
	} else {
		ASK(wait, .slot = twin.wait[t]);
	}
}

static void on_next(struct sim *s, size_t t, struct sim_job *job)
{
	draw_job(&twin.draw, t, s->now, job);
}

static void show_time(size_t t)
{
	const struct sim_thread *h = &twin.sim.thread[t];
	const struct sc *sc = &k5_sc[t];

	for (size_t i = 0; i < h->refills; i++) {
		printf("model: %" PRIu64 " at %" PRIu64 "\n",
		       h->refill[i].amount, h->refill[i].time);
	}
	for (size_t i = 0; i < sc->count; i++) {
		printf("kernel: %u at %" PRIu64 "\n", sc->refill[i].amount,
		       sc->refill[i].time);
	}
}

static void compare_time(size_t t)
{
	const struct sim_thread *h = &twin.sim.thread[t];
	const struct sc *sc = &k5_sc[t];

	if (h->refills != sc->count) {
		show_time(t);
		differ("refills", t);
	}
	for (size_t i = 0; i < h->refills; i++) {
		if (h->refill[i].time != sc->refill[i].time ||
		    h->refill[i].amount != sc->refill[i].amount) {
			show_time(t);
			differ("a refill", t);
		}
	}
}

static void compare(void)
{
	const struct sim *s = &twin.sim;

	if (k5.current !=
	    (s->current == SIM_NOBODY ? NIL : runner(s->current))) {
		differ("who runs, instead", s->current);
	}
	if (k5.alarm != s->alarm) {
		differ("the alarm", s->current);
	}
	for (size_t t = 0; t < s->count; t++) {
		if (!s->thread[t].passive) {
			compare_time(t);
		}
	}
}

/* One task, one notification and endpoint for each thread. */
static void cast(void)
{
	const struct rta_set *set = &twin.draw.set;

	world_new();

	idx_t task = world_task();

	for (size_t t = 0; t < set->count; t++) {
		const struct rta_thread *h = &set->thread[t];
		idx_t ntf = world_notification();

		if (draw_serves(&twin.draw, t)) {
			idx_t ep = world_endpoint();

			world_passive(task, h->priority);
			twin.send[t] = world_send_cap(task, ep, 1);
			twin.recv[t] = world_recv_cap(task, ep);
			twin.reply[t] = world_reply_cap(task, world_reply());
		} else {
			world_budgeted(task, h->priority, (uint32_t)h->budget,
				       (uint32_t)h->period);
			twin.wait[t] =
				world_ntf_cap(task, ntf, K5_RIGHT_WAIT, 0);
		}
	}
	world_boot();
}

/* At 0 and in no time every server waits for calls, everybody for a job. */
static void start(void)
{
	while (k5.current != NIL) {
		size_t t = k5.current;

		if (draw_serves(&twin.draw, t)) {
			ASK(recv, .slot = twin.recv[t], .reply = twin.reply[t]);
		} else {
			ASK(wait, .slot = twin.wait[t]);
		}
	}
	/* the model has not slept yet */
	while (k5.alarm != UINT64_MAX) {
		host.clock = 0;
		host_tick();
	}
}

static void play(uint64_t seed)
{
	struct sim *s = &twin.sim;

	twin.seed = seed;
	draw_set(&twin.draw, seed);
	twin.draw.set.path = 0;
	twin.draw.set.tick = 0;
	cast();
	start();
	*s = (struct sim){.count = twin.draw.set.count,
			  .next_job = on_next,
			  .event = on_event};
	for (size_t t = 0; t < s->count; t++) {
		const struct rta_thread *h = &twin.draw.set.thread[t];

		s->thread[t].priority = h->priority;
		s->thread[t].passive = draw_serves(&twin.draw, t);
		s->thread[t].budget = h->budget;
		s->thread[t].period = h->period;
	}
	sim_start(s);
	while (s->now < twin.draw.horizon) {
		sim_step(s);
		compare();
		twin.steps++;
	}
}

int main(int argc, char **argv)
{
	uint64_t first = argc > 1 ? strtoull(argv[1], NULL, 0) : 1;
	uint64_t sets = argc > 2 ? strtoull(argv[2], NULL, 0) : 1000;

	for (uint64_t i = 0; i < sets; i++) {
		play(first + i);
	}
	printf("twin: %" PRIu64 " sets, %" PRIu64
	       " steps alike in model and kernel\n",
	       sets, twin.steps);
	return 0;
}
