/*
 * sched.c - k5 sched: does every deadline hold?
 *
 *      prio  thread    budget    period  share    work   every  response  deadline
 *        20  loop         300       700  42.9%     200    1000     290.4       500  met, 209.6 left
 *        10  net         2000     10000  20.0%       -       -    3480.1         -
 *
 * Microseconds. A thread that states no job has its whole budget as one.
 */
#include "sched.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "args.h"
#include "commands.h"
#include "config_keep.h"
#include "diag.h"

/* "-" for what is not stated. */
static const char *us_or_dash(uint32_t us)
{
	return us > 0 ? keep_format("%" PRIu32, us) : "-";
}

static const char *response_words(const struct schedule *s,
				  const struct schedule_row *r)
{
	if (r->thread->passive) {
		return "-";
	}
	if (r->result.why != RTA_BOUNDED) {
		return "unbounded";
	}
	return keep_format("%.1f", schedule_us(s, r->result.response));
}

static const char *verdict(const struct schedule *s,
			   const struct schedule_row *r)
{
	if (r->thread->passive) {
		return "passive: its budget is for its start-up";
	}
	if (r->deadline == 0) {
		return "";
	}
	if (r->result.why != RTA_BOUNDED) {
		return "MISSED";
	}
	if (schedule_met(r)) {
		return keep_format(
			"met, %.1f left",
			schedule_us(s, r->deadline - r->result.response));
	}
	return keep_format("MISSED by %.1f",
			   schedule_us(s, r->result.response - r->deadline));
}

static void put_row(const struct schedule *s, const struct schedule_row *r,
		    int width)
{
	const struct m_thread *t = r->thread;
	const char *last = verdict(s, r);

	printf("%4d  %-*s  %9s %9s %7s %8s %8s  %10s %9s%s%s\n", t->priority,
	       width, r->name, us_or_dash(t->budget_us),
	       us_or_dash(t->period_us), schedule_share_words(t),
	       us_or_dash(t->work_us), us_or_dash(t->every_us),
	       response_words(s, r), us_or_dash(t->deadline_us),
	       *last ? "  " : "", last);
}

static void put_shares(const struct schedule *s)
{
	bool slices = false;

	printf("\nreserved: %.1f%% of the time", 100 * s->total);
	for (int p = 31, n = 0; p >= 0; p--) {
		if (s->share[p] > 0) {
			printf("%spriority %d %.1f%%", n++ > 0 ? ", " : ": ", p,
			       100 * s->share[p]);
		}
	}
	for (size_t i = 0; i < s->rows; i++) {
		slices = slices || rta_slices(&s->set.thread[i]);
	}
	printf("%s\n", slices ? "; slices take what is left" : "");
	const char *wakings = schedule_wakings(s);
	double refills = schedule_refills(s);

	if (refills > 0) {
		printf("the kernel's for refills, four in each period of a "
		       "budget: at most %.1f%% of the time\n",
		       100 * refills);
	}
	if (wakings) {
		printf("the kernel's for wakings that a task asks for, as "
		       "often as its budget pays: at most %s\n",
		       wakings);
	}
	if (s->total > 1) {
		printf("OVERLOAD: more is reserved than there is\n");
	}
}

static void put_reasons(const struct schedule *s)
{
	for (size_t i = 0; i < s->rows; i++) {
		size_t row = s->order[i];
		const char *why = schedule_why(s, row);

		if (why) {
			printf("%s: %s\n", s->row[row].name, why);
		}
		const char *parts = schedule_parts(s, row);

		if (parts) {
			printf("%s: %s\n", s->row[row].name, parts);
		}
	}
}

static void put_costs(const struct schedule *s)
{
	const struct schedule_costs *c = &s->costs;
	const struct m_board *b = &s->m->board;

	if (c->source == SCHEDULE_NONE) {
		printf("kernel: nobody measured %s; its time counts as "
		       "nothing here, --kernel-cost N sets it\n",
		       b->name);
		return;
	}
	printf("kernel: %.1f us a path, %.1f us a timer or interrupt: %u and "
	       "%u instructions %s,\n"
	       "  at one instruction a cycle of %.6g MHz; not the latency of "
	       "hardware%s\n",
	       schedule_us(s, c->path), schedule_us(s, c->tick), c->path,
	       c->tick,
	       c->source == SCHEDULE_GIVEN ? "given" : "counted in QEMU",
	       b->clock_hz / 1e6,
	       b->console ? "; an interrupt for each byte of the log" : "");
}

void sched_table(const struct schedule *s)
{
	int width = schedule_name_width(s);

	printf("prio  %-*s  %9s %9s %7s %8s %8s  %10s %9s\n", width, "thread",
	       "budget", "period", "share", "work", "every", "response",
	       "deadline");
	for (size_t i = 0; i < s->rows; i++) {
		put_row(s, &s->row[s->order[i]], width);
	}
	put_shares(s);
	put_reasons(s);
	put_costs(s);
	printf("believed: work and every of the thread itself, work of the "
	       "servers it calls, each once a\n"
	       "  job; of all others only that the kernel holds them to their "
	       "budgets. After start-up.\n");
}

int command_SCHED(const struct args *args)
{
	struct app app;
	struct schedule s;
	const char *picture = args->value[OPT_SVG];
	int status = app_load(args, &app);

	if (status != 0) {
		return status;
	}
	schedule_of(&s, &app.model, args_number(args, OPT_KERNEL_COST, -1));
	if (args_has(args, OPT_JSON)) {
		sched_json(&s);
	} else {
		sched_table(&s);
	}
	if (picture && !sched_svg(&s, picture,
				  (uint64_t)args_number(args, OPT_WINDOW, 0))) {
		return K5X_BUILD;
	}
	return s.missed > 0 || s.total > 1 ? K5X_POLICY : K5X_OK;
}
