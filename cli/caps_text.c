/*
 * caps_text.c - authority, for people
 *
 *      client                                               app.toml:9
 *        thread        client       priority 10, 2000 of every 10000 us
 *        endpoint      pong         send, badge 7     -> server
 *        memory        ram          read, write       1024 bytes at 0x28002000
 *
 * An arrow points to who gets what this task gives, or from whom it gets what
 * it takes; '=>' and '<=' where two tasks may meet at a port.
 */
#include "caps.h"

#include <string.h>

#include <k5/abi.h>

#include "config_keep.h"
#include "config_words.h"

enum {
	RIGHTS = 18 /* columns */
};

struct page {
	const struct authority *a;
	const char *bold, *dim, *alert, *plain;
};

/* Who holds one of `rights` to an object: "server and log". */
static const char *holders(const struct authority *a, size_t object,
			   uint32_t rights)
{
	struct words names = {0};
	const struct a_hold *h;
	size_t i = 0;

	while ((h = a_next(a, object, rights, &i))) {
		words_add(&names, a_words(&a->node[h->subject]));
	}
	return names.count > 0 ? words_list(&names) : NULL;
}

/* For each right that has one: the right at the other end, and an arrow. */
static const struct end {
	uint32_t right;
	uint32_t other;
	const char *arrow;
} ends[] = {
	{K5_RIGHT_SEND, K5_RIGHT_RECV, "->"},
	{K5_RIGHT_RECV, K5_RIGHT_SEND, "<-"},
	{K5_RIGHT_SIGNAL, K5_RIGHT_WAIT, "->"},
	{K5_RIGHT_WAIT, K5_RIGHT_SIGNAL, "<-"},
	{K5_RIGHT_CONNECT, K5_RIGHT_LISTEN, "=>"},
	{K5_RIGHT_LISTEN, K5_RIGHT_CONNECT, "<="},
};

static void put_ends(const struct page *p, const struct a_hold *h)
{
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		if (h->rights & ends[i].right) {
			const char *who =
				holders(p->a, h->object, ends[i].other);

			printf(" %s %s%s%s", ends[i].arrow, who ? "" : p->alert,
			       who ? who : "nobody", who ? "" : p->plain);
		}
	}
}

/* The notification that a line signals, and who waits for it. */
static void put_line(const struct page *p, size_t irq)
{
	for (size_t i = 0; i < p->a->holds; i++) {
		const struct a_hold *h = &p->a->hold[i];

		if (h->subject == irq) {
			printf(" -> %s 0x%x", p->a->node[h->object].name,
			       h->badge);
			put_ends(p, h);
		}
	}
}

static void put_quota(const struct m_pool *p)
{
	static const char *const words[M_POOL_KINDS] = {
		"endpoints", "notifications", "replies", "threads"};
	const char *comma = "";

	for (size_t i = 0; i < M_POOL_KINDS; i++) {
		if (p->count[i] > 0) {
			printf("%s %s %u", comma, words[i], p->count[i]);
			comma = ",";
		}
	}
}

static void put_hold(const struct page *p, const struct a_hold *h)
{
	const struct a_node *n = &p->a->node[h->object];
	const char *rights = a_rights_words(h->rights);

	if (h->badge) {
		rights = keep_format("%s, badge %u", rights, h->badge);
	}
	printf("  %-12s  %-16s  %s", a_kind_word(n->kind), h->name, rights);
	if (!a_builtin(n->kind)) {
		printf("%*s", RIGHTS - (int)strlen(rights), "");
	}
	if (n->kind >= A_WINDOW) {
		printf(" %u bytes at 0x%08x", n->size, n->base);
	} else if (n->kind == A_IRQ) {
		put_line(p, h->object);
	} else if (n->kind == A_POOL) {
		put_quota(authority_pool(p->a, h->object));
	} else {
		put_ends(p, h);
	}
	if (n->kind < A_WINDOW && !a_builtin(n->kind) &&
	    strcmp(n->name, h->name) != 0) {
		printf(" (as %s)", n->name);
	}
	putchar('\n');
}

static void put_threads(const struct authority *a, const struct m_task *t)
{
	for (size_t i = 0; i < t->thread_count; i++) {
		const struct m_thread *th = &t->threads[i];

		printf("  %-12s  %-16s  priority %u, %u of every %u us%s",
		       "thread", th->name, th->priority, th->budget_us,
		       th->period_us, th->passive ? ", passive" : "");
		if (th->overrun_bits != 0) {
			printf(", overrun signals %s 0x%x",
			       a->m->notifications[th->overrun],
			       th->overrun_bits);
		}
		putchar('\n');
	}
}

static void put_task(const struct page *p, size_t t)
{
	const struct m_task *task = &p->a->m->tasks[t];

	printf("\n%s%s%s  %s%s:%d%s\n", p->bold, task->name, p->plain, p->dim,
	       task->at.file, task->at.line, p->plain);
	put_threads(p->a, task);
	for (size_t i = 0; i < p->a->holds; i++) {
		if (p->a->hold[i].subject == t) {
			put_hold(p, &p->a->hold[i]);
		}
	}
	for (size_t i = 0; i < task->cap_count; i++) {
		if (task->caps[i].type == M_REPLY) {
			printf("  %-12s  %-16s  to who asked\n", "reply",
			       task->caps[i].name);
		}
	}
	if (task->empty_slots > 0) {
		printf("  %-12s  %-16u  for what it gets later\n", "slots",
		       task->empty_slots);
	}
}

void caps_text(const struct authority *a, bool color)
{
	struct page p = {.a = a,
			 .bold = color ? "\033[1m" : "",
			 .dim = color ? "\033[2m" : "",
			 .alert = color ? "\033[1;33m" : "",
			 .plain = color ? "\033[0m" : ""};

	printf("%s on %s, where the image agrees with app.toml\n", a->m->name,
	       a->m->board.name);
	for (size_t t = 0; t < a->m->task_count; t++) {
		put_task(&p, t);
	}
}
