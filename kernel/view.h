/*
 * view.h - which regions a task sees beside what it always sees
 *
 * A task has a few windows. A region takes one when a cap to it comes and keeps
 * it until the cap goes, also while the region is lent and nothing is to be
 * seen there: so what comes home always has its place. Windows are numbered
 * through all tasks.
 */
#pragma once

#include "state.h"

/* The task's view was made: its windows have their places there. */
void view_init(idx_t task);

/* Is a window free, and is the region in none of them yet? */
bool view_has_room(idx_t task, idx_t region);

/* Is anything lent from the window? */
static inline bool view_lent(uint8_t window)
{
	return k5_window[window].readers > 0 || k5_window[window].rights == 0;
}

/* A window for the region whose cap is in the slot, its owner's; there is room. */
uint8_t view_take(idx_t task, slot_idx_t slot, uint8_t rights);

/* From the next exit on the window allows `rights`: K5_MEM_ bits. */
void view_show(uint8_t window, uint8_t rights);

/* The window is free. */
void view_free(uint8_t window);
