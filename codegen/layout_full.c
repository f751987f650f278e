/*
 * layout_full.c - what to say when a memory is full
 *
 * The reader wants to know where the bytes went: the message points at what
 * takes most of them, be it a task, a shared buffer or a region.
 */
#include "../cli/config_keep.h"
#include "layout.h"

struct taker {
	const char *kind;
	const char *name;
	uint32_t bytes;
	struct where at;
};

static void offer(struct taker *largest, struct taker t)
{
	if (!largest->name || t.bytes > largest->bytes)
		*largest = t;
}

static struct taker largest_of(const struct layout *l, const struct model *m,
			       bool flash)
{
	struct taker largest = {.kind = "task"};

	for (size_t i = 0; i < m->task_count; i++) {
		const struct task_layout *t = &l->task[i];

		offer(&largest,
		      (struct taker){"task", m->tasks[i].name,
				     flash ? t->code.used : t->ram.used,
				     m->tasks[i].at});
	}
	for (size_t i = 0; i < m->shared_count && !flash; i++)
		offer(&largest,
		      (struct taker){i < model_first_region(m) ? "shared memory"
							       : "memory",
				     m->shared[i].name, m->shared[i].size,
				     m->shared[i].at});
	return largest;
}

/* The kernel's part holds its own objects and those of pools. */
static char *advice(const struct model *m, const struct taker *largest,
		    bool flash)
{
	const char *what = flash                     ? "drop code"
			   : largest->kind[0] == 't' ? "shrink stacks or data"
						     : "make it smaller";

	return keep_format(
		"%s has %u bytes, of which the kernel%s keeps %u; %s, lower "
		"[kernel].sizes, or enlarge [regions].%s",
		flash ? "flash" : "ram",
		flash ? m->board.flash.size : m->board.ram.size,
		m->pool_count && !flash ? ", pools included," : "",
		flash ? m->kernel_flash : m->kernel_ram, what,
		flash ? "flash" : "ram");
}

void layout_full(const struct layout *l, const struct model *m, bool flash,
		 uint64_t needed, uint64_t room)
{
	const char *name = flash ? "flash" : "ram";
	struct taker t = largest_of(l, m, flash);

	diag_error((struct diag){.code = flash ? "K5-E0301" : "K5-E0302",
				 .at = t.at,
				 .note = keep_format(
					 "%s '%s' is the largest, with %u "
					 "bytes of %s",
					 t.kind, t.name, t.bytes, name),
				 .help = advice(m, &t, flash)},
		   "%s %llu bytes of %s, and %s has %llu for them",
		   m->shared_count && !flash
			   ? "tasks and what they share or lend need"
			   : "the tasks need",
		   (unsigned long long)needed, name, m->board.name,
		   (unsigned long long)room);
}
