/*
 * config_interface.c - [[interfaces]], and the files that describe them
 *
 *      app.toml --name, endpoint, file--> vault.toml --> m_interface
 *
 * What is accepted here becomes C that compiles (codegen/interface_*.c): names
 * are no words of C, and each operation's values fit its two messages. An
 * operation is read in file order, so labels count on from the one before.
 */
#include "config_app.h"

#include <inttypes.h>
#include <string.h>

#include <k5/abi.h>

#include "../codegen/interface.h"
#include "config_keep.h"

static const char *const types[M_ENUM] = {"u8",  "u16",  "u32",
					  "i32", "bool", "bytes"};

/* Of C and of C++, each between blanks. */
static const char c_words[] =
	" alignas alignof and asm auto bitand bitor bool break case catch char "
	"class compl const constexpr continue decltype default delete do "
	"double "
	"else enum explicit export extern false float for friend goto if "
	"inline "
	"int long mutable namespace new noexcept not nullptr operator or "
	"private protected public register restrict return short signed sizeof "
	"static struct switch template this throw true try typedef typeid "
	"typename typeof union unsigned using virtual void volatile while xor "
	"uint8_t uint16_t uint32_t int32_t size_t NULL errno ";

static size_t count_of(const struct toml_node *list)
{
	return list ? list->count : 0;
}

static void contradiction(struct where at, const char *note, const char *what,
			  const char *name)
{
	diag_error((struct diag){.code = "K5-E0243", .at = at, .note = note},
		   "%s cannot be called '%s'", what, name);
}

/* A name that C takes; '-' is written '_' there. NULL after telling why not. */
static char *c_name(const struct toml_node *table, const char *what)
{
	const struct toml_node *n = cfg_get(table, "name");
	char *name = n ? keep_text(n->string) : NULL;

	for (char *s = name; s && *s; s++) {
		*s = *s == '-' ? '_' : *s;
	}
	if (name && strstr(c_words, keep_format(" %s ", name))) {
		contradiction(n->at, "a word of C or C++", what, name);
		return NULL;
	}
	return name;
}

static enum m_type type_of(const struct m_interface *f,
			   const struct toml_node *n, const struct m_enum **of)
{
	struct words known = {0};

	for (size_t i = 0; i < M_ENUM; i++) {
		words_add(&known, types[i]);
		if (strcmp(types[i], n->string) == 0) {
			return (enum m_type)i;
		}
	}
	for (size_t i = 0; i < f->enum_count; i++) {
		words_add(&known, f->enums[i].name);
		if (name_same(f->enums[i].name, n->string)) {
			*of = &f->enums[i];
			return M_ENUM;
		}
	}
	diag_error(
		(struct diag){.code = "K5-E0241",
			      .at = n->at,
			      .note = "unknown",
			      .help = words_help(&known, n->string, "types")},
		"there is no type '%s'", n->string);
	return M_TYPES;
}

static bool max_fits(const struct toml_node *table, const struct m_field *field)
{
	const struct toml_node *max = cfg_get(table, "max");
	bool bytes = field->type == M_BYTES;

	if (bytes == (max != NULL) || field->type == M_TYPES ||
	    cfg_bad(table, "max")) {
		return true;
	}
	diag_error((struct diag){.code = "K5-E0241",
				 .at = bytes ? field->at : max->at,
				 .note = bytes ? "how many?" : "not bytes",
				 .help = bytes ? "add max = 32, at most 256"
					       : "only bytes have a max"},
		   bytes ? "'%s' needs a max" : "'%s' takes no max",
		   field->name);
	return false;
}

static bool field_name_free(const struct m_fields *f, const char *name,
			    struct where at)
{
	for (size_t i = 0; i < f->count; i++) {
		if (name_sizes_meet(f->field[i].name, name)) {
			contradiction(at,
				      keep_format("meets '%s' in C",
						  f->field[i].name),
				      "a value", name);
			return false;
		}
	}
	return true;
}

/* `before`: the arguments, when the results are read: all are parameters. */
static void fields_read(const struct m_interface *f,
			const struct toml_node *list,
			const struct m_fields *before, struct m_fields *out)
{
	out->field = keep_alloc(count_of(list) + 1, sizeof(*out->field));
	for (size_t i = 0; i < count_of(list); i++) {
		const struct toml_node *n = &list->child[i];
		const struct toml_node *type = cfg_get(n, "type");
		struct m_field field = {
			.name = c_name(n, "a value"),
			.max = cfg_number(n, CFG_FIELD, "max", 0)};

		if (n->bad || !field.name || !type) {
			continue;
		}
		field.at = cfg_at(n, "name");
		field.type = type_of(f, type, &field.of);
		if (field.type != M_TYPES && max_fits(n, &field) &&
		    field_name_free(before, field.name, field.at) &&
		    field_name_free(out, field.name, field.at)) {
			out->field[out->count++] = field;
		}
	}
}

static bool operation_free(const struct m_interface *f,
			   const struct m_operation *op, struct where label)
{
	bool ours = name_same(op->name, "serve") ||
		    strncmp(op->name, "on_", 3) == 0 ||
		    strncmp(op->name, "by_", 3) == 0;

	if (ours) {
		contradiction(op->at, "K5's own", "an operation", op->name);
		return false;
	}
	for (size_t i = 0; i < f->operation_count; i++) {
		const struct m_operation *o = &f->operations[i];

		if (name_same(o->name, op->name)) {
			contradiction(op->at, "again", "an operation",
				      op->name);
			return false;
		}
		if (o->label == op->label) {
			diag_error((struct diag){.code = "K5-E0243",
						 .at = label,
						 .note = keep_format(
							 "as '%s', line %d",
							 o->name, o->at.line)},
				   "two operations have the label %" PRIu32,
				   op->label);
			return false;
		}
	}
	return true;
}

static void operations_read(struct m_interface *f, const struct toml_node *list)
{
	uint32_t next = 1;

	f->operations = keep_alloc(count_of(list) + 1, sizeof(*f->operations));
	for (size_t i = 0; i < count_of(list); i++) {
		const struct toml_node *n = &list->child[i];
		struct m_operation op = {
			.name = c_name(n, "an operation"),
			.label = cfg_number(n, CFG_OPERATION, "label", next),
			.at = cfg_at(n, "name")};

		next = op.label + 1;
		if (!op.name || !operation_free(f, &op, cfg_at(n, "label"))) {
			continue;
		}
		fields_read(f, cfg_get(n, "arguments"), &op.results,
			    &op.arguments);
		fields_read(f, cfg_get(n, "results"), &op.arguments,
			    &op.results);
		f->operations[f->operation_count++] = op;
	}
}

static bool enum_known(const struct m_interface *f, const char *name)
{
	bool known = name_same(name, "label");

	for (size_t i = 0; i < M_ENUM; i++) {
		known = known || name_same(name, types[i]);
	}
	for (size_t i = 0; i < f->enum_count; i++) {
		known = known || name_same(name, f->enums[i].name);
	}
	return known;
}

static void enums_read(struct m_interface *f, const struct toml_node *list)
{
	f->enums = keep_alloc(count_of(list) + 1, sizeof(*f->enums));
	for (size_t i = 0; i < count_of(list); i++) {
		const struct toml_node *n = &list->child[i];
		const struct toml_node *values = cfg_get(n, "values");
		struct m_enum e = {.name = c_name(n, "an enum"),
				   .at = cfg_at(n, "name")};

		if (!e.name || !values) {
			continue;
		}
		if (values->count == 0) {
			diag_error((struct diag){.code = "K5-E0243",
						 .at = values->at,
						 .note = "no values"},
				   "'%s' could have no value", e.name);
			continue;
		}
		if (enum_known(f, e.name)) {
			contradiction(e.at, "taken", "an enum", e.name);
			continue;
		}
		e.values = keep_alloc(values->count + 1, sizeof(*e.values));
		for (size_t j = 0; j < values->count; j++) {
			const char *name = values->child[j].string;

			if (values->child[j].bad) {
				continue;
			}
			for (size_t k = 0; k < e.value_count; k++) {
				if (name_same(e.values[k], name)) {
					contradiction(values->child[j].at,
						      "again", "a value", name);
				}
			}
			e.values[e.value_count++] = keep_text(name);
		}
		f->enums[f->enum_count++] = e;
	}
}

/* Whose bytes leave each answer less room; NULL: nobody's. */
static const char *answers_cut(const struct m_interface *f)
{
	for (size_t i = 0; i < f->operation_count; i++) {
		if (fields_bytes(&f->operations[i].arguments)) {
			return f->operations[i].name;
		}
	}
	return NULL;
}

static void too_much(struct where at, const char *note, const char *name,
		     const char *cut)
{
	const char *help = "send numbers in the bytes, or make two operations "
			   "of it";

	diag_error((struct diag){.code = "K5-E0242",
				 .at = at,
				 .note = note,
				 .help = cut ? keep_format(
						       "'%s' takes bytes, so "
						       "the server's buffer "
						       "has two words of every "
						       "answer; %s",
						       cut, help)
					     : help},
		   "'%s' is more than a message carries", name);
}

static void fields_fit(const struct m_fields *f, size_t words,
		       const struct m_operation *op, const char *way,
		       const char *cut)
{
	const struct m_field *bytes = fields_bytes(f);
	size_t values = f->count - (bytes ? 1 : 0);

	for (size_t i = 0; i < f->count; i++) {
		if (f->field[i].type == M_BYTES && &f->field[i] != bytes) {
			too_much(f->field[i].at, "bytes once each way",
				 op->name, NULL);
			return;
		}
	}
	if (values > words) {
		too_much(op->at,
			 keep_format("%zu values, and room for %zu in its %s",
				     values, words, way),
			 op->name, cut);
	}
}

static void interface_read(struct m_interface *f, struct diag missing)
{
	unsigned word[K5_WORDS];
	struct toml_node *tree = NULL;

	if (cfg_exists(f->file)) {
		tree = cfg_read(f->file, CFG_IDL);
	} else {
		diag_error(missing, "there is no file %s", f->file);
	}
	if (!tree) {
		return;
	}
	enums_read(f, cfg_get(tree, "enums"));
	operations_read(f, cfg_get(tree, "operations"));
	for (size_t i = 0; i < f->operation_count; i++) {
		const struct m_operation *op = &f->operations[i];

		fields_fit(&op->arguments, interface_question(op, word), op,
			   "question", NULL);
		fields_fit(&op->results, interface_answer(f, op, word), op,
			   "answer", answers_cut(f));
	}
}

/* Its endpoint, by the interface's name if no other is written. */
static bool find_endpoint(const struct cfg *c, const struct toml_node *n,
			  const char *name, uint8_t *index)
{
	const char *said = cfg_text(n, "endpoint");
	const struct cfg_object *o = cfg_object(c, said ? said : name);
	struct words known = {0};

	if (o && o->type == M_ENDPOINT) {
		*index = o->index;
		return true;
	}
	for (size_t i = 0; i < c->object_count; i++) {
		if (c->object[i].type == M_ENDPOINT) {
			words_add(&known, c->object[i].name);
		}
	}
	diag_error((struct diag){.code = "K5-E0217",
				 .at = cfg_at(n, said ? "endpoint" : "name"),
				 .note = o ? object_words(o->type)
					   : "not declared",
				 .help = words_help(&known, said ? said : name,
						    "endpoints")},
		   "there is no endpoint '%s'", said ? said : name);
	return false;
}

void cfg_interfaces(struct cfg *c)
{
	struct model *m = c->m;
	const struct toml_node *list = cfg_get(c->tree, "interfaces");

	m->interfaces = keep_alloc(count_of(list) + 1, sizeof(*m->interfaces));
	for (size_t i = 0; i < count_of(list); i++) {
		const struct toml_node *n = &list->child[i];
		const char *file = cfg_text(n, "file");
		struct m_interface f = {.name = c_name(n, "an interface"),
					.at = cfg_at(n, "name")};
		bool taken = false;

		for (size_t j = 0; f.name && j < m->interface_count; j++) {
			taken = taken ||
				name_same(m->interfaces[j].name, f.name);
		}
		if (taken) {
			contradiction(f.at, "again", "an interface", f.name);
		}
		if (!f.name || taken || cfg_bad(n, "file") ||
		    !find_endpoint(c, n, cfg_text(n, "name"), &f.endpoint)) {
			continue;
		}
		struct diag missing = {.code = "K5-E0202",
				       .at = cfg_at(n, file ? "file" : "name")};
		file = file ? file : keep_format("%s.toml", f.name);
		f.file = cfg_source(c, file);
		missing.help = cfg_source_help(c, file, false, NULL);
		interface_read(&f, missing);
		m->interfaces[m->interface_count++] = f;
	}
}
