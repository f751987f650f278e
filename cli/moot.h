/*
 * moot.h - what app.toml allows and nothing can ever come of
 */
#pragma once

#include "../codegen/model.h"

/* Warnings of `k5 build`. */
void moot_warn(const struct model *m);
