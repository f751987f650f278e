/*
 * run.h - an app in its board's emulator
 */
#pragma once

#include "app.h"
#include "args.h"

/* Builds, boots and prints the log of an app; the exit code of `k5 run`. */
int run_app(const struct args *args, struct app *app);
