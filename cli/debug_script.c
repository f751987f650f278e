/*
 * debug_script.c - commands for gdb, written for one app
 *
 *      (gdb) k5-threads
 *        1  server     T_REPLY      priority 20
 *        2  client     T_READY      priority 10  <- runs
 *      (gdb) k5-bt 1
 *
 * A gdb port knows processors, and there is one. So k5-threads reads the kernel's
 * pools by their own names; k5-bt puts what the kernel saved of a thread into the
 * processor's registers, walks the stack, and puts back what was there. All that can
 * fail is read before the first register is set.
 */
#include <elf.h>

#include "../codegen/threads.h"
#include "debug.h"

/*
 * QEMU shows memory as the running code may see it; on the bus it is all there, but
 * behind an Arm memory protection controller.
 */
static void put_sight(struct text *t, const struct model *m)
{
	if (m->board.mpc_count == 0) {
		text_add(t, "\tpipe maintenance packet Qqemu.PhyMemMode:1 | "
			    "cat >/dev/null\n");
	}
}

static const char *name_of(const struct model *m, size_t i, size_t *task,
			   const char **more)
{
	const struct m_thread *thread = threads_at(m, i, task);
	bool first = i == threads_before(m, *task);

	*more = first ? "" : thread->name;
	return m->tasks[*task].name;
}

static void put_threads(struct text *t, const struct model *m)
{
	const char *more;
	size_t task;

	text_add(t, "define k5-threads\n");
	put_sight(t, m);
	for (size_t i = 0; threads_at(m, i, NULL); i++) {
		const char *name = name_of(m, i, &task, &more);

		text_add(t,
			 "\techo %3zu  %s%s%s\\t\n"
			 "\toutput (enum thread_state)k5_thread[%zu].state\n"
			 "\tprintf \"\\tpriority %%d\", k5_thread[%zu].prio\n"
			 "\tif k5.current == %zu\n\t\techo \\ \\ <- "
			 "runs\n\tend\n"
			 "\techo \\n\n",
			 i + 1, name, *more ? "/" : "", more, i, i, i);
	}
	text_add(t, "end\ndocument k5-threads\n"
		    "Threads of K5's: number, name, state, priority.\n"
		    "end\n");
}

/* A register, and where the kernel keeps it. */
struct saved {
	const char *name;
	const char *from;
};

static const struct saved arm[] = {
	{"r4", "$k5_c->arg[0]"},
	{"r5", "$k5_c->arg[1]"},
	{"r6", "$k5_c->arg[2]"},
	{"r7", "$k5_c->arg[3]"},
	{"r8", "$k5_c->arg[4]"},
	{"r9", "$k5_c->arg[5]"},
	{"r10", "$k5_c->arg[6]"},
	{"r11", "$k5_c->arg[7]"},
	{"lr", "$k5_f[5]"},
	{"pc", "$k5_f[6]"},
	{"sp", "(unsigned)$k5_f + (($k5_c->exc_return & 16) ? 32 : 104) + "
	       "(($k5_f[7] & 512) ? 4 : 0)"},
	{0},
};

static const struct saved riscv[] = {
	{"pc", "$k5_c->pc"},     {"sp", "$k5_c->sp"},
	{"ra", "$k5_c->ra"},     {"fp", "$k5_c->s[0]"},
	{"s1", "$k5_c->s[1]"},   {"s2", "$k5_c->s[2]"},
	{"s3", "$k5_c->s[3]"},   {"s4", "$k5_c->s[4]"},
	{"s5", "$k5_c->s[5]"},   {"s6", "$k5_c->s[6]"},
	{"s7", "$k5_c->s[7]"},   {"s8", "$k5_c->s[8]"},
	{"s9", "$k5_c->s[9]"},   {"s10", "$k5_c->s[10]"},
	{"s11", "$k5_c->s[11]"}, {0},
};

static void put_bt(struct text *t, const struct model *m, bool is_arm)
{
	const struct saved *reg = is_arm ? arm : riscv;

	text_add(t, "define k5-bt\n");
	put_sight(t, m);
	text_add(t, "\tif k5.current == $arg0 - 1\n\t\tbt\n\telse\n"
		    "\tset $k5_c = &k5_context[$arg0 - 1]\n");
	if (is_arm) {
		text_add(t, "\tset $k5_f = (unsigned *)$k5_c->psp\n");
	}
	for (const struct saved *r = reg; r->name; r++) {
		text_add(t, "\tset $k5_old_%s = (unsigned long)$%s\n", r->name,
			 r->name);
		text_add(t, "\tset $k5_new_%s = %s\n", r->name, r->from);
	}
	for (const struct saved *r = reg; r->name; r++) {
		text_add(t, "\tset $%s = $k5_new_%s\n", r->name, r->name);
	}
	text_add(t, "\tbt\n");
	for (const struct saved *r = reg; r->name; r++) {
		text_add(t, "\tset $%s = $k5_old_%s\n", r->name, r->name);
	}
	text_add(t, "\tend\nend\ndocument k5-bt\n"
		    "k5-bt N: where thread N of k5-threads is, and how it came "
		    "there.\nend\n");
}

void debug_commands(struct text *t, const struct app *app, uint16_t machine)
{
	put_threads(t, &app->model);
	put_bt(t, &app->model, machine == EM_ARM);
}

void debug_names(struct text *t, const struct app *app, const struct core *c)
{
	const struct model *m = &app->model;

	for (size_t i = 0; i < c->threads; i++) {
		const char *more, *name = "processor";
		size_t number = c->thread[i].number - 1, task;

		more = "";
		if (threads_at(m, number, NULL)) {
			name = name_of(m, number, &task, &more);
		}
		text_add(t, "thread apply %zu -q -s -- thread name %s%s%s\n",
			 i + 1, name, *more ? "/" : "", more);
	}
}
