/* kernel/endpoint.c, with pools of a known length around it. */
#include "pools.h"

#include "kernel/endpoint.c"
