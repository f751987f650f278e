/*
 * world.h - an app of a few lines, for one test
 *
 *      world_new();
 *      idx_t server = world_thread(world_task(), 10);
 *      idx_t ep = world_endpoint();
 *      world_cap(0, (struct cap){...});
 *      world_boot();
 *
 * Pools are as long as they can be; what the app does not use is poisoned, so
 * that AddressSanitizer catches a step past an app's own numbers. The tasks'
 * memory lies between poisoned gaps as well: a copy that leaves a region by
 * one byte ends the test.
 */
#pragma once

#include "host.h"

enum {
	TASKS = 8,
	THREADS = 24,
	SCS = THREADS,
	ENDPOINTS = 20,
	NOTIFICATIONS = 16,
	REPLIES = 24,
	PORTS = 4,
	IRQS = 4,
	POOLS = 6,
	PAGES = 6,
	WINDOWS = 4, /* of each task; it has two unless it says */
	CSPACE = 24, /* slots of each task */
	LOG_RING = 2048,
	SLICE = 1000, /* the usual budget and period */
	BUILD_ID = 0x5eedb01d
};

/* A task's memory: four regions, a gap around each. */
enum {
	MEM_CODE,  /* read, execute */
	MEM_RAM,   /* read, write */
	MEM_CONST, /* read */
	MEM_SINK,  /* write */
	MEM_REGIONS
};
enum {
	GAP = 64,
	REGION_SIZE = 512,
	DATA_SIZE = 24, /* initialised data at DATA_AT in RAM */
	DATA_AT = 128
};

void world_new(void);

/* What each thread of a pool has: its ceiling and its time. */
struct world_quota {
	uint8_t prio;
	uint32_t budget;
	uint32_t period;
};

idx_t world_task(void);
idx_t world_endpoint(void);
idx_t world_notification(void);
idx_t world_reply(void);
idx_t world_port(const char *name, idx_t endpoint);
idx_t world_irq(uint16_t line, idx_t notification, k5_word_t bits);

/* Its objects come after those there are; then no more of its kinds. */
idx_t world_pool(uint8_t endpoints, uint8_t notifications, uint8_t replies);
/* And so many threads of the task, at most that urgent. */
void world_pool_threads(idx_t pool, idx_t task, uint8_t count,
			struct world_quota each);
/* A region of REGION_SIZE bytes, apart from all tasks. */
idx_t world_page(void);
void world_windows(idx_t task, uint8_t windows);

/* A thread of its own slice; of its own budget; without one. */
idx_t world_thread(idx_t task, uint8_t prio);
idx_t world_budgeted(idx_t task, uint8_t prio, uint32_t budget,
		     uint32_t period);
idx_t world_passive(idx_t task, uint8_t prio);

/* How urgent it may be made; who hears that its time is out. */
void world_ceiling(idx_t t, uint8_t ceiling);
void world_overrun(idx_t t, idx_t notification, k5_word_t bits);

/* Puts a cap into the task's next slot and says which. */
k5_slot_t world_cap(idx_t task, struct cap cap);
k5_slot_t world_send_cap(idx_t task, idx_t ep, k5_word_t badge);
k5_slot_t world_recv_cap(idx_t task, idx_t ep);
k5_slot_t world_reply_cap(idx_t task, idx_t r);
k5_slot_t world_thread_cap(idx_t task, idx_t t);
k5_slot_t world_pool_cap(idx_t task, idx_t p, uint8_t rights);
k5_slot_t world_ntf_cap(idx_t task, idx_t n, uint8_t rights, k5_word_t badge);

k5_slot_t world_time_cap(idx_t task, idx_t thread, uint8_t rights);
k5_slot_t world_page_cap(idx_t task, idx_t page, uint8_t rights);

/* A task with fewer slots than CSPACE. */
void world_slots(idx_t task, uint16_t slots);

/* Nobody has a cap to the timer or reads the system, as the tool would say. */
void world_untimed(void);

/* The ring's length; 0: LOG_RING. */
void world_log_size(uint32_t size);

/* Boots. Clock and console may be set before by world_new's host. */
void world_boot(void);

/* A byte of a task's region, as an address and as memory. */
k5_word_t mem_at(idx_t task, unsigned region, unsigned offset);
uint8_t *mem_bytes(idx_t task, unsigned region);

k5_word_t page_at(idx_t page, unsigned offset);
uint8_t *page_bytes(idx_t page);

/* Every byte the tasks own, to see that nothing else changed. */
struct mem_image {
	uint8_t bytes[TASKS][MEM_REGIONS][REGION_SIZE];
};
void mem_save(struct mem_image *out);

/* Regions where `task` differs from the image, as bits. */
uint32_t mem_changed(const struct mem_image *image, idx_t task);

extern struct k5_app world_app __asm__("k5_app");
extern struct k5_thread_desc world_thread_desc[THREADS];
extern struct k5_pool_desc world_pool_desc[POOLS];
extern struct k5_region world_region[TASKS][MEM_REGIONS];
