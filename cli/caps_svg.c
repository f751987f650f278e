/*
 * caps_svg.c - authority as a picture
 *
 *      [client] --send 7--> (pong) --recv--> [server]
 *
 * Tasks are boxes, objects are rounded; an arrow goes the way an influence
 * does, from who gives to who takes. Where boxes stand is graphviz's work: its
 * layers keep arrows short and apart. Code and RAM are left out, since every
 * task has its own.
 */
#include "caps.h"

#include <string.h>

#include <k5/abi.h>

#include "../codegen/text.h"
#include "config_keep.h"
#include "process.h"
#include "tools.h"

enum {
	TAKES = K5_RIGHT_RECV | K5_RIGHT_WAIT | K5_RIGHT_LISTEN
};

static const char head[] =
	"digraph authority {\n"
	"\trankdir=LR; bgcolor=white; nodesep=0.3; ranksep=0.9; pad=0.3;\n"
	"\tlabelloc=t; labeljust=l; fontname=\"Helvetica\"; fontsize=14;\n"
	"\tnode [fontname=\"Helvetica\", fontsize=12, style=filled,"
	" color=\"#37474f\"];\n"
	"\tedge [fontname=\"Helvetica\", fontsize=10, color=\"#546e7a\","
	" fontcolor=\"#37474f\", arrowsize=0.7];\n";

static const char *fill(enum a_kind kind)
{
	static const char *const colors[A_KINDS] = {
		[A_TASK] = "#e3f2fd",         [A_ENDPOINT] = "#e8f5e9",
		[A_NOTIFICATION] = "#fff8e1", [A_PORT] = "#f3e5f5",
		[A_IRQ] = "#fbe9e7",          [A_SYSTEM] = "#ffcdd2",
		[A_TIMER] = "#fff3e0",        [A_POOL] = "#e0f2f1",
		[A_THREAD] = "#e3f2fd",       [A_WINDOW] = "#eceff1",
		[A_SHARED] = "#eceff1",       [A_MEMORY] = "#eceff1",
		[A_REGION] = "#eceff1",       [A_TIME] = "#e8eaf6",
	};
	return colors[kind];
}

/* What a task says of its time, under its name. */
static void task_label(struct text *t, const struct m_task *task)
{
	const struct m_thread *th = &task->threads[0];

	text_add(t, "%s\\nprio %u, %u/%u us", task->name, th->priority,
		 th->budget_us, th->period_us);
	if (task->thread_count > 1) {
		text_add(t, "\\n%zu threads", task->thread_count);
	}
}

static void put_node(struct text *t, const struct authority *a, size_t i)
{
	const struct a_node *n = &a->node[i];

	text_add(t, "\tn%zu [shape=box, fillcolor=\"%s\", label=\"", i,
		 fill(n->kind));
	if (n->kind == A_TASK) {
		task_label(t, &a->m->tasks[i]);
		text_add(t, "\"];\n");
	} else if (a_builtin(n->kind)) {
		text_add(t, "%s\\n%s\", style=\"filled,rounded\"];\n", n->name,
			 n->kind == A_SYSTEM ? "power switch" : "deadlines");
	} else {
		text_add(t, "%s\\n%s\", style=\"filled,rounded\"];\n", n->name,
			 a_kind_word(n->kind));
	}
}

/* One arrow for what is given, one for what is taken. */
static void put_edges(struct text *t, const struct authority *a,
		      const struct a_hold *h)
{
	const char *port =
		a->node[h->object].kind == A_PORT ? ", style=dashed" : "";
	uint32_t takes = h->rights & TAKES;
	uint32_t gives = h->rights & ~(uint32_t)TAKES;

	if (gives) {
		const char *words = a_rights_words(gives);

		if (h->badge) {
			words = keep_format(a->node[h->subject].kind == A_IRQ
						    ? "%s 0x%x"
						    : "%s %u",
					    words, h->badge);
		}
		text_add(t, "\tn%zu -> n%zu [label=\"%s\"%s];\n", h->subject,
			 h->object, words, port);
	}
	if (takes) {
		text_add(t, "\tn%zu -> n%zu [label=\"%s\"%s];\n", h->object,
			 h->subject, a_rights_words(takes), port);
	}
}

static bool held(const struct authority *a, size_t node)
{
	size_t i = 0;

	return a_next(a, node, UINT32_MAX, &i) != NULL;
}

/* Two caps that say the same are one arrow. */
static bool drawn(const struct authority *a, const struct a_hold *h)
{
	for (const struct a_hold *b = a->hold; b < h; b++) {
		if (b->subject == h->subject && b->object == h->object &&
		    b->rights == h->rights && b->badge == h->badge) {
			return true;
		}
	}
	return false;
}

static void put_graph(struct text *t, const struct authority *a)
{
	text_add(t, "%s\tlabel=\"%s on %s\";\n", head, a->m->name,
		 a->m->board.name);
	for (size_t i = 0; i < a->nodes; i++) {
		enum a_kind kind = a->node[i].kind;

		if (kind != A_MEMORY && (!a_builtin(kind) || held(a, i))) {
			put_node(t, a, i);
		}
	}
	for (size_t i = 0; i < a->holds; i++) {
		if (a->node[a->hold[i].object].kind != A_MEMORY &&
		    !drawn(a, &a->hold[i])) {
			put_edges(t, a, &a->hold[i]);
		}
	}
	text_add(t, "}\n");
}

int caps_svg(const struct authority *a, const char *out, const char *file)
{
	char *dot = keep_format("%s/caps.dot", out);
	char *argv[] = {"dot", "-Tsvg", "-o", keep_text(file), dot, NULL};
	char said[512];
	struct text t = {0};

	if (!process_exists("dot")) {
		return tool_missing("dot");
	}
	put_graph(&t, a);
	bool saved = text_save(&t, dot) != SAVE_FAILED;
	text_free(&t);
	if (!saved) {
		return K5X_BUILD;
	}
	if (process_capture(argv, said, sizeof(said)) != 0) {
		said[strcspn(said, "\n")] = '\0';
		diag_error((struct diag){.code = "K5-E0615"},
			   "cannot write %s: %s", file, said);
		return K5X_BUILD;
	}
	return K5X_OK;
}
