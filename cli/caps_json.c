/*
 * caps_json.c - authority, for programs
 *
 *      {"v":1,"type":"grant","from":"client","kind":"endpoint","to":"pong",
 *       "rights":["send"],"badge":7,"line":14}
 *
 * One form for all that is held; `from` is a task, or an irq with "by":"irq". Of
 * memory `size` is what the part guards, `asked` what app.toml says.
 */
#include "caps.h"

#include "caps_put.h"
#include "json_line.h"

json_t *caps_rights_json(uint32_t rights)
{
	json_t *list = json_array();

	for (unsigned bit = 0; bit < A_RIGHTS; bit++) {
		if (rights >> bit & 1) {
			json_array_append_new(
				list, json_string(a_rights_words(1u << bit)));
		}
	}
	return list;
}

static void put_app(const struct authority *a, FILE *out)
{
	json_line(json_pack("{s:i, s:s, s:s, s:s, s:b}", "v", 1, "type", "app",
			    "app", a->m->name, "board", a->m->board.name,
			    "image", a->image),
		  out);
}

static void put_task(const struct m_task *t, FILE *out)
{
	json_line(json_pack("{s:i, s:s, s:s, s:i, s:i}", "v", 1, "type", "task",
			    "task", t->name, "empty_slots", t->empty_slots,
			    "line", t->at.line),
		  out);
	for (size_t i = 0; i < t->thread_count; i++) {
		const struct m_thread *th = &t->threads[i];

		json_line(json_pack("{s:i, s:s, s:s, s:s, s:i, s:I, s:I, s:b, "
				    "s:i}",
				    "v", 1, "type", "thread", "task", t->name,
				    "thread", th->name, "priority",
				    th->priority, "budget_us",
				    (json_int_t)th->budget_us, "period_us",
				    (json_int_t)th->period_us, "passive",
				    th->passive, "line", th->at.line),
			  out);
	}
}

static void put_grant(const struct authority *a, const struct a_hold *h,
		      FILE *out)
{
	const struct a_node *from = &a->node[h->subject];
	const struct a_node *to = &a->node[h->object];
	json_t *o = json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "v",
			      1, "type", "grant", "by", a_kind_word(from->kind),
			      "from", from->name, "kind", a_kind_word(to->kind),
			      "to", to->name, "as", h->name, "rights",
			      caps_rights_json(h->rights));

	if (to->kind >= A_WINDOW) {
		json_object_set_new(o, "base", json_integer(to->base));
		json_object_set_new(o, "size", json_integer(to->size));
	} else {
		json_object_set_new(o, "badge", json_integer(h->badge));
	}
	if (to->kind == A_SHARED || to->kind == A_REGION) {
		const struct m_shared *asked = authority_memory(a, h->object);

		json_object_set_new(o, "asked", json_integer(asked->size));
	}
	if (to->kind == A_POOL) {
		const struct m_pool *p = authority_pool(a, h->object);

		json_object_set_new(o, "endpoints", json_integer(p->count[0]));
		json_object_set_new(o, "notifications",
				    json_integer(p->count[1]));
		json_object_set_new(o, "replies", json_integer(p->count[2]));
		json_object_set_new(o, "threads", json_integer(p->count[3]));
	}
	json_object_set_new(o, "line", json_integer(h->at.line));
	json_line(o, out);
}

void caps_json(const struct authority *a, FILE *out)
{
	put_app(a, out);
	for (size_t t = 0; t < a->m->task_count; t++) {
		put_task(&a->m->tasks[t], out);
	}
	for (size_t i = 0; i < a->holds; i++) {
		put_grant(a, &a->hold[i], out);
	}
}
