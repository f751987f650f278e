/*
 * flash.h - OpenOCD: writing an image, and the way to its log
 */
#pragma once

#include "app.h"
#include "args.h"

/* Builds, programs, verifies, resets the board; keeps the dictionary. */
int flash_app(const struct args *args, const struct app *app);

/* The board's OpenOCD command and `extra` after it, both NULL-ended; kept. */
char **flash_command(const struct app *app, char *const extra[]);

/* What OpenOCD's output says went wrong, as an error; the exit code. */
int flash_failed(const struct app *app, const char *output);
