/*
 * interface_server.c - <NAME/server.h>: a loop that asks the task's handlers
 *
 *      NAME_serve -> NAME_dispatch -> NAME_take_OP -> NAME_on_OP
 *       receives      by label         checks          the task's own
 *
 * A handler sees only values that its types have. What it does not set goes
 * out as zero, and an error carries nothing.
 */
#include "interface_c.h"

#include <k5/abi.h>

#include "../cli/config_keep.h"

static void prototype(struct text *t, const struct m_interface *f,
		      const struct m_operation *op)
{
	text_add(t,
		 "\nenum k5_err %s_on_%s(void *k5_context, k5_word_t k5_client",
		 f->name, op->name);
	c_parameters(t, f, op);
	text_add(t, ");\n");
}

/* What the question must be: values of their types, and no other bytes. */
static void refuse(struct text *t, const struct m_operation *op)
{
	const struct m_field *bytes = fields_bytes(&op->arguments);
	unsigned word[K5_WORDS];

	(void)interface_question(op, word);
	text_add(t, "\tif (");
	if (c_checks(t, &op->arguments, "k5_asked", word) > 0)
		text_add(t, " ||\n\t    ");
	text_add(t,
		 "!k5_fits(k5_asked.length, %u))\n\t\treturn K5_ERR_RANGE;\n",
		 bytes ? bytes->max : 0);
}

static void ask_handler(struct text *t, const struct m_interface *f,
			const struct m_operation *op)
{
	unsigned word[K5_WORDS];
	size_t n = 0;

	(void)interface_question(op, word);
	text_add(t, "\tk5_e = %s_on_%s(k5_context, k5_asked.badge", f->name,
		 op->name);
	for (size_t i = 0; i < op->arguments.count; i++) {
		const struct m_field *v = &op->arguments.field[i];

		if (v->type == M_BYTES)
			text_add(t, ",\n\t\tk5_in, k5_asked.length");
		else
			text_add(t, ",\n\t\t(%s)k5_asked.word[%u]",
				 c_type(f, v), word[n++]);
	}
	for (size_t i = 0; i < op->results.count; i++) {
		const struct m_field *v = &op->results.field[i];

		text_add(t,
			 v->type == M_BYTES ? ",\n\t\tk5_out, &r_%s_size"
					    : ",\n\t\t&r_%s",
			 v->name);
	}
	text_add(t, ");\n\tif (k5_e != K5_OK)\n\t\treturn k5_e;\n");
}

static void answer(struct text *t, const struct m_interface *f,
		   const struct m_operation *op)
{
	unsigned word[K5_WORDS];
	size_t n = 0;

	(void)interface_answer(f, op, word);
	for (size_t i = 0; i < op->results.count; i++) {
		const struct m_field *v = &op->results.field[i];

		if (v->type == M_BYTES)
			text_add(t,
				 "\tif (r_%s_size > %u)\n"
				 "\t\treturn K5_ERR_RANGE;\n"
				 "\t*k5_out_size = r_%s_size;\n",
				 v->name, v->max, v->name);
		else
			text_add(t, "\tk5_msg->word[%u] = (%s)r_%s;\n",
				 word[n++],
				 v->type == M_I32 ? "uint32_t" : "k5_word_t",
				 v->name);
	}
}

static void take(struct text *t, const struct m_interface *f,
		 const struct m_operation *op)
{
	text_add(t,
		 "\nstatic inline enum k5_err %s_take_%s(void *k5_context,\n"
		 "\tstruct k5_msg *k5_msg, const uint8_t *k5_in, uint8_t "
		 "*k5_out,\n\tsize_t *k5_out_size)\n{\n"
		 "\tstruct k5_msg k5_asked = *k5_msg;\n\tenum k5_err k5_e;\n",
		 f->name, op->name);
	for (size_t i = 0; i < op->results.count; i++) {
		const struct m_field *v = &op->results.field[i];

		if (v->type == M_BYTES)
			text_add(t, "\tsize_t r_%s_size = 0;\n", v->name);
		else
			text_add(t, "\t%s r_%s = (%s)0;\n", c_type(f, v),
				 v->name, c_type(f, v));
	}
	text_add(t, "\n\t(void)k5_in;\n\t(void)k5_out;\n\t(void)k5_out_size;\n"
		    "\tk5_forget(k5_msg);\n");
	refuse(t, op);
	ask_handler(t, f, op);
	answer(t, f, op);
	text_add(t, "\treturn K5_OK;\n}\n");
}

static void dispatch(struct text *t, const struct m_interface *f)
{
	text_add(t,
		 "\nstatic inline enum k5_err %s_dispatch(void *k5_context,\n"
		 "\tstruct k5_msg *k5_msg, const uint8_t *k5_in, uint8_t "
		 "*k5_out,\n\tsize_t *k5_out_size)\n{\n"
		 "\t*k5_out_size = 0;\n\tswitch (k5_msg->label) {\n",
		 f->name);
	for (size_t i = 0; i < f->operation_count; i++)
		text_add(t,
			 "\tcase %s_LABEL_%s:\n\t\treturn %s_take_%s("
			 "k5_context, k5_msg, k5_in, k5_out, k5_out_size);\n",
			 c_upper(f->name), c_upper(f->operations[i].name),
			 f->name, f->operations[i].name);
	text_add(t, "\t}\n\tk5_forget(k5_msg);\n\treturn K5_ERR_NUMBER;\n}\n");
}

static void serve(struct text *t, const struct m_interface *f, const char *slot)
{
	uint32_t in = interface_bytes(f, false);
	uint32_t out = interface_bytes(f, true);

	text_add(t,
		 "\n/* Serves for ever, on the task's first thread; returns "
		 "only an error. */\n"
		 "static inline enum k5_err %s_serve(void *k5_context)\n{\n"
		 "\tuint8_t k5_in[%u], k5_out[%u];\n"
		 "\tstruct k5_msg k5_msg = k5_message(0, 0, 0, 0, 0);\n"
		 "\tstruct k5_buffers k5_buffers = {NULL, 0, %s, %u};\n"
		 "\tenum k5_err k5_e = k5_recv_copy(%s, K5_SLOT_REPLY, "
		 "&k5_msg,\n\t\tk5_buffers.in, k5_buffers.in_size);\n\n"
		 "\twhile (k5_e == K5_OK) {\n"
		 "\t\tk5_msg.label = (k5_word_t)%s_dispatch(k5_context, "
		 "&k5_msg,\n\t\t\tk5_in, k5_out, &k5_buffers.out_size);\n"
		 "\t\tk5_buffers.out = k5_buffers.out_size ? k5_out : NULL;\n"
		 "\t\tk5_e = k5_reply_recv_copy(%s, K5_SLOT_REPLY, &k5_msg,\n"
		 "\t\t\tk5_buffers);\n\t}\n\treturn k5_e;\n}\n",
		 f->name, in ? in : 1, out ? out : 1, in ? "k5_in" : "NULL", in,
		 slot, f->name, slot);
}

void interface_server(struct text *t, const struct model *m,
		      const struct m_interface *f, const struct m_task *task)
{
	const struct m_cap *cap = c_cap(task, f, K5_RIGHT_RECV);

	if (!c_begin(t, m, f, task, true))
		return;
	text_add(t, "\n/* The task's own: k5_client is the cap's badge. */");
	for (size_t i = 0; i < f->operation_count; i++)
		prototype(t, f, &f->operations[i]);
	for (size_t i = 0; i < f->operation_count; i++)
		take(t, f, &f->operations[i]);
	dispatch(t, f);
	serve(t, f, keep_format("K5_SLOT_%s", c_upper(cap->name)));
	c_end(t);
}
