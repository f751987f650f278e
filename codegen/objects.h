/*
 * objects.h - what the app's objects are called, by the kernel's numbers
 */
#pragma once

#include "model.h"

struct json_t;

/*
 * {"endpoint": ["ping", ...], "notification": [...], ...}: the words are those of
 * K5_CAP_, in lower case. What comes out of a pool is called POOL.KIND-N. "line" has
 * the lines of the irqs, in the same order.
 */
struct json_t *objects_json(const struct model *m);
