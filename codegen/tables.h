/*
 * tables.h - an app as C source: what the kernel and the monitor read
 *
 * app.c defines k5_app and the pools of kernel/state.h and needs the tasks'
 * final ELF files; the rest follows from the model alone.
 */
#pragma once

#include "model.h"
#include "text.h"

/* kernel/app.c. False after having told why. */
bool tables_app(struct text *t, const struct model *m, const char *out);

/* kernel/board.c and monitor/monitor.c. */
void tables_board(struct text *t, const struct model *m);
void tables_monitor(struct text *t, const struct model *m);

/* Ticks of the board's clock for microseconds: rounded up, at least 1. */
uint32_t tables_ticks(const struct model *m, uint32_t us);
