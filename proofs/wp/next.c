/* kernel/next.c, with pools of a known length around it. */
#include "pools.h"

#include "kernel/next.c"
