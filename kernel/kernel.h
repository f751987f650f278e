/*
 * kernel.h - what the kernel's own files share about its life
 */
#pragma once

#include "types.h"

/* The run is over: last log frame, everything out, board stopped. */
_Noreturn void kernel_end(int32_t code);
