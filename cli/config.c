/*
 * config.c - app.toml, step by step into the model
 *
 * The order below is the order of messages: the file's form first, then the
 * board it names, then what the rest means on that board. Without a good board
 * the steps still run and leave out what only the board knows.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "config_app.h"
#include "config_board.h"
#include "config_keep.h"

static char *without_slashes(const char *dir)
{
	size_t length = strlen(dir);
	while (length > 1 && dir[length - 1] == '/') {
		length--;
	}
	return length > 0 ? keep_bytes(dir, length) : keep_text(".");
}

/* The folder's own name, with what a name may not hold replaced by '-'. */
static char *folder_name(const char *dir)
{
	char *real = realpath(dir, NULL);
	const char *slash = real ? strrchr(real, '/') : NULL;
	char *name = keep_format("%.32s", slash ? slash + 1 : "");
	free(real);
	char *end = name + strlen(name);
	for (char *s = name; s < end; s++) {
		char one[] = {'a', *s, '\0'};
		*s = name_fault(one, 2) ? '-' : *s;
	}
	if (name_fault(name, strlen(name))) {
		name = keep_format("app-%.28s", name);
	}
	return name;
}

static struct toml_node *read_app(const char *file, const char *dir)
{
	if (cfg_exists(file)) {
		return cfg_read(file, CFG_APP);
	}
	diag_error((struct diag){.code = "K5-E0201",
				 .help = "'k5 new NAME' makes an app; 'k5 -C "
					 "DIR ...' works in another folder"},
		   "there is no app.toml in %s",
		   strcmp(dir, ".") == 0 ? "this folder" : dir);
	return NULL;
}

static bool read_board_of(struct cfg *c, const char *option, const char *root)
{
	struct where at = {0};
	const char *name = option;
	const char *preset = cfg_row(CFG_APP, "board")->preset;
	if (!name) {
		name = cfg_text(c->tree, "board");
		if (name) {
			at = cfg_at(c->tree, "board");
		}
		if (cfg_bad(c->tree, "board")) {
			return false;
		}
	}
	return board_load_at(root, name ? name : preset, at, &c->m->board) ==
	       K5X_OK;
}

int config_load(const char *app_dir, const char *board_or_null,
		const char *root, struct model *out)
{
	int before = diag_errors();
	memset(out, 0, sizeof *out);
	out->dir = without_slashes(app_dir);
	out->file = cfg_path(out->dir, "app.toml");

	struct toml_node *tree = read_app(out->file, out->dir);
	if (!tree) {
		return K5X_USAGE;
	}
	char *name = cfg_text(tree, "name");
	out->name = name ? name : folder_name(out->dir);

	struct cfg *c = keep_alloc(1, sizeof *c);
	c->tree = tree;
	c->root = root;
	c->m = out;
	c->board = read_board_of(c, board_or_null, root);
	cfg_memory(c);
	cfg_objects(c);
	cfg_pools(c);
	cfg_shared(c);
	cfg_regions(c);
	cfg_interfaces(c);
	cfg_tasks(c);
	return diag_errors() == before ? K5X_OK : K5X_USAGE;
}

int config_boards(const char *app_dir, char ***names, size_t *n)
{
	int before = diag_errors();
	char *dir = without_slashes(app_dir);
	struct toml_node *tree = read_app(cfg_path(dir, "app.toml"), dir);
	const struct toml_node *list = tree ? cfg_get(tree, "boards") : NULL;

	*n = list ? list->count : 0;
	*names = keep_alloc(*n + 1, sizeof **names);
	for (size_t i = 0; i < *n; i++) {
		(*names)[i] = list->child[i].string;
	}
	return diag_errors() == before ? K5X_OK : K5X_USAGE;
}
