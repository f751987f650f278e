/*
 * growth_ref.c - grants of an app that is elsewhere, or was
 *
 *      a folder, or its app.toml   read as it stands, not built
 *      another file                what k5 caps --json wrote
 *      anything else               git's: the app's folder as it was then,
 *                                  laid out in a temporary one
 *
 * Boards and K5 itself are those of today in each case.
 */
#include "growth_ref.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../codegen/paths.h"
#include "app.h"
#include "config.h"
#include "config_keep.h"
#include "process.h"

void grant_add(struct grants *g, struct grant row)
{
	if (g->count == g->room) {
		struct grant *old = g->row;

		g->room = g->room ? 2 * g->room : 64;
		g->row = keep_alloc(g->room, sizeof(*g->row));
		if (old) {
			memcpy(g->row, old, g->count * sizeof(*old));
		}
	}
	g->row[g->count++] = row;
}

/* One right, the same text from a graph and from a file. */
static char *grant_text(const char *by, const char *from, const char *right,
			const char *kind, const char *to)
{
	bool task = strcmp(by, a_kind_word(A_TASK)) == 0;
	bool system = strcmp(kind, a_kind_word(A_SYSTEM)) == 0 ||
		      strcmp(kind, a_kind_word(A_TIMER)) == 0;

	return keep_format("%s%s%s: %s, %s%s%s", task ? "" : by,
			   task ? "" : " ", from, right, system ? "" : kind,
			   system ? "" : " ", to);
}

/* What a task sends with a badge, a line signals with bits. */
static char *with_badge(char *text, const char *by, uint32_t badge)
{
	bool irq = strcmp(by, a_kind_word(A_IRQ)) == 0;

	if (badge == 0) {
		return text;
	}
	return keep_format(irq ? "%s, bits 0x%x" : "%s, badge %u", text, badge);
}

static char *with_place(char *text, uint32_t base, uint32_t size)
{
	return keep_format("%s, %u bytes at 0x%08x", text, size, base);
}

void grants_of(struct grants *g, const struct authority *a)
{
	for (size_t i = 0; i < a->holds; i++) {
		const struct a_hold *h = &a->hold[i];
		const struct a_node *from = &a->node[h->subject];
		const struct a_node *to = &a->node[h->object];

		for (unsigned bit = 0; bit < A_RIGHTS && to->kind != A_MEMORY;
		     bit++) {
			if (!(h->rights >> bit & 1)) {
				continue;
			}
			char *text =
				grant_text(a_kind_word(from->kind), from->name,
					   a_rights_words(1u << bit),
					   a_kind_word(to->kind), to->name);
			text = to->kind == A_WINDOW
				       ? with_place(text, to->base, to->size)
				       : with_badge(text,
						    a_kind_word(from->kind),
						    h->badge);
			grant_add(g, (struct grant){.text = text, .at = h->at});
		}
	}
	quotas_of(g, a);
}

/* A line of k5 caps --json; false: it is none. */
static bool grant_of_json(struct grants *g, json_t *o, struct where at)
{
	const char *type, *by = NULL, *from, *kind, *to;
	json_int_t badge = 0, base = 0, size = 0, version;
	json_t *rights = NULL;

	if (json_unpack(o, "{s:I, s:s}", "v", &version, "type", &type) != 0 ||
	    version != 1 || !quotas_of_json(g, o, type, at)) {
		return false;
	}
	if (strcmp(type, "grant") != 0) {
		return true;
	}
	if (json_unpack(o, "{s:s, s:s, s:s, s:s, s:o, s?I, s?I, s?I}", "by",
			&by, "from", &from, "kind", &kind, "to", &to, "rights",
			&rights, "badge", &badge, "base", &base, "size",
			&size) != 0) {
		return false;
	}
	if (strcmp(kind, a_kind_word(A_MEMORY)) == 0) {
		return true;
	}
	for (size_t i = 0; i < json_array_size(rights); i++) {
		const char *right =
			json_string_value(json_array_get(rights, i));
		char *text =
			grant_text(by, from, right ? right : "?", kind, to);

		text = strcmp(kind, a_kind_word(A_WINDOW)) == 0
			       ? with_place(text, (uint32_t)base,
					    (uint32_t)size)
			       : with_badge(text, by, (uint32_t)badge);
		grant_add(g, (struct grant){.text = text, .at = at});
	}
	return true;
}

static int unreadable(const char *ref, struct where at, const char *why)
{
	diag_error((struct diag){.code = "K5-E0614",
				 .at = at,
				 .help = "write a file of the earlier build "
					 "with k5 caps --json"},
		   "cannot compare with '%s': %s", ref, why);
	return K5X_USAGE;
}

static int grants_of_file(struct grants *g, const char *file)
{
	FILE *f = fopen(file, "r");
	struct where at = {.file = file, .column = 1, .width = 1};
	size_t room = 0;
	char *line = NULL;
	bool good = f != NULL;

	while (good && getline(&line, &room, f) >= 0) {
		json_t *o = json_loads(line, 0, NULL);

		at.line++;
		good = o && grant_of_json(g, o, at);
		json_decref(o);
	}
	good = good && at.line > 0;
	free(line);
	if (f) {
		fclose(f);
	}
	return good ? K5X_OK
		    : unreadable(file, at, "k5 caps --json wrote no such line");
}

static int grants_of_folder(struct grants *g, const char *folder,
			    const char *board)
{
	struct model *m = keep_alloc(1, sizeof(*m));
	struct authority a;
	int status = config_load(folder, board, path_root(), m);

	if (status == K5X_OK) {
		authority_begin(&a, m);
		authority_windows(&a);
		grants_of(g, &a);
	}
	return status;
}

static bool git(char *const argv[], const char *ref)
{
	char said[512];

	if (process_capture(argv, said, sizeof(said)) == 0) {
		return true;
	}
	said[strcspn(said, "\n")] = '\0';
	unreadable(ref, (struct where){0}, said);
	return false;
}

/* The folder `dir` of revision `ref`, laid out in `folder`. */
static bool lay_out(const char *dir, const char *ref, char *folder)
{
	char *app = keep_text(dir);
	char *tar = keep_format("%s/app.tar", folder);
	char *rev = keep_format("%s^{commit}", ref);
	char *known[] = {"git",      "-C",      app, "rev-parse",
			 "--verify", "--quiet", rev, NULL};
	char *pack[] = {"git", "-C", app, "archive", "-o", tar, rev, NULL};
	char *unpack[] = {"tar", "-xf", tar, "-C", folder, NULL};
	char said[512];

	if (process_capture(known, said, sizeof(said)) != 0) {
		unreadable(ref, (struct where){0},
			   "neither a file nor a revision");
		return false;
	}
	return git(pack, ref) && git(unpack, ref);
}

static int grants_of_revision(struct grants *g, const char *dir,
			      const char *ref, const char *board)
{
	const char *place = getenv("TMPDIR");
	char *folder = keep_format("%s/k5-diff-XXXXXX",
				   place && *place ? place : "/tmp");
	char *clear[] = {"rm", "-rf", folder, NULL};
	char said[64];

	if (!mkdtemp(folder)) {
		return unreadable(ref, (struct where){0},
				  "no temporary folder");
	}
	int status = lay_out(dir, ref, folder)
			     ? grants_of_folder(g, folder, board)
			     : K5X_USAGE;
	process_capture(clear, said, sizeof(said));
	return status;
}

int grants_of_ref(struct grants *g, const struct authority *now,
		  const char *ref, const char *board)
{
	const char *folder = app_folder(ref);
	struct stat st;

	if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) {
		return grants_of_folder(g, folder, board);
	}
	return stat(ref, &st) == 0
		       ? grants_of_file(g, ref)
		       : grants_of_revision(g, now->m->dir, ref, board);
}
