/*
 * irq.c - interrupt lines
 *
 *      masked --irq_ack--> open --fires--> masked, bits in the notification
 *
 * Lines are masked at boot: a driver opens its line with its first
 * acknowledgement, when it is ready. A line nobody owns stays masked.
 */
#include "irq.h"

#include "arch.h"
#include "notification.h"

static idx_t irq_of(uint16_t line)
{
	for (idx_t i = 0; i < k5_app.irqs; i++) {
		if (k5_app.irq[i].line == line)
			return i;
	}
	return NIL;
}

void irq_fire(uint16_t line)
{
	idx_t i = irq_of(line);

	arch_irq_mask(line);
	if (i == NIL)
		return;
	k5_irq[i].fired++;
	ntf_signal(k5_app.irq[i].notification, k5_app.irq[i].bits);
}

void irq_ack(idx_t i)
{
	arch_irq_unmask(k5_app.irq[i].line);
}
