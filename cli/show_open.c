/*
 * show_open.c - a show as the command line asks for it
 */
#include <string.h>

#include "diag.h"
#include "show.h"
#include "style.h"

static int open_until(struct show *s, const char *pattern)
{
	static regex_t regex;
	char text[128];

	int error = regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB);
	if (error != 0) {
		regerror(error, &regex, text, sizeof(text));
		diag_error((struct diag){.code = "K5-E0104"},
			   "--until '%s': %s", pattern, text);
		return K5X_USAGE;
	}
	s->until = &regex;
	return 0;
}

/* The option's words stand in the order of enum k5_log_level. */
static int level_number(const char *word)
{
	const char *at = k5_option[OPT_LEVEL].values;
	const char *end = strstr(at, word);
	int level = K5_LEVEL_ERROR;

	for (; at < end; at++) {
		level += *at == '|';
	}
	return level;
}

int show_open(struct show *s, const struct args *args)
{
	const char *level = args->value[OPT_LEVEL];
	const char *until = args->value[OPT_UNTIL];

	*s = (struct show){
		.out = stdout,
		.json = args_has(args, OPT_JSON),
		.color = style_color(args, stdout),
		.verbose = args_has(args, OPT_VERBOSE),
		.task = args->value[OPT_TASK],
		.since_us = (uint64_t)args_micros(args, OPT_SINCE),
		.level = level ? level_number(level) : 0,
	};
	return until ? open_until(s, until) : 0;
}

static bool task_exists(const struct dict *d, const char *name)
{
	bool found = strcmp(name, "kernel") == 0;

	for (size_t i = 0; i < d->task_count && !found; i++) {
		found = strcmp(d->tasks[i].name, name) == 0;
	}
	return found;
}

int show_expect(struct show *s, const char *dictionary)
{
	s->dict = dict_load(dictionary);
	if (!s->dict) {
		return K5X_USAGE;
	}
	if (s->task && !task_exists(s->dict, s->task)) {
		diag_error((struct diag){.code = "K5-E0503"},
			   "the app has no task '%s'", s->task);
		return K5X_USAGE;
	}
	return 0;
}

void show_close(struct show *s)
{
	fflush(s->out);
	if (s->until) {
		regfree((regex_t *)s->until);
		s->until = NULL;
	}
}
