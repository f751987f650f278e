/*
 * sched_svg.c - k5 sched --svg: what the plain model does, as a picture
 *
 *      loop     |^##.......^##........^##       a lane for each thread, the
 *      server   |...@@..........@@.....@@       highest priority on top; what a
 *      net      |^....@@@@@.....@@@@            server runs on a client's time
 *               `-----+-----+-----+---> ms      has the client's colour
 *
 * Not the worst case: one run, all jobs released at once at 0. Stretches less
 * than half a pixel apart are drawn as one.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "config_keep.h"
#include "diag.h"
#include "sched.h"
#include "sched_jobs.h"

enum {
	LEFT = 170,
	PLOT = 1000,
	TOP = 64,
	LANE = 34,
	BAR = 18,
	MOST_RECTS = 20000
};

static const char *const colors[] = {"#4e79a7", "#f28e2b", "#59a14f",
				     "#b07aa1", "#edc948", "#76b7b2",
				     "#ff9da7", "#9c755f"};
static const char kernel_color[] = "#555";
static const char late_color[] = "#d62728";

/* A bar not yet drawn: it may go on. */
struct bar {
	const char *color;
	double from, to;
};

struct picture {
	const struct schedule *s;
	FILE *f;
	uint64_t end;
	size_t lane[MODEL_THREADS]; /* of each row */
	struct bar bar[MODEL_THREADS];
	size_t rects;
};

static double x_of(const struct picture *p, uint64_t ticks)
{
	return LEFT + (double)ticks * PLOT / (double)p->end;
}

static int y_of(const struct picture *p, size_t row)
{
	return TOP + LANE * (int)p->lane[row];
}

static void flush_bar(struct picture *p, size_t row)
{
	struct bar *b = &p->bar[row];

	if (b->color && p->rects < MOST_RECTS) {
		p->rects++;
		fprintf(p->f,
			"<rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" "
			"height=\"%d\" fill=\"%s\"/>\n",
			b->from, y_of(p, row) + LANE - BAR, b->to - b->from,
			BAR, b->color);
	}
	b->color = NULL;
}

static void on_ran(void *user, size_t t, uint8_t as, uint64_t from, uint64_t to)
{
	struct picture *p = user;
	size_t row = as == SIM_NOBODY ? t : as;
	const char *color = as == SIM_NOBODY ? kernel_color : colors[t % 8];
	struct bar *b = &p->bar[row];

	if (from >= p->end) {
		return;
	}
	to = to < p->end ? to : p->end;
	if (b->color == color && x_of(p, from) - b->to < 0.5) {
		b->to = x_of(p, to);
		return;
	}
	flush_bar(p, row);
	*b = (struct bar){color, x_of(p, from), x_of(p, to)};
}

/* An arrow up where a job is released, a mark down where it must be done. */
static void on_released(void *user, size_t t, uint64_t at)
{
	struct picture *p = user;
	uint64_t deadline = p->s->row[t].deadline;
	int y = y_of(p, t) + LANE;

	if (p->rects >= MOST_RECTS) {
		return;
	}
	if (at < p->end) {
		p->rects++;
		fprintf(p->f,
			"<path d=\"M%.2f %dv-26m-3 5l3 -5l3 5\" "
			"class=\"m\"/>\n",
			x_of(p, at), y);
	}
	if (deadline > 0 && at + deadline <= p->end) {
		fprintf(p->f, "<path d=\"M%.2f %dv-26m-3 0h6\" class=\"d\"/>\n",
			x_of(p, at + deadline), y);
	}
}

static void on_done(void *user, size_t t, uint64_t released, uint64_t at)
{
	struct picture *p = user;
	uint64_t deadline = p->s->row[t].deadline;

	if (deadline > 0 && at > released + deadline && at < p->end &&
	    p->rects < MOST_RECTS) {
		fprintf(p->f,
			"<circle cx=\"%.2f\" cy=\"%d\" r=\"4\" fill=\"%s\"/>\n",
			x_of(p, at), y_of(p, t) + LANE - BAR / 2, late_color);
	}
}

/* A round number of milliseconds, so that there are at most 20. */
static double step_of(double ms)
{
	static const double round[] = {1, 2, 5};
	double power = 0.001;

	for (int i = 0;; i++) {
		double step = round[i % 3] * power;

		if (ms / step <= 20) {
			return step;
		}
		power *= i % 3 == 2 ? 10 : 1;
	}
}

static void put_axis(const struct picture *p)
{
	double ms = schedule_us(p->s, p->end) / 1000;
	double step = step_of(ms);
	int bottom = TOP + LANE * (int)p->s->rows + 6;

	for (int i = 0; i * step <= ms * 1.000001; i++) {
		double x = LEFT + i * step * PLOT / ms;

		fprintf(p->f,
			"<path d=\"M%.2f %dV%d\" class=\"g\"/><text x=\"%.2f\" "
			"y=\"%d\" text-anchor=\"middle\">%.6g</text>\n",
			x, TOP, bottom, x, bottom + 14, i * step);
	}
	fprintf(p->f, "<text x=\"%d\" y=\"%d\">ms</text>\n", LEFT + PLOT + 20,
		bottom + 14);
}

/* Names are letters, digits, '-', '_' and '/': nothing XML would mind. */
static void put_names(const struct picture *p)
{
	for (size_t i = 0; i < p->s->rows; i++) {
		const struct schedule_row *r = &p->s->row[i];
		int y = y_of(p, i) + LANE;

		fprintf(p->f,
			"<path d=\"M%d %dh%d\" class=\"g\"/>"
			"<rect x=\"8\" y=\"%d\" width=\"8\" height=\"8\" "
			"fill=\"%s\"/>"
			"<text x=\"22\" y=\"%d\">%s, %d</text>\n",
			LEFT, y, PLOT, y - 12,
			r->thread->passive ? "none" : colors[i % 8], y - 4,
			r->name, r->thread->priority);
	}
}

static void put_head(const struct picture *p)
{
	int height = TOP + LANE * (int)p->s->rows + 50;

	fprintf(p->f,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
		"height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n"
		"<style>.g{stroke:#ccc;fill:none}.m{stroke:#222;fill:none}"
		".d{stroke:#d62728;fill:none}</style>\n"
		"<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
		"<text x=\"8\" y=\"22\" font-size=\"15\">%s on %s: all jobs "
		"released at once</text>\n"
		"<text x=\"8\" y=\"42\" fill=\"#555\">thread, priority; "
		"colour: "
		"on whose time; dark: the kernel; arrow: release; red: "
		"deadline,"
		" missed where there is a dot</text>\n",
		LEFT + PLOT + 50, height, p->s->m->name, p->s->m->board.name);
}

/* All of it, if that is not too long; else four of the longest. */
static uint64_t default_window(const struct schedule *s)
{
	uint64_t all = 1, longest = 1;

	for (size_t t = 0; t < s->rows; t++) {
		uint64_t every = sched_every(s, t);
		uint64_t a = all, b = every;

		if (s->row[t].thread->passive || every == 0) {
			continue;
		}
		while (b > 0) {
			uint64_t rest = a % b;
			a = b;
			b = rest;
		}
		longest = every > longest ? every : longest;
		all = a > 0 && all / a < longest * 10 / every + 1
			      ? all / a * every
			      : longest * 11;
	}
	return all <= longest * 10 && all >= longest ? all : longest * 4;
}

bool sched_svg(const struct schedule *s, const char *file, uint64_t window)
{
	struct picture p = {.s = s, .f = fopen(file, "w")};
	const struct sched_events events = {&p, on_ran, on_released, on_done};

	if (!p.f) {
		diag_error((struct diag){.code = "K5-E0306"},
			   "cannot write '%s'", file);
		return false;
	}
	window = window < UINT32_MAX ? window : UINT32_MAX;
	p.end = window > 0 ? window * s->m->board.clock_hz / 1000000
			   : default_window(s);
	p.end = p.end > 0 ? p.end : 1;
	for (size_t i = 0; i < s->rows; i++) {
		p.lane[s->order[i]] = i;
	}
	put_head(&p);
	put_axis(&p);
	put_names(&p);
	sched_play(s, &events, p.end);
	for (size_t i = 0; i < s->rows; i++) {
		flush_bar(&p, i);
	}
	if (p.rects >= MOST_RECTS) {
		fprintf(p.f,
			"<text x=\"%d\" y=\"%d\" fill=\"%s\">more than can be "
			"drawn: take a shorter --window</text>\n",
			LEFT, TOP - 8, late_color);
	}
	fputs("</svg>\n", p.f);
	if (fclose(p.f) != 0) {
		diag_error((struct diag){.code = "K5-E0306"},
			   "cannot write '%s'", file);
		return false;
	}
	return true;
}
