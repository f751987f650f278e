/*
 * growth_ref.h - an app's grants, one line of text each, wherever it is
 */
#pragma once

#include "authority.h"

struct grant {
	const char *text; /* "led: wait, notification tick" */
	struct where at;
};

struct grants {
	struct grant *row;
	size_t count;
	size_t room;
};

void grants_of(struct grants *g, const struct authority *a);

/* Those of `ref`, as growth.h says. 0, or K5X_USAGE. */
int grants_of_ref(struct grants *g, const struct authority *now,
		  const char *ref, const char *board);
