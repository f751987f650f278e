/*
 * config_docs.c - docs/app-toml.md, from the table the reader uses
 *
 * One heading a section, one table row a key. What the reader accepts and what
 * the page says can therefore not differ.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "config_schema.h"

static void write_range(FILE *to, const struct cfg_key *key)
{
	if (key->type != KEY_NUMBER) {
		return;
	}
	if (key->high == UINT32_MAX && key->low <= 1) {
		fprintf(to, ", %s", key->low ? "at least 1" : "32 bits");
	} else if (key->high == UINT32_MAX) {
		fprintf(to, ", at least %" PRIu32, key->low);
	} else {
		fprintf(to, ", %" PRIu32 " to %" PRIu32, key->low, key->high);
	}
}

static void write_key(FILE *to, const struct cfg_key *key)
{
	bool any = strcmp(key->name, "*") == 0;
	fprintf(to, "| %s | %s", any ? "*any name*" : key->name,
		cfg_type_words(key->type));
	write_range(to, key);
	fprintf(to, " | %s | %s |\n", any ? "" : key->preset, key->sentence);
}

static void write_section(FILE *to, enum cfg_section section)
{
	fprintf(to, "\n### `%s`\n\n%s\n\n", cfg_headings[section].heading,
		cfg_headings[section].sentence);
	fputs("| key | value | default | meaning |\n|---|---|---|---|\n", to);
	for (size_t i = 0; i < cfg_key_count; i++) {
		if (cfg_keys[i].section == section) {
			write_key(to, &cfg_keys[i]);
		}
	}
}

void docs_app_toml(FILE *to)
{
	fputs("# app.toml, board files, policies and interfaces\n\n"
	      "Written by k5 from `cli/keys.def`, the table its reader uses; "
	      "change it there.\n\n"
	      "An app is a folder with an `app.toml` and a folder of sources "
	      "for each task:\n\n"
	      "```toml\n"
	      "endpoints = [\"pong\"]\n\n"
	      "[[tasks]]\n"
	      "name = \"client\"\n"
	      "priority = 10\n"
	      "[tasks.caps]\n"
	      "pong = [\"send\"]\n\n"
	      "[[tasks]]\n"
	      "name = \"server\"\n"
	      "priority = 11\n"
	      "[tasks.caps]\n"
	      "pong = [\"recv\"]\n"
	      "```\n\n"
	      "Slots are numbered in the file's order, then come a reply slot "
	      "for each thread of a task that can receive, then the empty "
	      "ones. Numbers may be written in decimal, hexadecimal (`0x`), "
	      "octal (`0o`) or binary (`0b`).\n\n"
	      "## app.toml\n",
	      to);
	for (enum cfg_section s = CFG_APP; s < CFG_SECTIONS; s++) {
		if (s == CFG_BOARD) {
			fputs("\n## Board files\n\n"
			      "A board is a file of `boards/`. The sections "
			      "of ranges are those above.\n",
			      to);
		}
		if (s == CFG_POLICY) {
			fputs("\n## Policy files\n\n"
			      "What `k5 audit --policy` reads:\n\n"
			      "```toml\n"
			      "[[forbid]]\n"
			      "from = [\"radio\"]\n"
			      "to = [\"vault\"]\n"
			      "through = [\"broker\"]\n\n"
			      "[[only]]\n"
			      "object = \"system\"\n"
			      "tasks = [\"vault\"]\n"
			      "```\n",
			      to);
		}
		if (s == CFG_IDL) {
			fputs("\n## Interface files\n\n"
			      "[interface.md](interface.md) shows one at "
			      "work.\n",
			      to);
		}
		write_section(to, s);
	}
}
