/*
 * app.h - an app, as the kernel sees it: data
 *
 * The kernel is a library that includes nothing generated. `k5 build` turns
 * app.toml into one C file that defines k5_app, which is constant and stays
 * in flash, and the pools declared in state.h, as long as k5_app.counts says.
 */
#pragma once

#include "types.h"

/* A byte range and what may be done with it: K5_MEM_ bits. */
struct k5_region {
	uintptr_t base;
	uintptr_t size;
	uint8_t rights;
};

/*
 * A task's memory: what it may touch, and what its RAM holds at start.
 * regions[0] is its code, regions[1] its RAM: stacks lowest, then data, then
 * bss. The rest are registers of devices and memory that tasks share.
 */
struct k5_task_desc {
	_Alignas(32) const struct k5_region *regions;
	uintptr_t data;      /* where initialised data starts in RAM */
	uintptr_t data_load; /* where its initial bytes lie in flash */
	uint32_t data_size;
	slot_idx_t first_slot; /* its cspace: slots[first .. first+slots-1] */
	uint16_t slots;
	uint8_t region_count;
	uint8_t windows; /* for memory that comes and goes: loan.c */
	uint8_t first_window;
};

struct k5_thread_desc {
	uintptr_t entry;      /* 0: it is in a pool, and k5_start says */
	uintptr_t stack_base; /* lowest byte; the port makes it the limit */
	uintptr_t stack_top;  /* one past the highest */
	idx_t task;
	uint8_t prio;    /* 0 to 31, 31 highest; in a pool k5_start says */
	uint8_t ceiling; /* the highest it may be given */
	idx_t sc;        /* the scheduling context it starts on */
	bool passive;    /* gives it up for good when it first waits in recv */
	idx_t overrun;   /* the notification that hears when its time is out */
	k5_word_t overrun_bits; /* by these; 0: nobody hears */
};

/* Both in ticks. budget equal to period means round robin, slice = budget. */
struct k5_sc_desc {
	uint32_t budget;
	uint32_t period;
};

/* A cap that a slot holds at boot; `slot` indexes the pool. */
struct k5_cap_desc {
	k5_word_t badge;
	slot_idx_t slot;
	uint8_t type;
	uint8_t rights;
	idx_t object;
};

struct k5_port_desc {
	char name[K5_PORT_NAME]; /* padded with zeros */
	idx_t endpoint;
};

/* Line `line` sets `bits` in a notification; masked until acknowledged. */
struct k5_irq_desc {
	k5_word_t bits;
	uint16_t line;
	idx_t notification;
};

/* What pools are made of; pool.c knows their types and rights. */
enum pool_kind {
	POOL_ENDPOINT,
	POOL_NOTIFICATION,
	POOL_REPLY,
	POOL_THREAD, /* all of one task; each has its scheduling context */
	POOL_KINDS,
	POOL_MOST = 32 /* of one kind in one pool: a word of bits */
};

struct k5_share {
	idx_t first;
	uint8_t count;
};

/* Objects that nobody has until they are created. Ranges are disjoint. */
struct k5_pool_desc {
	struct k5_share share[POOL_KINDS];
};

struct k5_app {
	const struct k5_task_desc *task;
	const struct k5_thread_desc *thread;
	const struct k5_sc_desc *sc;
	const struct k5_cap_desc *cap;
	const struct k5_port_desc *port;
	const struct k5_irq_desc *irq;
	const struct k5_pool_desc *pool;
	const struct k5_region
		*region; /* memory that caps name; rights: unused */
	uint32_t build_id;
	uint32_t clock_hz;
	uint32_t log_size; /* bytes of k5_log_ring */
	uint16_t caps;     /* rows in `cap` */
	slot_idx_t slots;  /* how many there are, with those in pools */
	uint8_t tasks;
	uint8_t threads;
	uint8_t scs;
	uint8_t endpoints;
	uint8_t notifications;
	uint8_t replies;
	uint8_t ports;
	uint8_t irqs;
	uint8_t pools;
	uint8_t regions;
	uint8_t windows;
	uint8_t watched;    /* threads with overrun_bits */
	uint8_t controlled; /* threads that a cap can name */
	bool budgets;       /* some cap names a thread's time */
	bool timed;         /* some task has a cap to the timer */
	bool observed;      /* some task may read how long all slept */
};

extern const struct k5_app k5_app;

/*
 * Does memory travel in this app? Where not, the linker drops what asks this
 * first.
 */
/*@ assigns \nothing;
    exits \false; */
static inline bool app_lends(void)
{
	return k5_app.regions != 0;
}

/* Are there ports, quotas? As above. */
static inline bool app_ports(void)
{
	return k5_app.ports != 0;
}

static inline bool app_pools(void)
{
	return k5_app.pools != 0;
}

/* Is somebody told when a thread's time is out? */
/*@ assigns \nothing;
    exits \false; */
static inline bool app_watches(void)
{
	return k5_app.watched != 0;
}

/* Does a cap name a thread, or can one come to be that does? */
static inline bool app_controls(void)
{
	return k5_app.controlled != 0;
}

/* The same: can anybody see or set a thread's time? */
/*@ assigns \nothing;
    exits \false; */
static inline bool app_budgets(void)
{
	return k5_app.budgets;
}

/* Do threads have timers in this app? As above. */
/*@ assigns \nothing;
    exits \false; */
static inline bool app_timed(void)
{
	return k5_app.timed;
}

/* Does it matter in this app how long nobody ran? As above. */
/*@ assigns \nothing;
    exits \false;
    ensures \result != 0 <==> k5_app.observed != 0; */
static inline bool app_observed(void)
{
	return k5_app.observed;
}
