/*
 * audit.c - k5 audit: every rule, then what has changed
 */
#include "audit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "commands.h"
#include "config_app.h"
#include "config_keep.h"
#include "growth.h"
#include "json_line.h"

struct audit_rule audit_begin(struct audit *audit, const char *place)
{
	return (struct audit_rule){.audit = audit, .place = place};
}

void audit_end(struct audit_rule *rule)
{
	rule->audit->rules++;
	rule->audit->broken += rule->broken;
}

void audit_broken(struct audit_rule *rule, struct diag d, const char *detail,
		  const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	d.help = keep_format("%s%srule: %s", detail ? detail : "",
			     detail ? "\n" : "", rule->place);
	diag_error(d, "%s", text);
	rule->broken = true;
}

static void put_result(const struct audit *audit, bool json)
{
	const struct model *m = audit->a->m;

	if (json) {
		json_line(json_pack("{s:i, s:s, s:s, s:s, s:I, s:I}", "v", 1,
				    "type", "audit", "app", m->name, "board",
				    m->board.name, "rules",
				    (json_int_t)audit->rules, "broken",
				    (json_int_t)audit->broken),
			  stdout);
	} else if (audit->broken > 0) {
		printf("%s on %s: %zu of %zu rules are broken\n", m->name,
		       m->board.name, audit->broken, audit->rules);
	} else {
		printf("%s on %s: all %zu rules hold\n", m->name, m->board.name,
		       audit->rules);
	}
}

/* All rules: 0, K5X_USAGE or K5X_POLICY. */
static int judge(const struct authority *a, const char *file,
		 const struct args *args)
{
	bool json = args_has(args, OPT_JSON);
	struct audit audit = {.a = a,
			      .tells = !json && args_has(args, OPT_VERBOSE)};
	struct toml_node *policy = NULL;
	int before = diag_errors();

	if (file) {
		policy = cfg_read(file, CFG_POLICY);
		if (!policy || diag_errors() > before) {
			return K5X_USAGE;
		}
	}
	audit_own(&audit, cfg_get(policy, "builtin"));
	audit_policy(&audit, policy);
	if (audit.named_badly) {
		return K5X_USAGE;
	}
	put_result(&audit, json);
	return audit.broken > 0 ? K5X_POLICY : K5X_OK;
}

int command_AUDIT(const struct args *args)
{
	bool json = args_has(args, OPT_JSON);
	struct authority a;
	struct app app;
	int status = app_build(args, &app);

	if (status != K5X_OK) {
		return status;
	}
	authority_begin(&a, &app.model);
	status = authority_image(&a, app.out);
	if (status != K5X_OK) {
		return status;
	}
	status = judge(&a, args->value[OPT_POLICY], args);
	if (status == K5X_USAGE || !args_has(args, OPT_DIFF)) {
		return status;
	}
	int grown =
		growth(&a, args->value[OPT_DIFF], args->value[OPT_BOARD], json);
	return grown != K5X_OK ? grown : status;
}
