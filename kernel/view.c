/*
 * view.c - which regions a task sees beside what it always sees
 *
 *      regions[0] code | regions[1] RAM | devices ... | window | window ...
 *      `------ encoded at boot, for good -----------'   set one by one
 *
 * Each region was encoded at boot, for reading and for writing, so that no
 * arithmetic is left to do when it moves. Whose turn it is to see one is
 * loan.c's matter.
 */
#include "view.h"

#include "arch.h"
#include "check.h"

bool view_has_room(idx_t task, idx_t region)
{
	const struct window *w = &k5_window[k5_app.task[task].first_window];
	bool room = false;

	for (uint8_t i = 0; i < k5_app.task[task].windows; i++) {
		if (w[i].region == region)
			return false;
		room = room || w[i].region == NIL;
	}
	return room;
}

void view_init(idx_t task)
{
	const struct k5_task_desc *d = &k5_app.task[task];

	for (uint8_t i = 0; i < d->windows; i++)
		k5_window[d->first_window + i].place =
			arch_window_place(&k5_task[task].regions, i);
}

void view_show(uint8_t window, uint8_t rights)
{
	struct window *w = &k5_window[window];
	const struct region *region = &k5_region[w->region];

	w->rights = rights;
	if ((rights & K5_MEM_WRITE) != 0)
		arch_window_set(w->place, &region->write);
	else if (rights != 0)
		arch_window_set(w->place, &region->read);
	else
		arch_window_clear(w->place);
	arch_view_changed();
}

uint8_t view_take(idx_t task, slot_idx_t slot, uint8_t rights)
{
	uint8_t window = k5_app.task[task].first_window;

	while (k5_window[window].region != NIL) {
		window++;
		K5_ASSERT(window - k5_app.task[task].first_window <
			  k5_app.task[task].windows);
	}
	k5_window[window].region = k5_slot[slot].object;
	k5_window[window].from = NIL;
	k5_window[window].readers = 0;
	k5_window[window].slot = slot;
	view_show(window, rights);
	return window;
}

void view_free(uint8_t window)
{
	view_show(window, 0);
	k5_window[window].region = NIL;
}
