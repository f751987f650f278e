/*
 * sched.h - k5 sched: the schedule as a table, as JSON, as a picture
 */
#pragma once

#include "schedule.h"

/* For people, to stdout. */
void sched_table(const struct schedule *s);

/* One object a thread, one a priority, one for the whole. */
void sched_json(const struct schedule *s);

/*
 * A picture of `window` microseconds (0: chosen) from the moment at which all
 * jobs are released at once. False after having told why.
 */
bool sched_svg(const struct schedule *s, const char *file, uint64_t window);
