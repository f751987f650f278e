/*
 * interface_client.c - <NAME/client.h>: an operation is a function that calls
 *
 *      vault_by_store(way, ...)    by any cap, with a deadline or without
 *      vault_store(...)            by the one of app.toml, however long it takes
 *
 * What the compiler leaves of it is what a programmer would have written with
 * k5_call: words into registers, a trap, results out of them.
 */
#include "interface_c.h"

#include <k5/abi.h>

#include "../cli/config_keep.h"

/* The words of the question: each a value, or zero where a buffer is. */
static void message(struct text *t, const struct m_interface *f,
		    const struct m_operation *op)
{
	const char *value[K5_WORDS] = {"0", "0", "0", "0"};
	unsigned word[K5_WORDS];
	size_t n = 0;

	(void)interface_question(op, word);
	for (size_t i = 0; i < op->arguments.count; i++) {
		const struct m_field *v = &op->arguments.field[i];

		if (v->type == M_BYTES)
			continue;
		value[word[n++]] = keep_format(
			v->type == M_I32 ? "(uint32_t)%s" : "(k5_word_t)%s",
			v->name);
	}
	text_add(t,
		 "\tstruct k5_msg k5_msg = k5_message(%s_LABEL_%s, %s,\n"
		 "\t\t%s, %s, %s);\n",
		 c_upper(f->name), c_upper(op->name), value[0], value[1],
		 value[2], value[3]);
}

static void buffers(struct text *t, const struct m_operation *op)
{
	const struct m_field *out = fields_bytes(&op->arguments);
	const struct m_field *in = fields_bytes(&op->results);

	text_add(t, "\tstruct k5_buffers k5_buffers = {%s, %s, %s, %u};\n",
		 out ? out->name : "NULL",
		 out ? keep_format("%s_size", out->name) : "0",
		 in ? in->name : "NULL", in ? in->max : 0);
	text_add(t, "\tenum k5_err k5_e;\n\n");
	if (out)
		text_add(t, "\tif (%s_size > %u)\n\t\treturn K5_ERR_RANGE;\n",
			 out->name, out->max);
}

static void results(struct text *t, const struct m_interface *f,
		    const struct m_operation *op)
{
	unsigned word[K5_WORDS];
	struct text checks = {0};
	size_t n = 0;

	(void)interface_answer(f, op, word);
	if (c_checks(&checks, &op->results, "k5_msg", word) > 0)
		text_add(t, "\tif (%s)\n\t\treturn K5_ERR_RANGE;\n", checks.s);
	text_free(&checks);
	for (size_t i = 0; i < op->results.count; i++) {
		const struct m_field *v = &op->results.field[i];

		if (v->type == M_BYTES)
			text_add(t, "\t*%s_size = k5_msg.length;\n", v->name);
		else
			text_add(t, "\t*%s = (%s)k5_msg.word[%u];\n", v->name,
				 c_type(f, v), word[n++]);
	}
}

/* The asking itself. */
static void by_any(struct text *t, const struct m_interface *f,
		   const struct m_operation *op, const char *parameters)
{
	text_add(t,
		 "\nstatic inline enum k5_err %s_by_%s(struct k5_way "
		 "k5_by%s)\n{\n",
		 f->name, op->name, parameters);
	message(t, f, op);
	buffers(t, op);
	text_add(t, "\tk5_e = k5_ask(k5_by, &k5_msg, k5_buffers);\n"
		    "\tif (k5_e != K5_OK)\n\t\treturn k5_e;\n");
	results(t, f, op);
	text_add(t, "\treturn K5_OK;\n}\n");
}

/* By the slot that app.toml gave. */
static void by_own(struct text *t, const struct m_interface *f,
		   const struct m_operation *op, const char *parameters,
		   const char *slot)
{
	/* without the first comma */
	const char *list = *parameters ? parameters + 1 : "void";

	text_add(t,
		 "\nstatic inline enum k5_err %s_%s(%s)\n{\n"
		 "\treturn %s_by_%s(k5_through(%s)",
		 f->name, op->name, list, f->name, op->name, slot);
	c_arguments(t, op);
	text_add(t, ");\n}\n");
}

static void operation(struct text *t, const struct m_interface *f,
		      const struct m_operation *op, const char *slot)
{
	struct text list = {0};

	c_parameters(&list, f, op);
	by_any(t, f, op, list.length > 0 ? list.s : "");
	by_own(t, f, op, list.length > 0 ? list.s : "", slot);
	text_free(&list);
}

void interface_client(struct text *t, const struct model *m,
		      const struct m_interface *f, const struct m_task *task)
{
	const struct m_cap *cap = c_cap(task, f, K5_RIGHT_SEND);

	if (!c_begin(t, m, f, task, false))
		return;
	for (size_t i = 0; i < f->operation_count; i++)
		operation(t, f, &f->operations[i],
			  keep_format("K5_SLOT_%s", c_upper(cap->name)));
	c_end(t);
}
