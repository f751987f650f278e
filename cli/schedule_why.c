/*
 * schedule_why.c - why a thread has no bound, in the words of app.toml
 *
 * And what to do about it, where one number would: an analysis that only says
 * no is soon ignored.
 */
#include <inttypes.h>

#include "../codegen/tables.h"
#include "config_keep.h"
#include "config_words.h"
#include "diag.h"
#include "schedule.h"

enum {
	TRIES = 20 /* of a number that would do */
};

/* Ticks for microseconds, as app.toml would have them. */
static uint64_t ticks_of(const struct schedule *s, uint64_t us)
{
	return tables_ticks(s->m, us < UINT32_MAX ? (uint32_t)us : UINT32_MAX);
}

/* Would the row have a bound with this budget and period? */
static struct rta_result try(const struct schedule *s, size_t row,
			     uint64_t budget, uint64_t period)
{
	struct rta_set set = s->set;

	set.thread[row].budget = budget;
	set.thread[row].period = period;
	return rta_response(&set, row);
}

/* A budget that is enough, in microseconds, or 0. */
static uint64_t enough_budget(const struct schedule *s, size_t row)
{
	const struct rta_thread *t = &s->set.thread[row];
	uint64_t needs = s->row[row].result.needs;

	for (int i = 0; i < TRIES; i++) {
		uint64_t us = (uint64_t)(schedule_us(s, needs) + 0.999999);

		if (ticks_of(s, us) >= t->period) {
			return 0;
		}
		struct rta_result r = try(s, row, ticks_of(s, us), t->period);

		if (r.why != RTA_BACK) {
			return r.why == RTA_BOUNDED ? us : 0;
		}
		needs = r.needs;
	}
	return 0;
}

/* A period that is short enough, in microseconds, or 0. */
static uint64_t short_period(const struct schedule *s, size_t row)
{
	const struct rta_thread *t = &s->set.thread[row];
	uint64_t response = s->row[row].result.response;

	for (int i = 0; i < TRIES && response < t->every; i++) {
		uint64_t us = (uint64_t)schedule_us(s, t->every - response);

		if (ticks_of(s, us) <= t->budget) {
			return 0;
		}
		struct rta_result r = try(s, row, t->budget, ticks_of(s, us));

		if (r.why != RTA_BACK) {
			return r.why == RTA_BOUNDED ? us : 0;
		}
		response = r.response > response ? r.response : response + 1;
	}
	return 0;
}

static char *why_back(const struct schedule *s, size_t row)
{
	uint64_t budget = enough_budget(s, row);
	uint64_t period = short_period(s, row);
	char *text = keep_text("its budget may not be back at the next job, as "
			       "time comes back a period after it was used");

	if (budget > 0) {
		text = keep_format("%s; a budget of %" PRIu64 " would do", text,
				   budget);
	}
	if (period > 0) {
		text = keep_format("%s; a period of %" PRIu64 " %s", text,
				   period, budget > 0 ? "as well" : "would do");
	}
	return text;
}

static const char *name_of(const struct schedule *s, uint8_t row)
{
	return row < s->rows ? s->row[row].name : "?";
}

char *schedule_wakings(const struct schedule *s)
{
	struct words who = {0};

	for (size_t i = 0; i < s->rows; i++) {
		const struct schedule_row *r = &s->row[s->order[i]];

		if (r->waking > 0) {
			words_add(&who,
				  keep_format(
					  "%.1f%% of the time for '%s' (%s)",
					  100 * r->waking, r->name, r->woken));
		}
	}
	return who.count > 0 ? words_list(&who) : NULL;
}

char *schedule_parts(const struct schedule *s, size_t row)
{
	const struct rta_thread *t = &s->set.thread[row];
	const struct rta_result *r = &s->row[row].result;
	bool late = r->why == RTA_BOUNDED || r->why == RTA_LATE;

	if (!late || schedule_met(&s->row[row])) {
		return NULL;
	}
	return keep_format(
		"of these %.1f us are %.1f its own %s, %.1f for others, %.1f "
		"the kernel's and %.1f while others hold its servers",
		schedule_us(s, r->response),
		schedule_us(s, t->work > 0 ? t->work : t->budget),
		t->work > 0 ? "work" : "budget", schedule_us(s, r->others),
		schedule_us(s, r->kernel), schedule_us(s, r->held));
}

static char *why_overload(const struct schedule *s)
{
	const char *wakings = schedule_wakings(s);
	const char *why = "the threads at its priority and above, and the "
			  "kernel for them, leave it no time";

	return wakings ? keep_format("%s; wakings alone may take %s", why,
				     wakings)
		       : keep_text(why);
}

/* Of a call that no cap of app.toml allows. */
static const char *how_words(const struct schedule *s, uint8_t who,
			     uint8_t server)
{
	return rta_reach(&s->set, who, false) >> server & 1
		       ? ""
		       : " by a cap that may come to it at run time";
}

static char *why_endless(const struct schedule *s, const struct rta_result *r)
{
	const char *who = name_of(s, r->who);

	if (r->also == RTA_NOBODY) {
		return keep_format("'%s' can run at its priority or above, and "
				   "is never out of time (budget = period)",
				   who);
	}
	return keep_format("'%s' can run at its priority or above in '%s'%s, "
			   "and is never out of time (budget = period)",
			   who, name_of(s, r->also),
			   how_words(s, r->who, r->also));
}

static char *why_starved(const char *who, const char *server)
{
	return keep_format("'%s' may hold '%s' too long: its budget is too "
			   "little for a request there and for the kernel's "
			   "time meanwhile, even 16 times",
			   who, server);
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
		return why_endless(s, r);
	case RTA_ORDER:
		return keep_format("'%s' has slices at its priority, and may "
				   "go first again and again: others have "
				   "control of the time of '%s' (k5_yield_to)",
				   who, also);
	case RTA_STILL:
		return keep_format(
			"'%s' may hold '%s' for ever%s: somebody has "
			"control of its time (k5_configure)",
			who, also, how_words(s, r->who, r->also));
	case RTA_STARVED:
		return why_starved(who, also);
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
	return why_overload(s);
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
