/*
 * config_board_check.c - facts of a board that cannot both hold
 */
#include "config_board.h"

#include <inttypes.h>
#include <string.h>

#include "../codegen/ports.h"
#include "../codegen/solver.h"
#include "config_keep.h"

static void contradiction(struct where at, const char *note,
			  const char *message)
{
	diag_error((struct diag){.code = "K5-E0213", .at = at, .note = note},
		   "%s", message);
}

static void unguarded(const struct m_board *b, struct where at)
{
	diag_error(
		(struct diag){.code = "K5-E0213",
			      .at = at,
			      .note = "not a multiple of the granule",
			      .help = keep_format(
				      "address and size must be multiples of "
				      "0x%" PRIx32 ", this board's granule",
				      b->granule)},
		"a range cannot be guarded exactly");
}

static void check_words(const struct toml_node *tree, const char *name,
			const struct m_board *b)
{
	if (strcmp(b->name, name) != 0) {
		contradiction(cfg_at(tree, "name"), "not the file's name",
			      "a board has the name of its file");
	}
	const char *log = cfg_text(tree, "log");
	if (log && strcmp(log, "uart") != 0 && strcmp(log, "rtt") != 0) {
		contradiction(cfg_at(tree, "log"), "\"uart\" or \"rtt\"",
			      "the log cannot leave that way");
	}
	const char *end = cfg_text(tree, "exit");
	if (end && strcmp(end, "semihosting") != 0 &&
	    strcmp(end, "none") != 0) {
		contradiction(cfg_at(tree, "exit"),
			      "\"semihosting\" or \"none\"",
			      "an app cannot end that way");
	}
	if (b->part_count > PORT_PARTS) {
		contradiction(cfg_at(tree, "parts"), "more than four",
			      "a port does not have that many");
	}
	struct solver_kind kind;
	if (!solver_named(&kind, b->protection, b->granule)) {
		contradiction(cfg_at(tree, "protection"),
			      "\"v8m\", \"v7m\" or \"pmp\"",
			      "memory cannot be guarded that way");
	}
	if (b->console && !b->uart_driver) {
		contradiction(tree->at, "no [uart]",
			      "the log leaves by UART, but there is none");
	}
	if (b->console && b->uart_irq >= b->irq_lines) {
		contradiction(cfg_at(cfg_get(tree, "uart"), "irq"),
			      "not below irq_lines",
			      "the UART's interrupt has no such line");
	}
}

static void check_range(const struct m_board *b, const struct m_range *r)
{
	struct m_range load = *r;
	load.address = r->load;
	if (range_wraps(r) || range_wraps(&load)) {
		contradiction(r->at, "past the last address",
			      "a range ends above 4 GiB");
	} else if (r->address % b->granule || r->size % b->granule) {
		unguarded(b, r->at);
	}
}

static void check_memory(const struct m_board *b)
{
	const struct m_range *all[] = {&b->flash, &b->ram, &b->secure_flash,
				       &b->secure_ram};
	enum {
		ALL = sizeof all / sizeof all[0]
	};
	for (size_t i = 0; i < ALL; i++) {
		check_range(b, all[i]);
		for (size_t j = 0; j < i; j++) {
			if (all[i]->size && all[j]->size &&
			    range_meets(all[i], all[j])) {
				contradiction(
					all[i]->at,
					keep_format("overlaps %s, line %d",
						    all[j]->name,
						    all[j]->at.line),
					"two memories share bytes");
			}
		}
	}
}

/* What the monitor keeps to itself is no memory for the kernel. */
static void check_open(const struct m_board *b, const struct m_range *r)
{
	bool open = b->nonsecure_count == 0;
	for (size_t i = 0; i < b->nonsecure_count; i++) {
		open = open || range_within(r, &b->nonsecure[i]);
	}
	if (!open) {
		contradiction(r->at, "in no range of nonsecure",
			      "the kernel cannot reach its memory");
	}
}

void board_check(const struct toml_node *tree, const char *name,
		 const struct m_board *b)
{
	check_words(tree, name, b);
	if (b->granule & (b->granule - 1)) {
		contradiction(cfg_at(tree, "granule"), "not a power of two",
			      "no hardware guards memory so");
		return;
	}
	check_memory(b);
	check_open(b, &b->flash);
	check_open(b, &b->ram);
	for (size_t i = 0; i < b->nonsecure_count; i++) {
		check_range(b, &b->nonsecure[i]);
	}
	for (size_t i = 0; i < b->window_count; i++) {
		check_range(b, &b->windows[i]);
	}
	for (size_t i = 0; i < b->irq_count; i++) {
		if (b->irqs[i].value >= b->irq_lines) {
			contradiction(b->irqs[i].at, "not below irq_lines",
				      "an interrupt has no such line");
		}
	}
}
