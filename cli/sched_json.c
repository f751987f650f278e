/*
 * sched_json.c - k5 sched --json: one object a line
 *
 * Times are microseconds, shares millionths. A key is missing where nothing is stated or known:
 * a thread without "response" has no bound, and "why" says so.
 */
#include <jansson.h>
#include <stdio.h>

#include "json_line.h"
#include "sched.h"

static void add_us(json_t *o, const char *key, uint32_t us)
{
	if (us > 0) {
		json_object_set_new(o, key, json_integer(us));
	}
}

/* Whole microseconds, rounded up: a bound stays one. */
static void add_ticks(json_t *o, const char *key, const struct schedule *s,
		      uint64_t ticks)
{
	uint64_t hz = s->m->board.clock_hz;
	uint64_t us = (ticks * 1000000 + hz - 1) / hz;

	json_object_set_new(o, key, json_integer((json_int_t)us));
}

static json_int_t ppm(double share)
{
	return (json_int_t)(share * 1e6 + 0.5);
}

static void add_result(json_t *o, const struct schedule *s, size_t row)
{
	const struct schedule_row *r = &s->row[row];
	const char *why = schedule_why(s, row);

	if (why) {
		json_object_set_new(o, "why", json_string(why));
	} else {
		add_ticks(o, "response", s, r->result.response);
		add_ticks(o, "others", s, r->result.others);
		add_ticks(o, "kernel", s, r->result.kernel);
		add_ticks(o, "held", s, r->result.held);
	}
	if (r->deadline > 0) {
		json_object_set_new(o, "met", json_boolean(schedule_met(r)));
	}
}

static void put_thread(const struct schedule *s, size_t row)
{
	const struct m_thread *t = s->row[row].thread;
	json_t *calls = json_array();
	json_t *o = json_pack("{s:i, s:s, s:i, s:b}", "v", 1, "thread",
			      s->row[row].name, "priority", (int)t->priority,
			      "passive", t->passive);

	add_us(o, "budget", t->budget_us);
	add_us(o, "period", t->period_us);
	add_us(o, "work", t->work_us);
	add_us(o, "every", t->every_us);
	add_us(o, "deadline", t->deadline_us);
	for (size_t i = 0; i < s->rows; i++) {
		if (s->set.thread[row].calls >> i & 1) {
			json_array_append_new(calls,
					      json_string(s->row[i].name));
		}
	}
	json_object_set_new(o, "calls", calls);
	if (s->row[row].waking > 0) {
		json_object_set_new(o, "waking_ppm",
				    json_integer(ppm(s->row[row].waking)));
	}
	if (!t->passive) {
		add_result(o, s, row);
	}
	json_line(o, stdout);
}

void sched_json(const struct schedule *s)
{
	static const char *const source[] = {"measured", "given", "none"};

	for (size_t i = 0; i < s->rows; i++) {
		put_thread(s, s->order[i]);
	}
	for (int p = 31; p >= 0; p--) {
		if (s->share[p] > 0) {
			json_line(json_pack("{s:i, s:i, s:I}", "v", 1,
					    "priority", p, "reserved_ppm",
					    ppm(s->share[p])),
				  stdout);
		}
	}
	json_line(json_pack("{s:i, s:I, s:I, s:I, s:{s:s, s:I, s:I, s:I}}", "v",
			    1, "reserved_ppm", ppm(s->total), "deadlines",
			    (json_int_t)s->stated, "missed",
			    (json_int_t)s->missed, "kernel", "source",
			    source[s->costs.source], "path",
			    (json_int_t)s->costs.path, "tick",
			    (json_int_t)s->costs.tick, "hz",
			    (json_int_t)s->m->board.clock_hz),
		  stdout);
}
