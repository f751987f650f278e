/* kernel/queue.c, with pools of a known length around it. */
#include "pools.h"

#include "kernel/queue.c"
