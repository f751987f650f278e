/*
 * config_board_port.c - a board's words for its port and its drivers
 *
 * arch, parts, protection, regions and the drivers name files of the K5 tree,
 * or say what those can do. A wrong one would end in an error of ninja or of
 * gcc, or only in the kernel's start.
 */
#include "config_board.h"

#include <dirent.h>
#include <inttypes.h>
#include <string.h>

#include "../codegen/ports.h"
#include "../codegen/solver.h"
#include "config_keep.h"

static void refuse(struct where at, const char *note, const char *help,
		   const char *message)
{
	diag_error((struct diag){.code = "K5-E0213",
				 .at = at,
				 .note = note,
				 .help = help},
		   "%s", message);
}

static bool known(const struct words *w, const char *word)
{
	for (size_t i = 0; i < w->count; i++) {
		if (strcmp(w->word[i], word) == 0) {
			return true;
		}
	}
	return false;
}

/* What it may have meant, and what there is: these lists are short. */
static char *names_help(const struct words *w, const char *word,
			const char *kinds)
{
	char *near = words_help(w, word, kinds);

	return near[0] == 'd' && w->count > 1
		       ? keep_format("%s The %s are %s", near, kinds,
				     words_list(w))
		       : near;
}

static bool check_arch(const struct toml_node *tree, const struct m_board *b)
{
	struct words names = {0};
	const char *name;

	for (size_t i = 0; (name = port_name(i)); i++) {
		words_add(&names, name);
	}
	if (known(&names, b->arch)) {
		return true;
	}
	refuse(cfg_at(tree, "arch"), "no folder of arch/ is that port",
	       names_help(&names, b->arch, "ports"),
	       keep_format("there is no port '%s'", b->arch));
	return false;
}

static bool check_parts(const struct toml_node *tree, const struct m_board *b)
{
	struct words names = {0};
	const char *name;
	bool good = true;

	for (size_t i = 0; (name = port_part(b->arch, i)); i++) {
		words_add(&names, name);
	}
	for (size_t i = 0; i < b->part_count; i++) {
		if (!known(&names, b->parts[i])) {
			refuse(cfg_at(tree, "parts"), "unknown",
			       names_help(
				       &names, b->parts[i],
				       keep_format("parts of '%s'", b->arch)),
			       keep_format("the port '%s' has no part '%s'",
					   b->arch, b->parts[i]));
			good = false;
		}
	}
	const char *lacks = good ? port_lacks(b) : NULL;
	if (lacks) {
		refuse(cfg_at(tree, cfg_get(tree, "parts") ? "parts" : "arch"),
		       "a part is missing",
		       keep_format("name one of %s in parts", lacks),
		       keep_format("the port '%s' needs to know what this core "
				   "has",
				   b->arch));
	}
	return good && !lacks;
}

static void check_protection(const struct toml_node *tree,
			     const struct m_board *b)
{
	const char *own = port_protection(b);
	uint8_t regions = port_regions(b);

	if (strcmp(b->protection, own) != 0) {
		refuse(cfg_at(tree, "protection"),
		       keep_format("'%s' guards memory as \"%s\"", b->arch,
				   own),
		       keep_format(
			       "write protection = \"%s\", or the arch that "
			       "this core has",
			       own),
		       "arch and protection are of different cores");
	} else if (b->regions > regions) {
		refuse(cfg_at(tree, "regions"),
		       keep_format("the port has %d for a task", regions),
		       keep_format("write regions = %d; what else the core has "
				   "is K5's own, or unused",
				   regions),
		       "a task cannot have that many memory regions");
	}
}

/* The NAMEs of arch/drivers/PREFIX_NAME.c. */
static struct words drivers(const char *root, const char *prefix)
{
	struct words names = {0};
	size_t n = strlen(prefix);
	DIR *d = opendir(cfg_path(root, "arch/drivers"));

	for (struct dirent *e; d && (e = readdir(d));) {
		size_t length = strlen(e->d_name);
		if (length > n + 2 && strncmp(e->d_name, prefix, n) == 0 &&
		    strcmp(e->d_name + length - 2, ".c") == 0) {
			words_add(&names,
				  keep_bytes(e->d_name + n, length - n - 2));
		}
	}
	if (d) {
		closedir(d);
	}
	words_sort(&names);
	return names;
}

/* Without any driver it is the tree that is not there, and said elsewhere. */
static void check_driver(const char *root, const char *prefix,
			 const char *driver, const struct toml_node *table,
			 const char *key)
{
	struct words names = drivers(root, prefix);

	if (driver && names.count > 0 && !known(&names, driver)) {
		refuse(cfg_at(table, key),
		       keep_format("no arch/drivers/%s%s.c", prefix, driver),
		       names_help(&names, driver, "drivers"),
		       keep_format("there is no driver '%s'", driver));
	}
}

void board_check_port(const char *root, const struct toml_node *tree,
		      const struct m_board *b)
{
	struct solver_kind kind;

	if (check_arch(tree, b) && check_parts(tree, b) &&
	    solver_named(&kind, b->protection, b->granule)) {
		check_protection(tree, b);
	}
	check_driver(root, "uart_", b->uart_driver, cfg_get(tree, "uart"),
		     "driver");
	if (b->secure_flash.size > 0) {
		check_driver(root, "mpc_", b->mpc_driver,
			     cfg_get(tree, "secure"), "mpc_driver");
	}
}
