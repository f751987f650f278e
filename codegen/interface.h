/*
 * interface.h - what can be asked at an endpoint, and the C that asks it
 *
 *      vault.toml --> <vault/types.h>    labels, enums
 *                     <vault/client.h>   vault_store(...): a call
 *                     <vault/server.h>   vault_serve: a loop over the
 *                                        task's own vault_on_store(...)
 *
 * Read and checked by cli/config_interface.c: names are good in C, and what
 * an operation carries fits its message.
 */
#pragma once

#include "model.h"
#include "text.h"

enum m_type {
	M_U8,
	M_U16,
	M_U32,
	M_I32,
	M_BOOL,
	M_BYTES,
	M_ENUM,
	M_TYPES
};

struct m_enum {
	char *name;
	char **values;
	size_t value_count;
	struct where at;
};

/* An argument or a result; bytes at most once among either. */
struct m_field {
	char *name;
	enum m_type type;
	uint32_t max;            /* of bytes */
	const struct m_enum *of; /* of an enum */
	struct where at;
};

struct m_fields {
	struct m_field *field;
	size_t count;
};

struct m_operation {
	char *name;
	uint32_t label;
	struct m_fields arguments;
	struct m_fields results;
	struct where at;
};

struct m_interface {
	char *name;
	char *file;
	uint8_t endpoint;
	struct m_operation *operations;
	size_t operation_count;
	struct m_enum *enums;
	size_t enum_count;
	struct where at;
};

/* The bytes among fields, or NULL. */
const struct m_field *fields_bytes(const struct m_fields *f);

/* The most bytes of all operations, one way; 0: none takes any. */
uint32_t interface_bytes(const struct m_interface *f, bool results);

/* Which words of a message are its values', in order; returns how many. */
size_t interface_question(const struct m_operation *op, unsigned word[]);
size_t interface_answer(const struct m_interface *f,
			const struct m_operation *op, unsigned word[]);

void interface_types(struct text *t, const struct m_interface *f);
void interface_client(struct text *t, const struct model *m,
		      const struct m_interface *f, const struct m_task *task);
void interface_server(struct text *t, const struct model *m,
		      const struct m_interface *f, const struct m_task *task);
