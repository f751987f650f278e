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

static void set(idx_t task, uint8_t window, const struct arch_window *entry)
{
	uint8_t first = k5_app.task[task].first_window;

	arch_window_set(&k5_task[task].regions, (uint8_t)(window - first),
			entry);
	arch_view_changed(&k5_task[task].regions);
}

void view_show(idx_t task, uint8_t window, uint8_t rights)
{
	const struct region *region = &k5_region[k5_window[window].region];

	k5_window[window].rights = rights;
	if ((rights & K5_MEM_WRITE) != 0)
		set(task, window, &region->write);
	else
		set(task, window, rights != 0 ? &region->read : NULL);
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
	k5_window[window].slot = slot;
	view_show(task, window, rights);
	return window;
}

void view_free(idx_t task, uint8_t window)
{
	k5_window[window] = (struct window){.region = NIL, .slot = NO_SLOT};
	set(task, window, NULL);
}
