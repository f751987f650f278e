/*
 * sample.h - what the sensor and the logger agree on
 */
#pragma once

#include <k5/channel.h>
#include <k5/k5.h>

enum {
	SAMPLES_COME = 1, /* the bit in the notification `samples` */
	BURST = 10,
	BURSTS = 2
};

struct sample {
	unsigned number;
	unsigned value[3];
};

static inline struct k5_channel samples(void)
{
	return (struct k5_channel){.memory = K5_SHARED_RING,
				   .size = K5_SHARED_RING_SIZE,
				   .entry_size = sizeof(struct sample),
				   .wake = k5_cap_samples,
				   .bits = SAMPLES_COME};
}
