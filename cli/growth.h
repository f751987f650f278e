/*
 * growth.h - what authority an app has now that it had not before
 */
#pragma once

#include "authority.h"

/*
 * Prints what `a` gained (+) and lost (-) against `ref`: the folder or the
 * app.toml of another app, a file that k5 caps --json wrote, or a revision of
 * git that has this app's folder. 0; K5X_POLICY if anything was gained;
 * K5X_USAGE after having told why `ref` cannot be read.
 */
int growth(const struct authority *a, const char *ref, const char *board,
	   bool json);
