/*
 * boards.c - which boards there are, and what can be done with each
 */
#include "../codegen/paths.h"
#include "args.h"
#include "commands.h"
#include "config.h"
#include "diag.h"
#include "json_line.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* How an image gets to run there. */
static const char *reached_by(const struct m_board *b)
{
	if (b->qemu_count > 0) {
		return b->openocd_count > 0 ? "QEMU, OpenOCD" : "QEMU";
	}
	return b->openocd_count > 0 ? "OpenOCD" : "-";
}

static void put_json(const struct m_board *b)
{
	json_t *o =
		json_pack("{s:i, s:s, s:s, s:s, s:i, s:I, s:I, s:b, s:b}", "v",
			  1, "name", b->name, "arch", b->arch, "description",
			  b->description ? b->description : "", "regions",
			  b->regions, "flash", (json_int_t)b->flash.size, "ram",
			  (json_int_t)b->ram.size, "qemu", b->qemu_count > 0,
			  "openocd", b->openocd_count > 0);

	json_line(o, stdout);
}

static void put_row(const struct m_board *b)
{
	printf("%-21s %-8s %7u %7u %7u  %-13s %s\n", b->name, b->arch,
	       b->regions, b->flash.size / 1024, b->ram.size / 1024,
	       reached_by(b), b->description ? b->description : "");
}

int command_BOARDS(const struct args *args)
{
	size_t n = 0;
	char **names = board_names(path_root(), &n);
	bool json = args_has(args, OPT_JSON);
	bool quiet = args_has(args, OPT_QUIET);
	int status = K5X_OK;

	if (!json && !quiet) {
		printf("%-21s %-8s %7s %7s %7s  %-13s %s\n", "board", "arch",
		       "regions", "flash K", "ram K", "reached by", "");
	}
	for (size_t i = 0; i < n; i++) {
		struct m_board board = {0};

		if (quiet) {
			puts(names[i]);
		} else if (board_load(path_root(), names[i], &board) != 0) {
			status = K5X_USAGE;
		} else {
			(json ? put_json : put_row)(&board);
		}
	}
	return status;
}
