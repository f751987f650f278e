/* kernel/reply.c, with pools of a known length around it. */
#include "pools.h"

#include "kernel/reply.c"
