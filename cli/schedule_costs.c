/*
 * schedule_costs.c - what the kernel's own paths cost on a board
 *
 * `make bench` counts instructions in QEMU and keeps them in
 * tests/bench/baseline.json. The longest measured is a call and its reply with
 * a copied buffer, two ways through the kernel: one is longer by at most what
 * the other is at least, an empty call. A timer is as an interrupt that wakes
 * its task.
 */
#include <jansson.h>

#include "../codegen/paths.h"
#include "config_keep.h"
#include "schedule.h"

struct schedule_costs schedule_costs(const struct m_board *b)
{
	struct schedule_costs costs = {.source = SCHEDULE_NONE};
	json_t *all = json_load_file(
		keep_format("%s/tests/bench/baseline.json", path_root()), 0,
		NULL);
	int path = 0, tick = 0, least = 0;

	if (json_unpack(json_object_get(all, b->name), "{s:i, s:i, s:i}",
			"call_reply_copy64", &path, "irq_to_task", &tick,
			"null_syscall", &least) == 0 &&
	    path > least && tick > 0 && least > 0) {
		costs = (struct schedule_costs){
			.source = SCHEDULE_MEASURED,
			.path = (uint32_t)(path - least),
			.tick = (uint32_t)tick,
			.least = (uint32_t)least};
	}
	json_decref(all);
	return costs;
}
