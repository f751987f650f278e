/*
 * header.c - <k5/app.h>, what a task's source may know of app.toml
 *
 *      K5_TASK_NAME "net"      K5_TASK_THREADS 2       K5_CLOCK_HZ 20000000
 *      K5_SLOT_<CAP>           the slot of each cap
 *      k5_cap_<CAP>            the same with its type (cap_types.h)
 *      K5_SLOT_FREE            the first empty slot, K5_SLOT_FREE_COUNT of them
 *      K5_MMIO_<WINDOW>        the address of each window, _SIZE its bytes
 *                              _<NAME> what else the board says of it
 *      K5_SHARED_<REGION>      the bytes of memory it shares, _SIZE of them
 *      K5_REGION_<REGION>      the same of a region that it has a cap to
 *      K5_IRQ_<IRQ>_BITS       what an interrupt sets in its notification
 */
#include "header.h"

#include <ctype.h>

#include <k5/abi.h>

#include "../cli/config_keep.h"

static const char *type_of(enum m_object object)
{
	static const char *const types[] = {
		[M_ENDPOINT] = "k5_ep",     [M_NOTIFICATION] = "k5_ntf",
		[M_PORT] = "k5_port",       [M_IRQ] = "k5_irq",
		[M_REPLY] = "k5_reply_obj", [M_SYSTEM] = "k5_system",
		[M_POOL] = "k5_pool",       [M_REGION] = "k5_region_obj",
		[M_TIMER] = "k5_timer_obj", [M_THREAD] = "k5_thread_obj",
		[M_SC] = "k5_sc_obj"};

	return types[object];
}

/* A name of app.toml as part of a macro: upper case, '-' as '_'. */
static void define(struct text *t, const char *prefix, const char *name,
		   const char *suffix)
{
	text_add(t, "#define %s", prefix);
	for (; *name; name++)
		text_add(t, "%c",
			 *name == '-' ? '_' : toupper((unsigned char)*name));
	text_add(t, "%s ", suffix);
}

static void slots(struct text *t, const struct m_task *task)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		define(t, "K5_SLOT_", task->caps[i].name, "");
		text_add(t, "%zu\n", i);
	}
	if (task->empty_slots > 0)
		text_add(t, "#define K5_SLOT_FREE %zu\n", task->cap_count);
	text_add(t, "#define K5_SLOT_FREE_COUNT %u\n", task->empty_slots);
}

static void windows(struct text *t, const struct m_task *task)
{
	for (size_t i = 0; i < task->mmio_count; i++) {
		const struct m_range *w = &task->mmio[i];

		define(t, "K5_MMIO_", w->name, "");
		text_add(t, "0x%08xu\n", w->address);
		define(t, "K5_MMIO_", w->name, "_SIZE");
		text_add(t, "0x%xu\n", w->size);
		for (size_t j = 0; j < w->extra_count; j++) {
			define(t, "K5_MMIO_",
			       keep_format("%s_%s", w->name, w->extra[j].name),
			       "");
			text_add(t, "0x%xu\n", w->extra[j].value);
		}
	}
}

static char *c_symbol(const char *prefix, const char *name)
{
	char *symbol = keep_format("%s%s", prefix, name);

	for (char *s = symbol; *s; s++)
		*s = *s == '-' ? '_' : *s;
	return symbol;
}

char *header_shared(const char *name)
{
	return c_symbol("k5_shared_", name);
}

static void typed_caps(struct text *t, const struct m_task *task)
{
	text_add(t, "#ifndef __ASSEMBLER__\n#include <k5/cap_types.h>\n");
	for (size_t i = 0; i < task->cap_count; i++)
		text_add(t, "static const struct %s %s = {%zu};\n",
			 type_of(task->caps[i].type),
			 c_symbol("k5_cap_", task->caps[i].name), i);
	text_add(t, "#endif\n");
}

/* The linker knows where it is: memory.ld. */
static void memory(struct text *t, const char *prefix, const struct m_shared *s,
		   uint8_t rights)
{
	const char *symbol = header_shared(s->name);

	define(t, prefix, s->name, "");
	text_add(t, "%s\n", symbol);
	define(t, prefix, s->name, "_SIZE");
	text_add(t, "%uu\n", s->size);
	text_add(t,
		 "#ifndef __ASSEMBLER__\n"
		 "extern %sunsigned char %s[%u]"
		 " __attribute__((aligned(8)));\n#endif\n",
		 rights & K5_MEM_WRITE ? "" : "const ", symbol, s->size);
}

static void views(struct text *t, const struct model *m,
		  const struct m_task *task)
{
	for (size_t i = 0; i < task->view_count; i++) {
		const struct m_view *v = &task->views[i];

		memory(t, "K5_SHARED_", &m->shared[v->shared], v->rights);
	}
	for (size_t i = 0; i < task->cap_count; i++) {
		const struct m_cap *c = &task->caps[i];
		size_t region = model_first_region(m) + c->object;

		if (c->type == M_REGION)
			memory(t, "K5_REGION_", &m->shared[region], c->rights);
	}
}

/* Does the task serve this interrupt, or hear of it? */
static bool concerns(const struct m_task *task, const struct model *m,
		     size_t irq)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		const struct m_cap *c = &task->caps[i];

		if (c->type == M_IRQ && c->object == irq)
			return true;
		if (c->type == M_NOTIFICATION &&
		    c->object == m->irqs[irq].notification)
			return true;
	}
	return false;
}

static void irqs(struct text *t, const struct model *m,
		 const struct m_task *task)
{
	for (size_t i = 0; i < m->irq_count; i++) {
		if (!concerns(task, m, i))
			continue;
		define(t, "K5_IRQ_", m->irqs[i].name, "_BITS");
		text_add(t, "0x%xu\n", m->irqs[i].bits);
	}
}

void header_write(struct text *t, const struct model *m,
		  const struct m_task *task)
{
	text_add(t,
		 "/*\n * app.h - task '%s' of %s\n *\n"
		 " * Made by k5 build from app.toml.\n */\n#pragma once\n\n",
		 task->name, m->name);
	text_add(t, "#define K5_TASK_NAME \"%s\"\n", task->name);
	text_add(t, "#define K5_TASK_THREADS %zu\n", task->thread_count);
	text_add(t, "#define K5_CLOCK_HZ %uu\n", m->board.clock_hz);
	slots(t, task);
	typed_caps(t, task);
	windows(t, task);
	views(t, m, task);
	irqs(t, m, task);
}
