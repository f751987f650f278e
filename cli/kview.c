/*
 * kview.c - threads and tasks out of the kernel's pools
 */
#include "kview.h"

#include <string.h>

#include <k5/abi.h>

#include "../codegen/paths.h"
#include "../codegen/pools.h"
#include "../codegen/threads.h"
#include "config_keep.h"

/* The pools that are read, and the constants that say what is in them. */
struct pools {
	struct rows thread, link, sc, refill, reply, context, until, desc;
	uint64_t nil, first_ep;
};

int kview_open(struct kview *v, const struct app *app)
{
	static const char *const state[] = {
		"T_STOPPED", "T_READY",   "T_THROTTLED", "T_UNFUNDED",
		"T_SENDING", "T_CALLING", "T_RECEIVING", "T_SERVING",
		"T_REPLY",   "T_ASLEEP",  "T_WAITING"};

	*v = (struct kview){.app = app, .kernel = path_kernel_elf(app->out)};
	for (size_t i = 0; i < K_STATES; i++) {
		v->state[i].name = state[i];
	}
	v->dict = dict_load(app->dict);
	if (!v->dict || !elf_load(&v->image, app->elf)) {
		return K5X_USAGE;
	}
	if (!constants_find(v->state, K_STATES, v->kernel)) {
		diag_error((struct diag){.code = "K5-E0705",
					 .help = "build the app with this k5"},
			   "%s does not say what states its threads have",
			   v->kernel);
		elf_close(&v->image);
		return K5X_USAGE;
	}
	return 0;
}

void kview_close(struct kview *v)
{
	elf_close(&v->image);
}

static const struct elf_symbol *symbol_of(const struct kview *v,
					  const char *name)
{
	return elf_symbol(&v->image, keep_format("kernel.%s", name));
}

bool kview_rows(const struct kview *v, struct rows *r, const char *symbol,
		const char *type, size_t count)
{
	const struct elf_symbol *s = symbol_of(v, symbol);

	if (!s || !structure_find(&r->shape, v->kernel, type)) {
		return false;
	}
	r->count = count;
	r->bytes = core_bytes(v->core, s->value, count * r->shape.size);
	return r->bytes != NULL && count * r->shape.size <= s->size;
}

bool kview_table(const struct kview *v, struct rows *r, const char *symbol,
		 const char *type, size_t count)
{
	return structure_find(&r->shape, v->kernel, type) &&
	       rows_named(r, &v->image, keep_format("kernel.%s", symbol)) &&
	       r->count >= count;
}

/* An array of plain numbers. */
static bool numbers(const struct kview *v, struct rows *r, const char *symbol,
		    size_t size, size_t count)
{
	const struct elf_symbol *s = symbol_of(v, symbol);

	*r = (struct rows){.count = count};
	r->shape = (struct structure){
		.size = size, .members = 1, .member = {{"", 0, size}}};
	r->bytes = s && count * size <= s->size
			   ? core_bytes(v->core, s->value, count * size)
			   : NULL;
	return r->bytes != NULL;
}

static size_t replies(const struct model *m)
{
	return pools_all(m, M_REPLY);
}

static bool pools_find(struct kview *v, struct pools *p)
{
	struct constant c[] = {{.name = "NIL"}, {.name = "Q_FIRST_EP"}};
	size_t n = v->threads;
	size_t owed = replies(&v->app->model);
	bool found =
		constants_find(c, 2, v->kernel) &&
		structure_find(&p->refill.shape, v->kernel, "refill") &&
		kview_table(v, &p->desc, "threads", "k5_thread_desc", n) &&
		kview_rows(v, &p->thread, "k5_thread", "thread", n) &&
		kview_rows(v, &p->link, "k5_link", "link", n) &&
		kview_rows(v, &p->sc, "k5_sc", "sc", n) &&
		kview_rows(v, &p->context, "k5_context", "arch_context", n) &&
		numbers(v, &p->until, "k5_until", 8, n) &&
		(owed == 0 ||
		 kview_rows(v, &p->reply, "k5_reply", "reply", owed));

	p->nil = c[0].value;
	p->first_ep = c[1].value;
	return found;
}

static size_t thread_or_nobody(const struct kview *v, uint64_t i)
{
	return i < v->threads ? (size_t)i : K_NOBODY;
}

/* What may be used at once, and when there is more, of a sporadic server. */
static void read_time(struct kview *v, struct pools *p, size_t s,
		      struct k_thread *t)
{
	uint64_t count = row_number(&p->sc, s, "count");
	size_t most = 0;

	t->budget = row_number(&p->sc, s, "budget");
	t->period = row_number(&p->sc, s, "period");
	t->consumed = row_number(&p->sc, s, "before");
	p->refill.bytes = row_member(&p->sc, s, "refill");
	for (size_t m = 0; m < p->sc.shape.members; m++) {
		if (strcmp(p->sc.shape.member[m].name, "refill") == 0) {
			most = p->sc.shape.member[m].size /
			       p->refill.shape.size;
		}
	}
	t->due = row_number(&p->refill, 0, "time");
	if (row_number(&p->sc, s, "slices")) {
		t->left = row_number(&p->refill, 0, "amount");
		t->consumed += t->budget - t->left;
		return;
	}
	for (size_t i = 0; i < count && i < most; i++) {
		if (row_number(&p->refill, i, "time") <= v->now) {
			t->left += row_number(&p->refill, i, "amount");
		}
	}
}

static enum k_state state_of(const struct kview *v, uint64_t value)
{
	for (size_t i = 0; i < K_STATES; i++) {
		if (v->state[i].value == value) {
			return (enum k_state)i;
		}
	}
	return K_STATES;
}

static bool at_endpoint(enum k_state s)
{
	return s >= K_SENDING && s <= K_SERVING;
}

static void read_wait(struct kview *v, const struct pools *p, size_t i,
		      struct k_thread *t)
{
	const struct model *m = &v->app->model;
	uint64_t queue = row_number(&p->link, i, "queue");
	uint64_t endpoints = pools_all(m, M_ENDPOINT);
	uint64_t call = row_element(&p->context, i, "arg", K5_ARG_NUMBER,
				    v->core->wide ? 8 : 4);
	bool waits = t->state >= K_SENDING && t->state != K_ASLEEP;

	t->object = (uint32_t)(queue - p->first_ep);
	if (at_endpoint(t->state) && queue != p->nil) {
		t->at = dict_object(v->dict, K5_CAP_ENDPOINT, t->object);
	} else if (t->state == K_WAITING && queue != p->nil) {
		t->object -= (uint32_t)endpoints;
		t->at = dict_object(v->dict, K5_CAP_NOTIFICATION, t->object);
	}
	if (t->state == K_ASLEEP || (waits && (call & K5_TIMED))) {
		t->until = row_number(&p->until, i, "");
	}
	t->answers = K_NOBODY;
	uint64_t r = row_number(&p->thread, i, "awaits");
	if (t->state == K_REPLY && r < p->reply.count) {
		t->answers = thread_or_nobody(
			v, row_number(&p->reply, (size_t)r, "server"));
	}
}

static const char *name_of(const struct model *m, size_t number, size_t *task)
{
	const struct m_thread *t = threads_at(m, number, task);

	return number == threads_before(m, *task)
		       ? m->tasks[*task].name
		       : keep_format("%s/%s", m->tasks[*task].name, t->name);
}

static bool read_thread(struct kview *v, struct pools *p, size_t i)
{
	struct k_thread *t = &v->thread[i];
	uint64_t own = row_number(&p->desc, i, "sc");
	uint64_t on = row_number(&p->thread, i, "sc");

	t->name = name_of(&v->app->model, i, &t->task);
	t->state = state_of(v, row_number(&p->thread, i, "state"));
	t->begun = row_number(&p->context, i, "regions") != 0;
	t->prio = (uint8_t)row_number(&p->thread, i, "prio");
	t->stack = row_number(&p->desc, i, "stack_base");
	t->stack_size = row_number(&p->desc, i, "stack_top") - t->stack;
	t->stack_used = kview_stack_used(v->core, t->stack, t->stack_size);
	if (t->state == K_STATES || own >= v->threads ||
	    (on != p->nil && on >= v->threads) ||
	    row_number(&p->thread, i, "task") != t->task) {
		return false;
	}
	read_time(v, p, (size_t)own, t);
	read_wait(v, p, i, t);
	t->on = on == p->nil
			? K_NOBODY
			: thread_or_nobody(
				  v, row_number(&p->sc, (size_t)on, "home"));
	return true;
}

/* Threads that share nothing with what was built: another program's bytes. */
static int broken(const struct kview *v, const char *what)
{
	diag_error((struct diag){.code = "K5-E0705",
				 .help = "was it halted before the kernel had "
					 "started, or has something written "
					 "over it?"},
		   "the memory of %s holds no kernel that runs: %s",
		   v->app->model.name, what);
	return K5X_TARGET;
}

static bool read_tasks(struct kview *v)
{
	size_t n = v->app->model.task_count;
	struct rows r;

	v->task = keep_alloc(n, sizeof(*v->task));
	if (!kview_rows(v, &r, "k5_task", "task", n)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		v->task[i].stopped = row_number(&r, i, "stopped");
		v->task[i].fault = (uint32_t)row_number(&r, i, "fault");
	}
	return true;
}

static size_t thread_count(const struct model *m)
{
	size_t n = 0;

	while (threads_at(m, n, NULL)) {
		n++;
	}
	return n;
}

int kview_read(struct kview *v, const struct core *core)
{
	struct pools p = {0};
	struct rows k5;
	size_t begun = 0;

	v->core = core;
	v->threads = thread_count(&v->app->model);
	v->thread = keep_alloc(v->threads, sizeof(*v->thread));
	if (!kview_rows(v, &k5, "k5", "k5_state", 1) || !pools_find(v, &p) ||
	    !read_tasks(v)) {
		return broken(v, "its pools are not all there");
	}
	v->now = row_number(&k5, 0, "now");
	v->current = thread_or_nobody(v, row_number(&k5, 0, "current"));
	for (size_t i = 0; i < v->threads; i++) {
		if (!read_thread(v, &p, i)) {
			return broken(v, keep_format("thread %zu, '%s', is in "
						     "no state there is",
						     i, v->thread[i].name));
		}
		begun += v->thread[i].begun;
	}
	if (v->current < v->threads &&
	    v->thread[v->current].state == K_STOPPED) {
		v->current = K_NOBODY; /* it ended the run by ending */
	}
	if (begun == 0) {
		return broken(v, "no thread has begun");
	}
	kview_faults(v);
	return 0;
}

uint64_t kview_us(const struct kview *v, uint64_t ticks)
{
	uint64_t hz = v->app->model.board.clock_hz;

	return ticks / hz * 1000000 + ticks % hz * 1000000 / hz;
}
