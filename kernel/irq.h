/*
 * irq.h - an interrupt line is a notification, masked until acknowledged
 */
#pragma once

#include "state.h"

/* Line `line` fired: it is masked and its notification signalled. */
void irq_fire(uint16_t line);

/* Its driver has served it: it may fire again. The first one opens it. */
void irq_ack(idx_t i);
