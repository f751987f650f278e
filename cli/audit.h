/*
 * audit.h - rules that authority must keep
 *
 *      K5's own rules      audit_own.c      need no names, can be turned off
 *      [[forbid]] ...      audit_policy.c   from a file, in names of app.toml
 *
 * A broken rule is an error at the line of app.toml that breaks it, with the
 * rule's own place beside it.
 */
#pragma once

#include "authority.h"
#include "config_schema.h"
#include "given.h"

struct audit {
	const struct authority *a;
	size_t rules;
	size_t broken;
	bool named_badly;    /* the policy speaks of what there is not */
	bool tells;          /* what a rule holds by, if that may change */
	struct given *given; /* what may come at run time, once asked for */
};

/* A rule begins; what breaks it is said with audit_broken. */
struct audit_rule {
	struct audit *audit;
	const char *place; /* "policy.toml:3:1", or which of K5's own */
	bool broken;
};

struct audit_rule audit_begin(struct audit *audit, const char *place);
void audit_end(struct audit_rule *rule);

/* `detail` stands before the rule's place in the help; NULL: nothing. */
void audit_broken(struct audit_rule *rule, struct diag d, const char *detail,
		  const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* K5's own rules; `off` is the policy's [builtin], or NULL. */
void audit_own(struct audit *audit, const struct toml_node *off);

/* The rules of a policy file. */
void audit_policy(struct audit *audit, const struct toml_node *policy);
