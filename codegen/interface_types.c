/*
 * interface_types.c - <NAME/types.h>, and pieces that both sides share
 *
 *      words of a    0  1      taken by            2  3      taken by
 *      question      values    bytes of arguments  values    bytes of results
 *      answer        values    bytes of results    values    the server's
 *                                                            next arguments
 */
#include "interface_c.h"

#include <ctype.h>
#include <string.h>

#include <k5/abi.h>

#include "../cli/config_keep.h"

char *c_upper(const char *name)
{
	char *upper = keep_text(name);

	for (char *s = upper; *s; s++)
		*s = *s == '-' ? '_' : (char)toupper((unsigned char)*s);
	return upper;
}

const struct m_field *fields_bytes(const struct m_fields *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->field[i].type == M_BYTES)
			return &f->field[i];
	return NULL;
}

uint32_t interface_bytes(const struct m_interface *f, bool results)
{
	uint32_t most = 0;

	for (size_t i = 0; i < f->operation_count; i++) {
		const struct m_operation *op = &f->operations[i];
		const struct m_field *bytes =
			fields_bytes(results ? &op->results : &op->arguments);

		if (bytes && bytes->max > most)
			most = bytes->max;
	}
	return most;
}

/* Words 0 and 1, then 2 and 3, as far as they are free. */
static size_t free_words(bool low, bool high, unsigned word[])
{
	size_t n = 0;

	for (unsigned w = 0; w < K5_WORDS; w++)
		if (w < 2 ? low : high)
			word[n++] = w;
	return n;
}

size_t interface_question(const struct m_operation *op, unsigned word[])
{
	return free_words(!fields_bytes(&op->arguments),
			  !fields_bytes(&op->results), word);
}

size_t interface_answer(const struct m_interface *f,
			const struct m_operation *op, unsigned word[])
{
	return free_words(!fields_bytes(&op->results),
			  interface_bytes(f, false) == 0, word);
}

char *c_type(const struct m_interface *f, const struct m_field *field)
{
	static const char *const names[M_TYPES] = {
		[M_U8] = "uint8_t",   [M_U16] = "uint16_t",
		[M_U32] = "uint32_t", [M_I32] = "int32_t",
		[M_BOOL] = "bool",    [M_BYTES] = "uint8_t"};

	return field->type == M_ENUM
		       ? keep_format("enum %s_%s", f->name, field->of->name)
		       : keep_text(names[field->type]);
}

uint32_t c_highest(const struct m_field *field)
{
	static const uint32_t highest[M_TYPES] = {[M_U8] = UINT8_MAX,
						  [M_U16] = UINT16_MAX,
						  [M_U32] = UINT32_MAX,
						  [M_I32] = UINT32_MAX,
						  [M_BOOL] = 1};

	return field->type == M_ENUM ? (uint32_t)field->of->value_count - 1
				     : highest[field->type];
}

static void parameters(struct text *t, const struct m_interface *f,
		       const struct m_fields *fields, bool results)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct m_field *v = &fields->field[i];
		bool bytes = v->type == M_BYTES;

		text_add(t, ",\n\t%s%s %s%s", bytes && !results ? "const " : "",
			 c_type(f, v), bytes || results ? "*" : "", v->name);
		if (bytes)
			text_add(t, ", size_t %s%s_size", results ? "*" : "",
				 v->name);
	}
}

void c_parameters(struct text *t, const struct m_interface *f,
		  const struct m_operation *op)
{
	parameters(t, f, &op->arguments, false);
	parameters(t, f, &op->results, true);
}

static void arguments(struct text *t, const struct m_fields *fields)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct m_field *v = &fields->field[i];

		text_add(t, ", %s", v->name);
		if (v->type == M_BYTES)
			text_add(t, ", %s_size", v->name);
	}
}

void c_arguments(struct text *t, const struct m_operation *op)
{
	arguments(t, &op->arguments);
	arguments(t, &op->results);
}

size_t c_checks(struct text *t, const struct m_fields *fields, const char *msg,
		const unsigned word[])
{
	size_t n = 0;

	for (size_t i = 0; i < fields->count; i++) {
		const struct m_field *v = &fields->field[i];

		if (v->type == M_BYTES)
			continue;
		text_add(t, "%s!k5_fits(%s.word[%u], 0x%x)",
			 n ? " ||\n\t    " : "", msg, word[n], c_highest(v));
		n++;
	}
	return n;
}

const struct m_cap *c_cap(const struct m_task *task,
			  const struct m_interface *f, uint8_t right)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		const struct m_cap *c = &task->caps[i];

		if (c->type == M_ENDPOINT && c->object == f->endpoint &&
		    (c->rights & right))
			return c;
	}
	return NULL;
}

/* The file alone: where the app is seen from changes nothing. */
static const char *c_file(const struct m_interface *f)
{
	const char *slash = strrchr(f->file, '/');

	return slash ? slash + 1 : f->file;
}

bool c_begin(struct text *t, const struct model *m, const struct m_interface *f,
	     const struct m_task *task, bool server)
{
	const char *side = server ? "server" : "client";

	text_add(t,
		 "/*\n * %s.h - task '%s' as a %s of %s\n *\n"
		 " * Made by k5 build from %s.\n */\n#pragma once\n\n",
		 side, task->name, side, f->name, c_file(f));
	if (!c_cap(task, f, server ? K5_RIGHT_RECV : K5_RIGHT_SEND)) {
		text_add(t,
			 "#error \"app.toml gives task '%s' no %s to endpoint "
			 "'%s'\"\n",
			 task->name, server ? "recv" : "send",
			 m->endpoints[f->endpoint]);
		return false;
	}
	text_add(t,
		 "#include <k5/app.h>\n#include <k5/interface.h>\n"
		 "#include <%s/types.h>\n\n"
		 "#ifdef __cplusplus\n#pragma GCC diagnostic push\n"
		 "#pragma GCC diagnostic ignored \"-Wold-style-cast\"\n"
		 "extern \"C\" {\n#endif\n",
		 f->name);
	return true;
}

void c_end(struct text *t)
{
	text_add(t, "\n#ifdef __cplusplus\n}\n#pragma GCC diagnostic pop\n"
		    "#endif\n");
}

void interface_types(struct text *t, const struct m_interface *f)
{
	const char *upper = c_upper(f->name);

	text_add(t,
		 "/*\n * types.h - what %s speaks of\n *\n"
		 " * Made by k5 build from %s.\n */\n#pragma once\n\n",
		 f->name, c_file(f));
	for (size_t i = 0; i < f->operation_count; i++)
		text_add(t, "#define %s_LABEL_%s %uu\n", upper,
			 c_upper(f->operations[i].name),
			 f->operations[i].label);
	for (size_t i = 0; i < f->enum_count; i++) {
		const struct m_enum *e = &f->enums[i];

		text_add(t, "\nenum %s_%s {\n", f->name, e->name);
		for (size_t j = 0; j < e->value_count; j++)
			text_add(t, "\t%s_%s_%s = %zu,\n", upper,
				 c_upper(e->name), c_upper(e->values[j]), j);
		text_add(t, "};\n");
	}
}
