/*
 * args.c - one pass over argv
 *
 *      k5 -q run ./app --timeout 5 --until=ready -- -odd-name
 *         |  |   |      |             |             `- after --: words only
 *         |  |   word   option and its argument, in either form
 *         |  the first word names the command
 *         options may stand before and after the command
 *
 * An option before the command is kept by id only if it is global, since
 * which others are allowed depends on the command.
 */
#include "args.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "diag.h"
#include "nearest.h"

#define O(id) (UINT64_C(1) << OPT_##id)
#define GLOBAL                                                                 \
	(O(HELP) | O(VERSION) | O(DIR) | O(QUIET) | O(VERBOSE) | O(JSON) |     \
	 O(COLOR))

const uint64_t k5_global_options = GLOBAL;

const struct option k5_option[OPT_COUNT] = {
#define K5_OPTION(id, letter, name, argument, values, summary)                 \
	[OPT_##id] = {letter, name, argument, values, summary},
#include "commands.def"
};

const struct command k5_command[CMD_COUNT] = {
#define K5_COMMAND(id, name, words, least, most, options, group, summary,      \
		   text)                                                       \
	[CMD_##id] = {name,  words,   least, most,        (options) | GLOBAL,  \
		      group, summary, text,  command_##id},
#include "commands.def"
};

_Static_assert(OPT_COUNT <= 64, "options are bits of a uint64_t");

/* Where the parser is. */
struct parse {
	int argc;
	char **argv;
	int next;
	bool words_only; /* "--" was seen */
	struct args *out;
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (strcmp(k5_command[i].name, name) == 0) {
			return &k5_command[i];
		}
	}
	return NULL;
}

bool command_takes(const struct command *command, enum option_id id)
{
	uint64_t options = command ? command->options : GLOBAL;

	return (options >> id & 1) != 0;
}

/* "did you mean" and where to look, as one help line in a static buffer. */
static const char *suggestion(const struct nearest *n, const char *dashes,
			      const struct command *command)
{
	static char text[160];
	const char *space = command ? " " : "";
	const char *name = command ? command->name : "";

	if (n->best) {
		snprintf(text, sizeof(text), "did you mean '%s%s'?", dashes,
			 n->best);
	} else {
		snprintf(text, sizeof(text), "'k5 %s%s--help' lists them", name,
			 space);
	}
	return text;
}

static int unknown_command(const char *name)
{
	struct nearest n = nearest_to(name);

	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (k5_command[i].group < GROUP_SHOWN) {
			nearest_offer(&n, k5_command[i].name);
		}
	}
	diag_error((struct diag){.code = "K5-E0101",
				 .help = suggestion(&n, "", NULL)},
		   "there is no command '%s'", name);
	return K5X_USAGE;
}

/* Says whose option it is when it exists, else what it may have meant. */
static int unknown_option(const struct parse *p, const char *shown,
			  const char *name)
{
	const struct command *command = p->out->command;
	struct nearest n = nearest_to(name);

	for (enum option_id id = 0; id < OPT_COUNT; id++) {
		if (command_takes(command, id)) {
			nearest_offer(&n, k5_option[id].name);
		}
	}
	diag_error((struct diag){.code = "K5-E0102",
				 .help = suggestion(&n, "--", command)},
		   "%s%s takes no option '%s'", command ? "k5 " : "k5",
		   command ? command->name : "", shown);
	return K5X_USAGE;
}

static int bad_value(enum option_id id, const char *value)
{
	const struct option *o = &k5_option[id];
	bool number = strcmp(o->values, "@number") == 0;
	bool seconds = strcmp(o->values, "@seconds") == 0;

	diag_error((struct diag){.code = "K5-E0104",
				 .help = number ? "write a whole number"
					 : seconds
						 ? "write seconds, as 2 or 0.05"
						 : o->values},
		   number || seconds ? "--%s takes a number, not '%s'"
				     : "--%s is one of those below, not '%s'",
		   o->name, value);
	return K5X_USAGE;
}

static bool number_ok(const char *text)
{
	char *end;

	errno = 0;
	long n = strtol(text, &end, 10);
	return errno == 0 && *text && *end == '\0' && n >= 0 && n <= INT_MAX;
}

/* Digits, and perhaps a point and more of them: microseconds, or -1. */
static int64_t micros_of(const char *text)
{
	static const char digits[] = "0123456789";
	size_t whole = strspn(text, digits);
	int64_t us = 0;

	if (whole == 0 || whole > 10) {
		return -1;
	}
	for (size_t i = 0; i < whole; i++) {
		us = us * 10 + (text[i] - '0');
	}
	if (us > INT_MAX) {
		return -1;
	}
	const char *part = text + whole;
	size_t count = *part == '.' ? strspn(part + 1, digits) : 0;
	for (size_t i = 0; i < 6; i++) {
		us = us * 10 + (i < count ? part[i + 1] - '0' : 0);
	}
	return part[count > 0 ? count + 1 : 0] == '\0' ? us : -1;
}

/* True if `value` is one of "a|b|c". */
static bool one_of(const char *values, const char *value)
{
	size_t length = strlen(value);

	for (const char *at = values; at; at = strchr(at, '|')) {
		at += *at == '|';
		size_t n = strcspn(at, "|");
		if (n == length && strncmp(at, value, n) == 0) {
			return true;
		}
	}
	return false;
}

static bool value_ok(enum option_id id, const char *value)
{
	const char *values = k5_option[id].values;

	if (strcmp(values, "@number") == 0) {
		return number_ok(value);
	}
	if (strcmp(values, "@seconds") == 0) {
		return micros_of(value) >= 0;
	}
	return *values == '\0' || *values == '@' || one_of(values, value);
}

static const char *next_word(struct parse *p)
{
	return p->next < p->argc ? p->argv[p->next++] : NULL;
}

/* Keeps an option; its argument is `attached`, or the next word. */
static int keep(struct parse *p, enum option_id id, const char *attached)
{
	const struct option *o = &k5_option[id];
	bool wants = *o->argument != '\0';
	bool two = strchr(o->argument, ' ') != NULL;
	const char *value = wants && !attached ? next_word(p) : attached;
	const char *second = two ? next_word(p) : NULL;

	if (wants != (value != NULL) || two != (second != NULL)) {
		diag_error((struct diag){.code = "K5-E0103"},
			   wants ? "--%s needs its %s" : "--%s takes no %s",
			   o->name, wants ? o->argument : "argument");
		return K5X_USAGE;
	}
	if (wants && !value_ok(id, value)) {
		return bad_value(id, value);
	}
	p->out->value[id] = wants ? value : "";
	p->out->second = two ? second : p->out->second;
	return 0;
}

static int long_option(struct parse *p, const char *word)
{
	const char *name = word + 2;
	size_t length = strcspn(name, "=");
	const char *attached = name[length] ? name + length + 1 : NULL;

	enum option_id found = OPT_COUNT;

	for (enum option_id id = 0; id < OPT_COUNT; id++) {
		/* of two with one name the command's own is meant */
		if (command_takes(p->out->command, id) &&
		    strlen(k5_option[id].name) == length &&
		    strncmp(k5_option[id].name, name, length) == 0 &&
		    (found == OPT_COUNT ||
		     (k5_global_options >> id & 1) == 0)) {
			found = id;
		}
	}
	return found == OPT_COUNT ? unknown_option(p, word, name)
				  : keep(p, found, attached);
}

static enum option_id by_letter(const struct command *command, char letter)
{
	enum option_id id = 0;

	while (id < OPT_COUNT && !(k5_option[id].letter == letter &&
				   command_takes(command, id))) {
		id++;
	}
	return id;
}

/* -q, -qv, -C DIR and -CDIR. */
static int short_options(struct parse *p, const char *word)
{
	for (const char *at = word + 1; *at; at++) {
		enum option_id id = by_letter(p->out->command, *at);
		bool last = at[1] == '\0';

		if (id == OPT_COUNT) {
			return unknown_option(p, word, word + 1);
		}
		bool rest = *k5_option[id].argument != '\0' && !last;
		int status = keep(p, id, rest ? at + 1 : NULL);
		if (status != 0 || rest) {
			return status;
		}
	}
	return 0;
}

static int plain_word(struct parse *p, char *word)
{
	struct args *out = p->out;

	if (!out->command) {
		out->command = command_find(word);
		return out->command ? 0 : unknown_command(word);
	}
	if (out->words == ARGS_WORDS) {
		diag_error((struct diag){.code = "K5-E0105"},
			   "too many arguments");
		return K5X_USAGE;
	}
	out->word[out->words++] = word;
	return 0;
}

static int one_word(struct parse *p, char *word)
{
	bool raw = p->out->command && p->out->command->group == GROUP_RAW;

	if (raw || p->words_only || word[0] != '-' || word[1] == '\0') {
		return plain_word(p, word);
	}
	if (strcmp(word, "--") == 0) {
		p->words_only = true;
		return 0;
	}
	return word[1] == '-' ? long_option(p, word) : short_options(p, word);
}

static int count_ok(const struct args *args)
{
	const struct command *c = args->command;

	if (!c || args_has(args, OPT_HELP) || args_has(args, OPT_VERSION) ||
	    (args->words >= c->least && args->words <= c->most)) {
		return 0;
	}
	if (args->words < c->least) {
		diag_error((struct diag){.code = "K5-E0105"}, "k5 %s needs %s",
			   c->name, c->arguments);
	} else {
		diag_error((struct diag){.code = "K5-E0105"},
			   "k5 %s has no use for '%s'", c->name,
			   args->word[c->most]);
	}
	return K5X_USAGE;
}

int args_parse(int argc, char **argv, struct args *out)
{
	struct parse p = {.argc = argc, .argv = argv, .next = 1, .out = out};

	*out = (struct args){0};
	while (p.next < argc) {
		int status = one_word(&p, argv[p.next++]);
		if (status != 0) {
			return status;
		}
	}
	return count_ok(out);
}

long args_number(const struct args *args, enum option_id id, long otherwise)
{
	return args_has(args, id) ? strtol(args->value[id], NULL, 10)
				  : otherwise;
}

int64_t args_micros(const struct args *args, enum option_id id)
{
	return args_has(args, id) ? micros_of(args->value[id]) : 0;
}
