/*
 * interface_c.h - pieces of C that client and server both are made of
 */
#pragma once

#include <stdbool.h>

#include "interface.h"

/* "VAULT": a name as part of a macro or a constant. */
char *c_upper(const char *name);

/* "uint8_t", "enum vault_state". */
char *c_type(const struct m_interface *f, const struct m_field *field);

/* The highest word that is a value of the type. */
uint32_t c_highest(const struct m_field *field);

/* ", uint8_t key, uint32_t *left": all values as parameters. */
void c_parameters(struct text *t, const struct m_interface *f,
		  const struct m_operation *op);

/* ", key, left": the same, handed on. */
void c_arguments(struct text *t, const struct m_operation *op);

/*
 * "!k5_fits(MSG.word[2], 255)" for each value, joined by "||": from the words
 * that `word` numbers. Returns how many there are.
 */
size_t c_checks(struct text *t, const struct m_fields *fields, const char *msg,
		const unsigned word[]);

/* The cap of a task with this right to the interface's endpoint, or NULL. */
const struct m_cap *c_cap(const struct m_task *task,
			  const struct m_interface *f, uint8_t right);

/* The head of a header, or an #error that says what `task` lacks. */
bool c_begin(struct text *t, const struct model *m, const struct m_interface *f,
	     const struct m_task *task, bool server);

/* What ends it, after a good c_begin. */
void c_end(struct text *t);
