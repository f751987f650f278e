/*
 * logs.h - k5 logs: the log of something that is not our child, or of QEMU
 */
#pragma once

#include "app.h"
#include "args.h"
#include "show.h"

/* Shows what --from, --no-flash or the board ask for; the exit code. */
int logs_shown(const struct args *args, struct app *app, struct show *s);
