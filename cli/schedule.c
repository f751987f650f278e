/*
 * schedule.c - an app's threads as a set that rta.h can judge
 *
 * Who calls whom is what caps allow: a task that may send to an endpoint (or
 * connect to a port) is taken to call whoever may receive there, in each of
 * its threads. Budgets and periods become ticks as the kernel's tables have
 * them; work is rounded up, deadlines down.
 *
 * How often a thread is woken, each time at the cost of an entry: by refills,
 * and a driver by its lines, which fire again only after it has acknowledged,
 * so that its budget bounds them.
 */
#include "schedule.h"

#include <k5/abi.h>
#include <string.h>

#include "../codegen/tables.h"
#include "../codegen/threads.h"
#include "config_keep.h"

enum {
	/* every board file sets its log's UART to 115200 baud, 10 bits a byte */
	CONSOLE_BYTES = 11520
};

double schedule_us(const struct schedule *s, uint64_t ticks)
{
	return (double)ticks * 1e6 / s->m->board.clock_hz;
}

bool schedule_met(const struct schedule_row *r)
{
	return r->deadline == 0 || (r->result.why == RTA_BOUNDED &&
				    r->result.response <= r->deadline);
}

/* The endpoint behind a cap with this right (a port's: its own), or -1. */
static int endpoint_of(const struct model *m, const struct m_cap *cap,
		       uint8_t direct, uint8_t by_port)
{
	if (cap->type == M_ENDPOINT && (cap->rights & direct)) {
		return cap->object;
	}
	if (cap->type == M_PORT && (cap->rights & by_port)) {
		return m->ports[cap->object].endpoint;
	}
	return -1;
}

static bool receives(const struct model *m, const struct m_task *t, int ep)
{
	for (size_t i = 0; i < t->cap_count; i++) {
		if (endpoint_of(m, &t->caps[i], K5_RIGHT_RECV,
				K5_RIGHT_LISTEN) == ep) {
			return true;
		}
	}
	return false;
}

/* Thread `self` may call at `ep`: a server, or what no bound is known for. */
static void add_calls(struct schedule *s, size_t self, int ep)
{
	struct rta_thread *caller = &s->set.thread[self];
	size_t row = 0, servers = 0, server = 0;

	for (size_t i = 0; i < s->m->task_count; i++) {
		const struct m_task *t = &s->m->tasks[i];
		bool serves = receives(s->m, t, ep);

		for (size_t j = 0; j < t->thread_count; j++, row++) {
			if (!serves || row == self) {
				continue;
			}
			if (!t->threads[j].passive) {
				caller->hinder = RTA_AWAITS;
				caller->hinders = (uint8_t)row;
				return;
			}
			server = row;
			servers++;
		}
	}
	if (servers == 1) {
		caller->calls |= UINT64_C(1) << server;
	} else if (servers > 1) {
		caller->hinder = RTA_POOL;
	}
}

static void add_caps(struct schedule *s, size_t row, const struct m_task *t)
{
	struct rta_thread *thread = &s->set.thread[row];

	for (size_t i = 0; i < t->cap_count; i++) {
		const struct m_cap *cap = &t->caps[i];
		int ep =
			endpoint_of(s->m, cap, K5_RIGHT_SEND, K5_RIGHT_CONNECT);

		if (ep >= 0 && thread->hinder != RTA_AWAITS) {
			add_calls(s, row, ep);
		}
		if (thread->passive && thread->hinder == RTA_BOUNDED &&
		    cap->type == M_NOTIFICATION &&
		    (cap->rights & K5_RIGHT_WAIT)) {
			thread->hinder = RTA_NOTICE;
		}
	}
}

/* By which caps its task has the kernel wake it as it likes; NULL: none. */
static const char *woken_by(const struct m_task *t, uint32_t *lines)
{
	bool timer = false;

	for (size_t i = 0; i < t->cap_count; i++) {
		timer = timer || t->caps[i].type == M_TIMER;
		*lines += t->caps[i].type == M_IRQ;
	}
	return timer && *lines > 0 ? "timer, irq"
	       : timer             ? "timer"
	       : *lines > 0        ? "irq"
				   : NULL;
}

/* Each waking after the first is one that it has asked for, on its budget. */
static uint32_t wakes_of(const struct schedule *s, const struct m_task *t,
			 struct schedule_row *row, struct rta_thread *thread)
{
	uint64_t refills = rta_slices(thread) ? 0 : RTA_REFILLS;
	uint64_t each = (uint64_t)s->costs.least + s->costs.tick;
	uint64_t asked;

	row->woken = woken_by(t, &thread->lines);
	asked = thread->lines;
	if (row->woken && each > 0) {
		asked += thread->budget / each;
	}
	row->waking =
		(double)asked * (double)s->costs.tick / (double)thread->period;
	return refills + asked < UINT32_MAX ? (uint32_t)(refills + asked)
					    : UINT32_MAX;
}

static uint64_t ticks_up(const struct schedule *s, uint32_t us)
{
	return us > 0 ? tables_ticks(s->m, us) : 0;
}

static uint64_t ticks_down(const struct schedule *s, uint32_t us)
{
	return (uint64_t)us * s->m->board.clock_hz / 1000000;
}

static void add_thread(struct schedule *s, const struct m_task *t, size_t j)
{
	const struct m_thread *from = &t->threads[j];
	struct schedule_row *row = &s->row[s->rows];
	struct rta_thread *to = &s->set.thread[s->rows];

	to->ceiling =
		threads_named(s->m, M_THREAD, s->rows++) ? from->ceiling : 0;
	row->thread = from;
	row->name =
		j == 0 ? t->name : keep_format("%s/%s", t->name, from->name);
	row->deadline = ticks_down(s, from->deadline_us);
	to->priority = from->priority;
	to->passive = from->passive;
	to->budget = ticks_up(s, from->budget_us);
	to->period = ticks_up(s, from->period_us);
	to->work = ticks_up(s, from->work_us);
	to->every = ticks_down(s, from->every_us);
	to->wakes = wakes_of(s, t, row, to);
	if (from->budget_us < from->period_us) {
		double share = (double)to->budget / (double)to->period;

		s->share[from->priority] += share;
		s->total += share;
	}
}

/* The log's UART: an interrupt for each byte, whoever runs. */
static void add_console(struct schedule *s)
{
	const struct m_board *b = &s->m->board;

	if (b->console) {
		s->set.thread[s->set.count++] = (struct rta_thread){
			.period = 1 + b->clock_hz / CONSOLE_BYTES, .wakes = 1};
	}
}

static void sort(struct schedule *s)
{
	for (size_t i = 0; i < s->rows; i++) {
		uint8_t p = s->set.thread[i].priority;
		size_t j = i;

		while (j > 0 && s->set.thread[s->order[j - 1]].priority < p) {
			s->order[j] = s->order[j - 1];
			j--;
		}
		s->order[j] = i;
	}
}

void schedule_of(struct schedule *s, const struct model *m, long cost)
{
	uint32_t given = (uint32_t)cost;

	*s = (struct schedule){.m = m, .costs = schedule_costs(&m->board)};
	if (cost >= 0) {
		s->costs = (struct schedule_costs){SCHEDULE_GIVEN, given, given,
						   given};
	}
	s->set.path = s->costs.path;
	s->set.tick = s->costs.tick;
	for (size_t i = 0; i < m->task_count; i++) {
		for (size_t j = 0; j < m->tasks[i].thread_count; j++) {
			add_thread(s, &m->tasks[i], j);
		}
	}
	s->set.count = s->rows;
	for (size_t i = 0, row = 0; i < m->task_count; i++) {
		for (size_t j = 0; j < m->tasks[i].thread_count; j++) {
			add_caps(s, row++, &m->tasks[i]);
		}
	}
	add_console(s);
	sort(s);
	for (size_t i = 0; i < s->rows; i++) {
		struct schedule_row *row = &s->row[i];

		if (!row->thread->passive) {
			row->result = rta_response(&s->set, i);
		}
		s->stated += row->deadline > 0;
		s->missed += !schedule_met(row);
	}
}

const char *schedule_share_words(const struct m_thread *t)
{
	if (t->budget_us == t->period_us) {
		return "slices";
	}
	return keep_format("%.1f%%", 100.0 * t->budget_us / t->period_us);
}

int schedule_name_width(const struct schedule *s)
{
	size_t width = strlen("thread");

	for (size_t i = 0; i < s->rows; i++) {
		size_t n = strlen(s->row[i].name);

		width = n > width ? n : width;
	}
	return (int)width;
}
