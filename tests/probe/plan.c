/*
 * plan.c - reads a plan, and answers from it
 */
#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct plan plan;

static void read_gadget(const char *name, struct gadget g)
{
	const char *const loads[SIZES] = {"load1", "load2", "load4"};
	const char *const stores[SIZES] = {"store1", "store2", "store4"};

	for (int i = 0; i < SIZES; i++) {
		if (strcmp(name, loads[i]) == 0)
			plan.load[i] = g;
		if (strcmp(name, stores[i]) == 0)
			plan.store[i] = g;
	}
}

static void read_line(const char *key, const char *rest)
{
	struct range r = {0};
	char name[16] = "";
	unsigned long long a = 0, b = 0, c = 0;

	if (strcmp(key, "arch") == 0)
		plan.arm = strncmp(rest, "arm", 3) == 0;
	else if (strcmp(key, "word") == 0)
		plan.word = (unsigned)strtoul(rest, NULL, 10);
	else if (strcmp(key, "gadget") == 0 &&
		 sscanf(rest, "%15s %llx %llx", name, &a, &b) == 3)
		read_gadget(name, (struct gadget){a, b});
	else if (sscanf(rest, "%llx %llx %7s", &a, &b, r.rights) >= 1) {
		sscanf(r.rights, "%llx", &c);
		r.base = a;
		r.size = b;
		r.step = c;
		if (strcmp(key, "start") == 0)
			plan.start = a;
		if (strcmp(key, "vector") == 0)
			plan.vector = a;
		if (strcmp(key, "back") == 0)
			plan.back = a;
		if (strcmp(key, "closed") == 0)
			plan.closed = a;
		if (strcmp(key, "spot") == 0)
			plan.spot = a;
		if (strcmp(key, "hole") == 0)
			plan.hole = r;
		if (strcmp(key, "region") == 0 && plan.regions < REGIONS)
			plan.region[plan.regions++] = r;
		if (strcmp(key, "sweep") == 0 && plan.sweeps < SWEEPS)
			plan.sweep[plan.sweeps++] = r;
	}
}

void plan_read(const char *path)
{
	FILE *f = fopen(path, "r");
	char text[128], key[16];
	int n;

	if (!f) {
		perror(path);
		exit(2);
	}
	while (fgets(text, sizeof(text), f)) {
		if (sscanf(text, "%15s %n", key, &n) == 1)
			read_line(key, text + n);
	}
	fclose(f);
}

static bool in(const struct range *r, uint64_t a)
{
	return a - r->base < r->size;
}

bool plan_allows(uint64_t a, unsigned size, char right)
{
	for (unsigned i = 0; i < size; i++) {
		if (in(&plan.hole, a + i))
			return false;
	}
	for (unsigned i = 0; i < plan.regions; i++) {
		const struct range *r = &plan.region[i];

		if (in(r, a) && in(r, a + size - 1))
			return strchr(r->rights, right) != NULL;
	}
	return false;
}
