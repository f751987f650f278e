/*
 * cap_types.h - a slot, and what kind of cap app.toml put into it
 *
 *      k5_cap_<NAME>, of the generated <k5/app.h>
 *
 * is a slot with a type, so that a notification where an endpoint is wanted
 * does not compile. The number alone is K5_SLOT_<NAME>; what listen and
 * connect and create put into a slot is named with its type by hand:
 *
 *      struct k5_ep server = {K5_SLOT_FREE};
 */
#pragma once

#include <k5/abi.h>

struct k5_ep {
	k5_slot_t slot;
};

struct k5_ntf {
	k5_slot_t slot;
};

struct k5_reply_obj {
	k5_slot_t slot;
};

struct k5_port {
	k5_slot_t slot;
};

struct k5_irq {
	k5_slot_t slot;
};

struct k5_system {
	k5_slot_t slot;
};

struct k5_pool {
	k5_slot_t slot;
};

struct k5_timer_obj {
	k5_slot_t slot;
};

struct k5_thread_obj {
	k5_slot_t slot;
};

struct k5_sc_obj {
	k5_slot_t slot;
};

struct k5_region_obj {
	k5_slot_t slot;
};
