/*
 * run.h - an app in its board's emulator
 */
#pragma once

#include "app.h"
#include "args.h"

/* Boots a built app and prints its log; the exit code of `k5 run`. */
int run_app(const struct args *args, const struct app *app);
