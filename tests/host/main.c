/*
 * main.c - host tests: all groups, or those named
 *
 *      host-tests [GROUP...]
 */
#include <stdio.h>
#include <string.h>

#include "groups.h"

static const struct group {
	const char *name;
	int (*run)(void);
} groups[] = {
#define GROUP_ROW(name) {#name, group_##name},
	GROUPS(GROUP_ROW)
#undef GROUP_ROW
};

static int run_group(const char *name)
{
	int failed = 0;
	unsigned found = 0;

	for (size_t i = 0; i < COUNT(groups); i++) {
		if (name != NULL && strcmp(name, groups[i].name) != 0)
			continue;
		found++;
		failed += groups[i].run();
	}
	if (found == 0)
		fprintf(stderr, "host-tests: no group '%s'\n", name);
	return found == 0 ? 1 : failed;
}

int main(int argc, char **argv)
{
	int failed = argc > 1 ? 0 : run_group(NULL);

	for (int i = 1; i < argc; i++)
		failed += run_group(argv[i]);
	return failed == 0 ? 0 : 1;
}
