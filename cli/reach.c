/*
 * reach.c - a search in breadth over the graph of authority
 *
 * Nodes wait in a queue in the order in which they were first seen, each with
 * the step that led to it, so the first way found is a shortest one, and the
 * same one every time.
 */
#include "reach.h"

#include <stdlib.h>

#include <k5/abi.h>

#include "config_keep.h"

enum {
	GIVES = K5_RIGHT_SEND | K5_RIGHT_SIGNAL | K5_RIGHT_CONNECT | A_WRITE,
	TAKES = K5_RIGHT_RECV | K5_RIGHT_WAIT | K5_RIGHT_LISTEN | A_READ |
		A_EXEC,
	ANSWERS = K5_RIGHT_RECV | K5_RIGHT_LISTEN,
	ASKS = K5_RIGHT_SEND | K5_RIGHT_CONNECT
};

struct search {
	const struct authority *a;
	struct reach_how how;
	size_t target;
	struct reach_step *by; /* for each node, the step that led to it */
	bool *seen;
	size_t *queue;
	size_t first;
	size_t last;
};

static void see(struct search *s, struct reach_step step)
{
	bool closed =
		s->how.closed && s->how.closed[step.to] && step.to != s->target;

	if (!s->seen[step.to] && !closed) {
		s->seen[step.to] = true;
		s->by[step.to] = step;
		s->queue[s->last++] = step.to;
	}
}

/*
 * Of a line, control lets it signal; of a thread, it changes what that does; of the
 * power switch, nothing follows.
 */
static bool gives(const struct search *s, const struct a_hold *h)
{
	enum a_kind kind = s->a->node[h->object].kind;

	return (h->rights & GIVES) || kind == A_IRQ || kind == A_THREAD ||
	       h->object == s->target;
}

static void answer(struct search *s, const struct a_hold *h)
{
	const struct a_hold *asked;
	size_t i = 0;

	if (s->how.closed && s->how.closed[h->object]) {
		return;
	}
	while ((asked = a_next(s->a, h->object, ASKS, &i))) {
		see(s,
		    (struct reach_step){h->subject, asked->subject, h, asked});
	}
}

/* Memory that is also another's: written here, it is written there. */
static void shared(struct search *s, const struct a_hold *h)
{
	for (size_t i = 0; i < s->a->nodes; i++) {
		if (a_overlap(&s->a->node[h->object], &s->a->node[i])) {
			see(s, (struct reach_step){h->object, i, h, NULL});
		}
	}
}

static void follow(struct search *s, size_t node)
{
	for (size_t i = 0; i < s->a->holds; i++) {
		const struct a_hold *h = &s->a->hold[i];

		if (h->subject == node && gives(s, h)) {
			see(s, (struct reach_step){node, h->object, h, NULL});
		}
		if (h->subject == node && s->how.answers &&
		    (h->rights & ANSWERS)) {
			answer(s, h);
		}
		if (h->object == node && (h->rights & TAKES)) {
			see(s, (struct reach_step){node, h->subject, h, NULL});
		}
		if (h->object == node && (h->rights & A_WRITE)) {
			shared(s, h);
		}
	}
}

/* The steps that led to the target, in the order they are gone. */
static void trace(const struct search *s, size_t from, struct reach *out)
{
	size_t count = 0;

	for (size_t n = s->target; n != from; n = s->by[n].from) {
		count++;
	}
	out->step = keep_alloc(count + 1, sizeof(*out->step));
	out->steps = count;
	for (size_t n = s->target; n != from; n = s->by[n].from) {
		out->step[--count] = s->by[n];
	}
}

/* One block a search, and not kept: a policy asks often. */
static void begin(struct search *s)
{
	size_t n = s->a->nodes;

	s->by = calloc(n,
		       sizeof(*s->by) + sizeof(*s->queue) + sizeof(*s->seen));
	if (!s->by) {
		abort();
	}
	s->queue = (size_t *)(s->by + n);
	s->seen = (bool *)(s->queue + n);
}

bool reach_find(const struct authority *a, size_t from, size_t to,
		struct reach_how how, struct reach *out)
{
	struct search s = {.a = a, .how = how, .target = to};

	begin(&s);
	s.seen[from] = true;
	s.queue[s.last++] = from;
	while (s.first < s.last && !s.seen[to]) {
		follow(&s, s.queue[s.first++]);
	}
	bool found = s.seen[to];
	if (found) {
		trace(&s, from, out);
	}
	free(s.by);
	return found;
}

char *reach_arrow(const struct authority *a, const struct reach_step *s)
{
	const struct a_hold *h = s->by;
	bool takes = h->object == s->from && s->to == h->subject;
	const char *words = a_rights_words(h->rights);

	if (s->asked) {
		return keep_format("answers on %s",
				   a_words(&a->node[h->object]));
	}
	if (h->object == s->from && !takes) {
		return keep_text("same bytes");
	}
	/* of two rights, the one that this step needs */
	if (a->node[h->object].kind <= A_PORT) {
		uint32_t one = h->rights & (takes ? TAKES : GIVES);

		words = a_rights_words(one ? one : h->rights);
	}
	if (a->node[h->subject].kind == A_IRQ) {
		return keep_format("%s 0x%x", words, h->badge);
	}
	return h->badge && !takes ? keep_format("%s, badge %u", words, h->badge)
				  : keep_text(words);
}

char *reach_words(const struct authority *a, const struct reach *r)
{
	char *words = keep_text(
		r->steps > 0 ? a_words(&a->node[r->step[0].from]) : "");

	for (size_t i = 0; i < r->steps; i++) {
		words = keep_format("%s --%s--> %s", words,
				    reach_arrow(a, &r->step[i]),
				    a_words(&a->node[r->step[i].to]));
	}
	return words;
}
