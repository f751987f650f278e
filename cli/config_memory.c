/*
 * config_memory.c - [kernel] and [regions]: what memory there is
 *
 * The solver places tasks later; refused here is only what no placement can
 * mend. A range of the app may replace the board's; if it lies inside, it
 * keeps the board's distance between address and load address.
 */
#include "config_app.h"

#include <inttypes.h>
#include <string.h>

#include "config.h"
#include "config_keep.h"

bool range_wraps(const struct m_range *r)
{
	return (uint64_t)r->address + r->size > UINT64_C(0x100000000);
}

bool range_meets(const struct m_range *a, const struct m_range *b)
{
	return a->address < (uint64_t)b->address + b->size &&
	       b->address < (uint64_t)a->address + a->size;
}

bool range_within(const struct m_range *a, const struct m_range *b)
{
	return a->address >= b->address &&
	       (uint64_t)a->address + a->size <= (uint64_t)b->address + b->size;
}

struct m_range cfg_range(const struct toml_node *table, const char *name)
{
	struct m_range r = {.name = keep_text(name), .at = table->at};
	r.address = cfg_number(table, CFG_RANGE, "address", 0);
	r.size = cfg_number(table, CFG_RANGE, "size", 0);
	r.load = cfg_number(table, CFG_RANGE, "load", r.address);
	return r;
}

static bool fits(const struct m_range *r, uint32_t granule)
{
	struct m_range load = {.address = r->load, .size = r->size};
	if (range_wraps(r) || range_wraps(&load)) {
		diag_error(
			(struct diag){.code = "K5-E0233",
				      .at = r->at,
				      .note = "past the last address",
				      .help = "address and size together are "
					      "at most 0x100000000"},
			"%s ends above 4 GiB", r->name);
		return false;
	}
	if (r->address % granule == 0 && r->size % granule == 0) {
		return true;
	}
	char *help = keep_format("address and size must be multiples of "
				 "%" PRIu32,
				 granule);
	diag_error((struct diag){.code = "K5-E0225",
				 .at = r->at,
				 .note = "not aligned",
				 .help = help},
		   "%s cannot be guarded exactly", r->name);
	return false;
}

static bool reachable(const struct m_board *b, const struct m_range *r)
{
	bool open = b->nonsecure_count == 0;
	for (size_t i = 0; i < b->nonsecure_count; i++) {
		open = open || range_within(r, &b->nonsecure[i]);
	}
	if (!open) {
		diag_error((struct diag){.code = "K5-E0233",
					 .at = r->at,
					 .note = "Secure on this board",
					 .help = "take memory in a range of "
						 "nonsecure of the board's "
						 "file"},
			   "%s does not open this memory to the kernel",
			   b->name);
	}
	return open;
}

/* The app's range in place of the board's, if it has a good one. */
static void replace(struct cfg *c, const char *name, struct m_range *ours)
{
	const struct m_board *b = &c->m->board;
	const struct toml_node *table =
		cfg_get(cfg_get(c->tree, "regions"), name);
	if (!table || !cfg_get(table, "address") || !cfg_get(table, "size")) {
		return;
	}
	struct m_range r = cfg_range(table, name);
	if (!fits(&r, b->granule) || !reachable(b, &r)) {
		return;
	}
	if (!cfg_get(table, "load") && range_within(&r, ours)) {
		r.load = r.address - ours->address + ours->load;
	}
	*ours = r;
}

static void check_apart(const struct m_board *b)
{
	if (range_meets(&b->flash, &b->ram)) {
		diag_error((struct diag){.code = "K5-E0226",
					 .at = b->ram.at,
					 .note = "overlaps flash",
					 .help = "[regions] moves one of them"},
			   "flash and ram share bytes");
	}
}

/* `part` bytes of the kernel must leave something of `whole`. */
static void check_part(const char *what, uint32_t part, uint32_t whole,
		       struct diag d)
{
	if (part < whole) {
		return;
	}
	d.code = "K5-E0233";
	d.help = keep_format("there are %" PRIu32 " bytes%s%s", whole,
			     d.help ? "; " : "", d.help ? d.help : "");
	diag_error(d, "the kernel's %s would take %" PRIu32 " bytes", what,
		   part);
}

/*
 * Where the app says nothing it is the board whose memory is small. What the
 * kernel needs is known when it is linked: its stack, the log and its objects.
 */
static struct diag too_much(const struct model *m,
			    const struct toml_node *sizes, const char *key,
			    const struct m_range *memory)
{
	bool own = sizes && cfg_get(sizes, key);
	uint32_t inner = m->kernel_stack + m->log_buffer;
	struct diag d = {.at = own ? cfg_at(sizes, key) : memory->at,
			 .note = "leaves nothing for tasks"};

	if (!own) {
		d.note = keep_format("all of it, if [kernel].sizes says no %s",
				     key);
	}
	d.help = strcmp(key, "ram") == 0
			 ? keep_format("in [kernel], write sizes = { ram = ... "
				       "} with less: stack_size and log_buffer "
				       "are %" PRIu32 " of it, objects come on "
				       "top, and the build names the number "
				       "that is needed",
				       inner)
			 : "in [kernel], write sizes = { flash = ... } with "
			   "less; the build names the number that is needed";
	return d;
}

static void check_kernel(struct cfg *c, const struct toml_node *kernel,
			 const struct toml_node *sizes)
{
	const struct model *m = c->m;
	if (m->kernel_stack % 8 != 0) {
		diag_error((struct diag){.code = "K5-E0223",
					 .at = cfg_at(kernel, "stack_size"),
					 .note = "not a multiple of 8"},
			   "the kernel's stack cannot be %" PRIu32 " bytes",
			   m->kernel_stack);
	}
	uint32_t inner = m->kernel_stack + m->log_buffer;
	check_part("stack and log buffer", inner, m->kernel_ram,
		   (struct diag){.at = sizes && cfg_get(sizes, "ram")
					       ? cfg_at(sizes, "ram")
					       : m->kernel_at,
				 .note = "leaves nothing of its RAM"});
	if (c->board) {
		check_part("RAM", m->kernel_ram, m->board.ram.size,
			   too_much(m, sizes, "ram", &m->board.ram));
		check_part("flash", m->kernel_flash, m->board.flash.size,
			   too_much(m, sizes, "flash", &m->board.flash));
	}
}

/*
 * What a traced kernel needs beside: code, the ring, a few words, and a log's ring
 * that holds a frame of events and the longest record.
 */
static void grow_for_trace(struct model *m)
{
	enum {
		CODE = 0x1000,
		WORDS = 0x100,
		STEP = 0x400,
		LOG = 512
	};
	uint32_t more = m->trace_buffer + WORDS;

	if (m->log_buffer < LOG) {
		more += LOG - m->log_buffer;
		m->log_buffer = LOG;
	}
	m->trace = true;
	m->kernel_flash += CODE;
	m->kernel_ram += (more + STEP - 1) / STEP * STEP;
}

bool config_trace(struct model *m)
{
	if (m->trace) {
		return true;
	}
	grow_for_trace(m);
	if (m->kernel_ram < m->board.ram.size &&
	    m->kernel_flash < m->board.flash.size) {
		return true;
	}
	diag_error((struct diag){.code = "K5-E0233",
				 .at = m->kernel_at,
				 .help = "in [kernel], write trace_buffer with "
					 "less; a traced kernel needs 4 KiB of "
					 "flash and that ring beside the rest"},
		   "a traced kernel would take %" PRIu32 " bytes of RAM, "
		   "%s has %" PRIu32,
		   m->kernel_ram, m->board.name, m->board.ram.size);
	return false;
}

void cfg_memory(struct cfg *c)
{
	struct model *m = c->m;
	const struct toml_node *kernel = cfg_get(c->tree, "kernel");
	const struct toml_node *sizes = cfg_get(kernel, "sizes");

	m->kernel_at = kernel ? kernel->key_at : c->tree->at;
	m->kernel_stack = cfg_number(kernel, CFG_KERNEL, "stack_size",
				     m->board.kernel_stack);
	m->log_buffer = cfg_number(kernel, CFG_KERNEL, "log_buffer", 0);
	m->kernel_flash = cfg_number(sizes, CFG_SIZES, "flash", 0);
	m->kernel_ram = cfg_number(sizes, CFG_SIZES, "ram", 0);
	m->trace_buffer = cfg_number(kernel, CFG_KERNEL, "trace_buffer", 0);
	if (cfg_flag(kernel, "trace")) {
		grow_for_trace(m);
	}

	if (c->board) {
		replace(c, "flash", &m->board.flash);
		replace(c, "ram", &m->board.ram);
		check_apart(&m->board);
	}
	check_kernel(c, kernel, sizes);
}
