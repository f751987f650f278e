/*
 * trace_svg.c - k5 trace --svg: planned against measured, as a picture
 *
 *      loop   [######......]    |      measured in the promise, the deadline's mark
 *      net    [###########################|####]     beyond it: red
 *             [..20%...######]         the same for budgets: what was used of it
 *
 * Two bars a thread: the longest job in the response that k5 sched promised, and
 * what was paid by its budget in its share. A bar without a frame has no promise.
 */
#include <stdbool.h>

#include "../codegen/text.h"
#include "trace.h"

enum {
	LEFT = 170,
	PLOT = 560,
	RIGHT = 230,
	TOP = 54,
	LANE = 46,
	BAR = 14
};

static const char within[] = "#4e79a7";
static const char beyond[] = "#d62728";

/* What one bar shows, as parts of PLOT; below 0: not there. */
struct bar {
	double planned;
	double measured;
	double limit;
};

static void put_bar(struct text *t, const struct bar *b, int y)
{
	bool over = (b->limit >= 0 && b->measured > b->limit) ||
		    (b->planned >= 0 && b->measured > b->planned);

	text_add(t,
		 "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" "
		 "fill=\"%s\"/>\n",
		 LEFT, y, b->measured * PLOT, BAR, over ? beyond : within);
	if (b->planned >= 0) {
		text_add(t,
			 "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" "
			 "height=\"%d\" fill=\"none\" stroke=\"#333\"/>\n",
			 LEFT, y, b->planned * PLOT, BAR);
	}
	if (b->limit >= 0) {
		text_add(t,
			 "<path d=\"M%.1f %dv%d\" stroke=\"%s\" "
			 "stroke-width=\"2\"/>\n",
			 LEFT + b->limit * PLOT, y - 3, BAR + 6, beyond);
	}
}

static void put_words(struct text *t, int x, int y, const char *words)
{
	text_add(t, "<text x=\"%d\" y=\"%d\">%s</text>\n", x, y, words);
}

/* Names are letters, digits, '-', '_' and '/': nothing XML would mind. */
static void put_thread(struct text *out, const struct trace *t,
		       const struct schedule *s, const struct schedule_row *r,
		       const struct trace_measure *m, int y)
{
	const struct m_thread *thread = r->thread;
	bool share = thread->budget_us < thread->period_us && !thread->passive;
	double all = t->end > 0 ? (double)t->end : 1;
	double paid = (double)m->paid / all;
	struct bar time = {share ? 1.0 * thread->budget_us / thread->period_us
				 : -1,
			   paid < 1 ? paid : 1, -1};
	struct text words = {0};

	put_words(out, 8, y + BAR, r->name);
	if (trace_has_job(r) && m->jobs > 0) {
		double promised = r->result.why == RTA_BOUNDED
					  ? schedule_us(s, r->result.response)
					  : 0;
		double deadline = schedule_us(s, r->deadline);
		double took = trace_us(t, m->response);
		double most = took > deadline ? took : deadline;
		most = promised > most ? promised : most;
		struct bar job = {promised > 0 ? promised / most : -1,
				  took / most,
				  deadline > 0 ? deadline / most : -1};

		put_bar(out, &job, y);
		text_add(&words, "%.1f us of %.1f promised", took, promised);
		put_words(out, LEFT + PLOT + 12, y + BAR - 2, words.s);
		words.length = 0;
	}
	put_bar(out, &time, y + BAR + 5);
	text_add(&words, share ? "%.1f%% of %.1f%% of the time" : "%.1f%%",
		 100 * paid, 100 * time.planned);
	put_words(out, LEFT + PLOT + 12, y + 2 * BAR + 3, words.s);
	text_free(&words);
}

bool trace_svg(const struct trace *t, const struct schedule *s,
	       const char *file)
{
	static struct trace_measure m[K5_TRACE_NOBODY + 1];
	struct text out = {0};
	int height = TOP + LANE * (int)s->rows + 12;

	trace_measure(t, m);
	text_add(&out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
		 "height=\"%d\" font-family=\"Helvetica\" font-size=\"12\">\n"
		 "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
		 "<text x=\"8\" y=\"20\" font-size=\"14\">%s on %s: planned "
		 "and measured</text>\n"
		 "<text x=\"8\" y=\"38\">upper bar: the longest job, in the "
		 "frame of what k5 sched promised, the deadline in red; lower "
		 "bar: used of its budget</text>\n",
		 LEFT + PLOT + RIGHT, height, s->m->name, s->m->board.name);
	for (size_t i = 0; i < s->rows; i++) {
		size_t row = s->order[i];

		put_thread(&out, t, s, &s->row[row], &m[row],
			   TOP + LANE * (int)i);
	}
	text_add(&out, "</svg>\n");
	bool ok = text_save(&out, file) != SAVE_FAILED;
	text_free(&out);
	return ok;
}
