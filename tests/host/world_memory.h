/*
 * world_memory.h - the memory that world_new() deals out
 */
#pragma once

#include "world.h"

/* Maps it, the first time; the gaps are poisoned for good. */
void world_memory(void);
