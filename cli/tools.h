/*
 * tools.h - the programs k5 calls, and the packages they come in
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct tool {
	const char *program;
	const char *package;
	const char *use;      /* what cannot be done without it */
	const char *argument; /* makes it print its version */
	bool needed;          /* by `k5 build` or `k5 run` */
};

extern const struct tool k5_tool[];
extern const size_t k5_tools;

/* The package of a program, NULL if it is not one of ours. */
const char *tool_package(const char *program);

/* "apt install X", with sudo when that is needed; kept. */
const char *tool_install(const char *packages);

/* Says that `program` is missing and how to get it. Returns K5X_TOOL. */
int tool_missing(const char *program);
