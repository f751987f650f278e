/*
 * schedule_why.c - why a thread has no bound, in the words of app.toml
 *
 * And what to do about it, where one number would: an analysis that only says
 * no is soon ignored.
 */
#include <inttypes.h>

#include "config_keep.h"
#include "diag.h"
#include "schedule.h"

/* Microseconds, rounded up: what a reader may write into app.toml. */
static uint64_t us_up(const struct schedule *s, uint64_t ticks)
{
	return (uint64_t)(schedule_us(s, ticks) + 0.999999);
}

/* A budget that is enough, or a period that is short enough. */
static char *why_back(const struct schedule *s, size_t row)
{
	const struct rta_thread *t = &s->set.thread[row];
	const struct rta_result *r = &s->row[row].result;
	char *text = keep_format(
		"its budget may not be back at the next job, as time comes "
		"back a period after it was used");

	if (r->needs <= t->period) {
		text = keep_format("%s; a budget of %" PRIu64 " would do", text,
				   us_up(s, r->needs));
	}
	if (t->every > r->response) {
		double us = schedule_us(s, t->every - r->response);

		text = keep_format("%s; %s a period of %" PRIu64, text,
				   r->needs <= t->period ? "so may" : "perhaps",
				   (uint64_t)us);
	}
	return text;
}

static const char *name_of(const struct schedule *s, uint8_t row)
{
	return row < s->rows ? s->row[row].name : "?";
}

char *schedule_why(const struct schedule *s, size_t row)
{
	const struct rta_result *r = &s->row[row].result;
	const char *who = name_of(s, r->who);
	const char *also = name_of(s, r->also);
	bool self = r->who == row;

	switch (r->why) {
	case RTA_BOUNDED:
		return NULL;
	case RTA_AWAITS:
		return keep_format("%s%smay wait for '%s', which answers on "
				   "time of its own",
				   self ? "" : who, self ? "" : " ", also);
	case RTA_NOTICE:
		return keep_format("'%s' serves it, and may wait for a "
				   "notification meanwhile",
				   who);
	case RTA_POOL:
		return keep_format("several passive threads receive where "
				   "'%s' calls",
				   who);
	case RTA_CYCLE:
		return keep_format("the server '%s' may end up calling itself",
				   who);
	case RTA_HELD:
		return keep_format("'%s' states no work, so its other clients "
				   "may hold it for ever",
				   who);
	case RTA_TURNS:
		return keep_format("'%s' and '%s' are of higher priority and "
				   "may take turns at its server",
				   who, also);
	case RTA_ENDLESS:
		return keep_format("'%s' can run at its priority or above, and "
				   "is never out of time (budget = period)",
				   who);
	case RTA_WORK:
		return keep_format("its work, and %.1f us of the kernel's "
				   "meanwhile, exceed its budget",
				   schedule_us(s, r->kernel));
	case RTA_BACK:
		return why_back(s, row);
	case RTA_LATE:
		return keep_format("a job may take %.1f us, until after the "
				   "next one's release",
				   schedule_us(s, r->response));
	case RTA_OVERLOAD:
		break;
	}
	return keep_text("the threads at its priority and above, and the "
			 "kernel for them, leave it no time");
}

/* Said once: of an overload the other follows. */
void schedule_warn(const struct model *m)
{
	struct schedule s;

	schedule_of(&s, m, -1);
	if (s.total > 1) {
		const struct m_thread *first = s.row[s.order[0]].thread;

		diag_warning((struct diag){.code = "K5-E0239",
					   .at = first->at,
					   .note = "the highest of them",
					   .help = "k5 sched shows the shares"},
			     "the budgets are %.1f%% of the time",
			     100 * s.total);
	}
	for (size_t i = 0; i < s.rows; i++) {
		size_t row = s.order[i];
		const struct schedule_row *r = &s.row[row];
		char *why = schedule_why(&s, row);

		if (schedule_met(r)) {
			continue;
		}
		if (!why) {
			why = keep_format("a job may take %.1f us",
					  schedule_us(&s, r->result.response));
		}
		diag_warning((struct diag){.code = "K5-E0240",
					   .at = r->thread->job_at,
					   .help = "k5 sched shows why"},
			     "'%s' may miss its deadline: %s", r->name, why);
	}
}
