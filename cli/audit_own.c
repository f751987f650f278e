/*
 * audit_own.c - K5's own rules: what is likely a mistake in any app
 *
 * They need no names of an app. A policy that knows better turns one off with
 * [builtin] and the rule's name, which is its key in keys.def; the sentence
 * there is what the rule says.
 */
#include "audit.h"

#include <string.h>

#include <k5/abi.h>

#include "config_keep.h"
#include "schedule.h"

enum {
	GIVES = K5_RIGHT_SEND | K5_RIGHT_SIGNAL | K5_RIGHT_CONNECT,
	TAKES = K5_RIGHT_RECV | K5_RIGHT_WAIT | K5_RIGHT_LISTEN
};

static const struct a_hold *holder(const struct authority *a, size_t object,
				   uint32_t rights)
{
	size_t i = 0;

	return a_next(a, object, rights, &i);
}

/* Of two ends, one without the other, or none. */
static void check_ends(struct audit_rule *r, const struct authority *a)
{
	for (size_t i = 0; i < a->nodes; i++) {
		const struct a_node *n = &a->node[i];
		const struct a_hold *gives = holder(a, i, GIVES);
		const struct a_hold *takes = holder(a, i, TAKES);
		const struct a_hold *only = gives ? gives : takes;
		struct diag d = {.code = "K5-E0607",
				 .at = only ? only->at : n->at};

		if (n->kind < A_ENDPOINT || n->kind > A_PORT ||
		    (gives && takes)) {
			continue;
		}
		if (only) {
			audit_broken(r, d, NULL,
				     "%s may %s through %s, and nobody is at "
				     "the other end",
				     a_words(&a->node[only->subject]),
				     a_rights_words(only->rights), a_words(n));
		} else {
			audit_broken(r, d, NULL, "nobody holds %s", a_words(n));
		}
	}
}

static void check_badges(struct audit_rule *r, const struct authority *a)
{
	for (size_t i = 0; i < a->holds; i++) {
		const struct a_hold *h = &a->hold[i];
		const struct a_hold *other;
		size_t j = i + 1;

		while (a->node[h->object].kind == A_ENDPOINT &&
		       (h->rights & K5_RIGHT_SEND) &&
		       (other = a_next(a, h->object, K5_RIGHT_SEND, &j))) {
			if (other->badge != h->badge ||
			    other->subject == h->subject) {
				continue;
			}
			audit_broken(
				r,
				(struct diag){.code = "K5-E0611",
					      .at = other->at,
					      .note = keep_format(
						      "badge %u, as in "
						      "line %d",
						      h->badge, h->at.line)},
				NULL,
				"who receives from %s cannot tell %s from "
				"%s",
				a_words(&a->node[h->object]),
				a->node[other->subject].name,
				a->node[h->subject].name);
		}
	}
}

static bool waits(const struct authority *a, size_t task, size_t object)
{
	const struct a_hold *h;
	size_t i = 0;

	while ((h = a_next(a, object, K5_RIGHT_WAIT, &i))) {
		if (h->subject == task) {
			return true;
		}
	}
	return false;
}

/* The route of a line: who acknowledges it must be who waits for its bits. */
static void check_line(struct audit_rule *r, const struct authority *a,
		       const struct a_hold *route)
{
	const struct a_node *irq = &a->node[route->subject];
	const struct a_hold *owner, *second;
	struct diag d = {.code = "K5-E0609", .at = irq->at};
	size_t i = 0;

	owner = a_next(a, route->subject, K5_RIGHT_CONTROL, &i);
	second = owner ? a_next(a, route->subject, K5_RIGHT_CONTROL, &i) : NULL;
	if (!owner) {
		audit_broken(r, d, NULL, "nobody controls %s: it stays masked",
			     a_words(irq));
	} else if (second) {
		d.at = second->at;
		audit_broken(r, d, NULL, "%s and %s both control %s",
			     a->node[owner->subject].name,
			     a->node[second->subject].name, a_words(irq));
	} else if (!waits(a, owner->subject, route->object)) {
		d.at = owner->at;
		audit_broken(r, d, NULL,
			     "%s controls %s and cannot wait for %s",
			     a->node[owner->subject].name, a_words(irq),
			     a_words(&a->node[route->object]));
	}
}

static void check_irqs(struct audit_rule *r, const struct authority *a)
{
	for (size_t i = 0; i < a->holds; i++) {
		if (a->node[a->hold[i].subject].kind == A_IRQ) {
			check_line(r, a, &a->hold[i]);
		}
	}
}

/* What is the kernel's or the monitor's alone. */
static void check_kept(struct audit_rule *r, const struct authority *a,
		       const struct a_hold *h)
{
	const struct m_board *b = &a->m->board;
	const struct a_node kept[] = {
		{.name = "the kernel's flash",
		 .base = b->flash.address,
		 .size = a->m->kernel_flash},
		{.name = "the kernel's RAM",
		 .base = b->ram.address,
		 .size = a->m->kernel_ram},
		{.name = "the monitor's flash",
		 .base = b->secure_flash.address,
		 .size = b->secure_flash.size},
		{.name = "the monitor's RAM",
		 .base = b->secure_ram.address,
		 .size = b->secure_ram.size},
	};

	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
		struct a_node n = kept[i];

		n.kind = A_MEMORY;
		if (a_overlap(&n, &a->node[h->object])) {
			audit_broken(
				r,
				(struct diag){.code = "K5-E0608", .at = h->at},
				NULL, "%s has bytes of %s",
				a_words(&a->node[h->object]), n.name);
		}
	}
}

static void check_memory(struct audit_rule *r, const struct authority *a)
{
	for (size_t i = 0; i < a->holds; i++) {
		const struct a_hold *h = &a->hold[i];
		const struct a_node *n = &a->node[h->object];
		struct diag d = {.code = "K5-E0608", .at = h->at};

		if ((h->rights & A_WRITE) && (h->rights & A_EXEC)) {
			audit_broken(r, d, NULL, "%s may write and execute %s",
				     a->node[h->subject].name, a_words(n));
		}
		check_kept(r, a, h);
		for (size_t j = 0; j < i; j++) {
			const struct a_hold *other = &a->hold[j];

			/* what app.toml shares, it shares */
			if (!(n->kind == A_SHARED &&
			      other->object == h->object) &&
			    a_overlap(n, &a->node[other->object])) {
				audit_broken(r, d, NULL,
					     "%s and %s share bytes",
					     a_words(&a->node[other->object]),
					     a_words(n));
			}
		}
	}
}

static void check_system(struct audit_rule *r, const struct authority *a)
{
	const struct a_hold *first, *h;
	size_t i = 0;

	for (size_t n = 0; n < a->nodes; n++) {
		if (a->node[n].kind != A_SYSTEM) {
			continue;
		}
		first = a_next(a, n, K5_RIGHT_CONTROL, &i);
		while (first && (h = a_next(a, n, K5_RIGHT_CONTROL, &i))) {
			audit_broken(
				r,
				(struct diag){.code = "K5-E0612", .at = h->at},
				NULL, "%s and %s may both end everything",
				a->node[first->subject].name,
				a->node[h->subject].name);
		}
	}
}

static void check_pools(struct audit_rule *r, const struct authority *a)
{
	for (size_t n = 0; n < a->nodes; n++) {
		const struct a_hold *first, *h;
		size_t i = 0;

		if (a->node[n].kind != A_POOL) {
			continue;
		}
		first = a_next(a, n, K5_RIGHT_CONTROL, &i);
		if (!first) {
			audit_broken(r,
				     (struct diag){.code = "K5-E0616",
						   .at = a->node[n].at},
				     NULL, "nobody makes anything of %s",
				     a_words(&a->node[n]));
			continue;
		}
		while ((h = a_next(a, n, K5_RIGHT_CONTROL, &i))) {
			if (h->subject == first->subject) {
				continue;
			}
			audit_broken(
				r,
				(struct diag){.code = "K5-E0616", .at = h->at},
				NULL, "%s and %s use up one %s",
				a->node[first->subject].name,
				a->node[h->subject].name, a_words(&a->node[n]));
		}
	}
}

/* Shares of who is held to less than all the time, as k5 sched has them. */
static void check_budgets(struct audit_rule *r, const struct authority *a)
{
	double sum = 0;

	for (size_t t = 0; t < a->m->task_count; t++) {
		const struct m_task *task = &a->m->tasks[t];

		for (size_t i = 0; i < task->thread_count; i++) {
			const struct m_thread *th = &task->threads[i];
			double before = sum;

			sum += schedule_share(a->m, th);
			if (sum > 1 && before <= 1) {
				audit_broken(r,
					     (struct diag){.code = "K5-E0610",
							   .at = th->at},
					     NULL,
					     "with thread '%s' the budgets "
					     "promise %.1f%% of the time",
					     th->name, 100 * sum);
			}
		}
	}
}

static const struct {
	const char *key;
	void (*check)(struct audit_rule *r, const struct authority *a);
} own[] = {
	{"ends", check_ends},     {"badges", check_badges},
	{"irqs", check_irqs},     {"memory", check_memory},
	{"system", check_system}, {"budgets", check_budgets},
	{"pools", check_pools},
};

void audit_own(struct audit *audit, const struct toml_node *off)
{
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		const struct cfg_key *row = cfg_row(CFG_BUILTIN, own[i].key);

		if (cfg_get(off, own[i].key) && !cfg_flag(off, own[i].key)) {
			continue;
		}
		struct audit_rule r = audit_begin(
			audit, keep_format("K5's own, '%s': %s", own[i].key,
					   row->sentence));
		own[i].check(&r, audit->a);
		audit_end(&r);
	}
}
