/*
 * caps_put.h - a way of authority, printed step by step
 */
#pragma once

#include <jansson.h>

#include "reach.h"

/* "    app.toml:14  pong = [...]". */
void caps_put_source(struct where at);

void caps_put_step(const struct authority *a, const struct reach_step *s);

/* `type` tells a way that is there from one that may come to be. */
void caps_put_step_json(const struct authority *a, const struct reach_step *s,
			const char *type);

/* ["send", "recv"] */
json_t *caps_rights_json(uint32_t rights);

/*
 * A way by caps that may come at run time, on stdout: how they come, then the
 * steps. False: there is none, and nothing was printed.
 */
bool caps_may(const struct authority *a, size_t from, size_t to, bool json);
