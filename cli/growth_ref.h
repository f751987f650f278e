/*
 * growth_ref.h - an app's grants and quotas, one line of text each, wherever it is
 */
#pragma once

#include <jansson.h>

#include "authority.h"

struct grant {
	const char *text; /* "led: wait, notification tick" */
	struct where at;
	bool quota;      /* then the text is as "pool work: endpoints", */
	uint32_t amount; /* and this how much of it there is */
};

struct grants {
	struct grant *row;
	size_t count;
	size_t room;
};

void grant_add(struct grants *g, struct grant row);

void grants_of(struct grants *g, const struct authority *a);

/* Those of `ref`, as growth.h says. 0, or K5X_USAGE. */
int grants_of_ref(struct grants *g, const struct authority *now,
		  const char *ref, const char *board);

/* Their quotas, growth_quota.c; of a line of JSON: false if it is none. */
void quotas_of(struct grants *g, const struct authority *a);
bool quotas_of_json(struct grants *g, json_t *o, const char *type,
		    struct where at);
