/*
 * schedule.c - an app's threads as a set that rta.h can judge
 *
 * Budgets and periods become ticks as the kernel's tables have them; work is
 * rounded up, deadlines down. Who calls whom is in schedule_calls.c.
 *
 * How often a thread is woken, each time at the cost of an entry: by refills,
 * and a driver by its lines, which fire again only after it has acknowledged,
 * so that its budget bounds them.
 */
#include "schedule.h"

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

double schedule_share(const struct model *m, const struct m_thread *t)
{
	return t->budget_us < t->period_us
		       ? (double)tables_ticks(m, t->budget_us) /
				 (double)tables_ticks(m, t->period_us)
		       : 0;
}

double schedule_refills(const struct schedule *s)
{
	double sum = 0;

	for (size_t i = 0; i < s->rows; i++) {
		const struct rta_thread *t = &s->set.thread[i];

		if (t->budget > 0 && !rta_slices(t)) {
			sum += (double)RTA_REFILLS * (double)s->costs.tick /
			       (double)t->period;
		}
	}
	return sum;
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
	s->share[from->priority] += schedule_share(s->m, from);
	s->total += schedule_share(s->m, from);
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
	schedule_calls(s);
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
