/*
 * trace_measure.c - what the plan said, and what was
 *
 *      wakes from recv, wait or sleep                     waits there again
 *          |------------------ a job's response ------------------|
 *
 * A call to a server and the wait for its answer belong to the job. The job that
 * begins with the thread's start is start-up, of which k5 sched speaks as little.
 * Where events were lost, the jobs at hand are not counted.
 */
#include <inttypes.h>
#include <string.h>

#include "config_keep.h"
#include "trace.h"

enum {
	THREADS = 256
};

struct jobs {
	struct trace_measure *m;
	size_t threads;
	bool open[THREADS];
	uint64_t since[THREADS];
};

static void begin_job(struct jobs *j, const struct trace_event *e)
{
	if (trace_waits(e->value[0])) {
		j->open[e->thread] = true;
		j->since[e->thread] = e->time;
	}
}

static void end_job(struct jobs *j, const struct trace_event *e)
{
	size_t t = e->value[0];

	if (t >= j->threads || !j->open[t] || !trace_waits(e->value[1])) {
		return;
	}
	uint64_t took = e->time - j->since[t];

	j->open[t] = false;
	j->m[t].jobs++;
	if (took > j->m[t].response) {
		j->m[t].response = took;
	}
}

static void charge(struct jobs *j, const struct trace_event *e)
{
	j->m[e->thread].ran += e->value[1];
	if (e->value[0] < j->threads) {
		j->m[e->value[0]].paid += e->value[1];
	}
}

static void overrun(struct jobs *j, const struct trace_event *e)
{
	struct trace_measure *m = &j->m[e->thread];

	m->overruns++;
	if (e->value[1] > m->over) {
		m->over = e->value[1];
	}
}

static void look_at(struct jobs *j, const struct trace_event *e)
{
	if (e->kind == K5_TRACE_SWITCH) {
		end_job(j, e);
	} else if (e->kind == K5_TRACE_LOST) {
		memset(j->open, 0, sizeof(j->open));
	}
	if (e->thread >= j->threads) {
		return;
	}
	if (e->kind == K5_TRACE_WAKE) {
		begin_job(j, e);
	} else if (e->kind == K5_TRACE_CHARGE) {
		charge(j, e);
	} else if (e->kind == K5_TRACE_OVERRUN) {
		overrun(j, e);
	} else if (e->kind == K5_TRACE_THROTTLE) {
		j->m[e->thread].throttled++;
	}
}

void trace_measure(const struct trace *t, struct trace_measure *m)
{
	struct jobs j = {.m = m, .threads = trace_threads(t)};

	memset(m, 0, j.threads * sizeof(*m));
	for (size_t i = 0; i < t->count; i++) {
		look_at(&j, &t->event[i]);
	}
}

/* --- the table ------------------------------------------------------------ */

static const char *us_or_dash(bool there, double us)
{
	return there ? keep_format("%.1f", us) : "-";
}

bool trace_has_job(const struct schedule_row *r)
{
	return r->thread->every_us > 0 && !r->thread->passive;
}

static const char *verdict(const struct trace *t, const struct schedule *s,
			   const struct schedule_row *r,
			   const struct trace_measure *m)
{
	double took = trace_us(t, m->response);

	if (!trace_has_job(r) || m->jobs == 0) {
		return "";
	}
	if (r->deadline > 0 && took > schedule_us(s, r->deadline)) {
		return keep_format("MISSED by %.1f",
				   took - schedule_us(s, r->deadline));
	}
	if (r->result.why == RTA_BOUNDED &&
	    took > schedule_us(s, r->result.response)) {
		return keep_format("%.1f above what was promised",
				   took - schedule_us(s, r->result.response));
	}
	return "within";
}

static const char *beyond(const struct trace *t, const struct trace_measure *m)
{
	return m->overruns == 0 ? "-"
				: keep_format("%u, %.1f", m->overruns,
					      trace_us(t, m->over));
}

static void put_row(const struct trace *t, const struct schedule *s,
		    const struct schedule_row *r, const struct trace_measure *m,
		    int width)
{
	bool job = trace_has_job(r);
	bool bounded = job && r->result.why == RTA_BOUNDED;
	double all = t->end > 0 ? (double)t->end : 1;
	const char *last = verdict(t, s, r, m);

	printf("%-*s  %8s %7.1f%% %7.1f%%  %9u %11s  %5s  %9s %9s "
	       "%9s%s%s\n",
	       width, r->name, schedule_share_words(r->thread),
	       100 * (double)m->paid / all, 100 * (double)m->ran / all,
	       m->throttled, beyond(t, m),
	       job ? keep_format("%u", m->jobs) : "-",
	       us_or_dash(bounded, schedule_us(s, r->result.response)),
	       us_or_dash(job && m->jobs > 0, trace_us(t, m->response)),
	       us_or_dash(job && r->deadline > 0, schedule_us(s, r->deadline)),
	       *last ? "  " : "", last);
}

void trace_table(const struct trace *t, const struct schedule *s)
{
	static struct trace_measure m[THREADS];
	int width = schedule_name_width(s);

	trace_measure(t, m);
	printf("%-*s  %8s %8s %8s  %9s %11s  %5s  %9s %9s %9s\n", width,
	       "thread", "budget", "paid", "ran", "throttled", "beyond", "jobs",
	       "promised", "longest", "deadline");
	for (size_t i = 0; i < s->rows; i++) {
		size_t row = s->order[i];

		put_row(t, s, &s->row[row], &m[row], width);
	}
	printf("measured over %.6f s%s; times in microseconds. Beyond: how "
	       "often it ran on past its\n"
	       "  budget's end, the most at once. Telling costs time itself, "
	       "which is in all of this.\n",
	       trace_us(t, t->end) / 1e6,
	       t->lost > 0 ? ", with events lost (trace_buffer in [kernel] "
			     "has room for more)"
			   : "");
}
