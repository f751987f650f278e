/*
 * world.c - the pools, and an app that grows line by line
 *
 * k5_app is constant for the kernel and for whoever includes app.h. Here it
 * is the same object under its writable name: tests change it between boots
 * only.
 */
#include "world.h"

#include <assert.h>
#include <sanitizer/asan_interface.h>
#include <string.h>

#include "world_memory.h"

struct k5_app world_app;
struct queue k5_queue[Q_FIRST_EP + ENDPOINTS + NOTIFICATIONS];
struct link k5_link[THREADS];
struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
k5_ticks_t k5_until[THREADS];
struct timer k5_timer[THREADS];
struct task k5_task[TASKS];
struct sc k5_sc[SCS];
struct refill k5_spare[SCS];
struct cap k5_slot[TASKS * CSPACE];
struct node k5_node[TASKS * CSPACE];
struct reply k5_reply[REPLIES];
struct notification k5_notification[NOTIFICATIONS];
struct port k5_port[PORTS];
struct irq k5_irq[IRQS];
struct pool k5_pool[POOLS];
struct region k5_region[PAGES];
struct window k5_window[TASKS * WINDOWS];
uint8_t k5_log_ring[LOG_RING];
struct k5_thread_desc world_thread_desc[THREADS];
struct k5_region world_region[TASKS][MEM_REGIONS];

static struct k5_task_desc task_desc[TASKS];
static struct k5_sc_desc sc_desc[SCS];
static struct k5_cap_desc cap_desc[TASKS * CSPACE];
static struct k5_port_desc port_desc[PORTS];
static struct k5_irq_desc irq_desc[IRQS];
struct k5_pool_desc world_pool_desc[POOLS];
static struct k5_region page_desc[PAGES];
static uint16_t used_slots[TASKS];

#define UNPOISON(pool) ASAN_UNPOISON_MEMORY_REGION(pool, sizeof(pool))
#define POISON(pool, from)                                                     \
	ASAN_POISON_MEMORY_REGION(&(pool)[from],                               \
				  sizeof(pool) - (from) * sizeof((pool)[0]))

static void unpoison_all(void)
{
	UNPOISON(k5_queue);
	UNPOISON(k5_link);
	UNPOISON(k5_thread);
	UNPOISON(k5_context);
	UNPOISON(k5_until);
	UNPOISON(k5_timer);
	UNPOISON(k5_task);
	UNPOISON(k5_sc);
	UNPOISON(k5_spare);
	UNPOISON(k5_slot);
	UNPOISON(k5_node);
	UNPOISON(k5_reply);
	UNPOISON(k5_notification);
	UNPOISON(k5_port);
	UNPOISON(k5_irq);
	UNPOISON(k5_pool);
	UNPOISON(k5_region);
	UNPOISON(k5_window);
	UNPOISON(k5_log_ring);
}

static void poison_unused(void)
{
	POISON(k5_queue, (size_t)Q_FIRST_EP + world_app.endpoints +
				 world_app.notifications);
	POISON(k5_link, world_app.threads);
	POISON(k5_thread, world_app.threads);
	POISON(k5_context, world_app.threads);
	POISON(k5_until, world_app.threads);
	POISON(k5_timer, world_app.timed ? world_app.threads : 0);
	POISON(k5_task, world_app.tasks);
	POISON(k5_sc, world_app.scs);
	POISON(k5_spare, world_app.budgets ? world_app.scs : 0);
	POISON(k5_slot, world_app.slots);
	POISON(k5_node, world_app.slots);
	POISON(k5_reply, world_app.replies);
	POISON(k5_notification, world_app.notifications);
	POISON(k5_port, world_app.ports);
	POISON(k5_irq, world_app.irqs);
	POISON(k5_pool, world_app.pools);
	POISON(k5_region, world_app.regions);
	POISON(k5_window, world_app.windows);
	POISON(k5_log_ring, world_app.log_size);
}

void world_new(void)
{
	host_reset();
	unpoison_all();
	world_memory();
	memset(used_slots, 0, sizeof(used_slots));
	/* the kernel must not rely on it: pools hold old values */
	memset(k5_thread, 0xa5, sizeof(k5_thread));
	memset(k5_context, 0xa5, sizeof(k5_context));
	memset(k5_timer, 0xa5, sizeof(k5_timer));
	memset(k5_queue, 0xa5, sizeof(k5_queue));
	memset(k5_link, 0xa5, sizeof(k5_link));
	memset(k5_slot, 0xa5, sizeof(k5_slot));
	memset(k5_node, 0xa5, sizeof(k5_node));
	memset(k5_pool, 0xa5, sizeof(k5_pool));
	memset(k5_spare, 0xa5, sizeof(k5_spare));
	world_app = (struct k5_app){.task = task_desc,
				    .thread = world_thread_desc,
				    .sc = sc_desc,
				    .cap = cap_desc,
				    .port = port_desc,
				    .irq = irq_desc,
				    .pool = world_pool_desc,
				    .region = page_desc,
				    .build_id = BUILD_ID,
				    .clock_hz = 1000000,
				    .log_size = LOG_RING,
				    .timed = true,
				    .observed = true};
}

void world_untimed(void)
{
	world_app.timed = false;
	world_app.observed = false;
}

void world_log_size(uint32_t size)
{
	assert(size <= LOG_RING);
	world_app.log_size = size;
}

void world_slots(idx_t task, uint16_t slots)
{
	task_desc[task].slots = slots;
}

static void init_regions(idx_t t)
{
	static const uint8_t rights[MEM_REGIONS] = {
		[MEM_CODE] = K5_MEM_READ | K5_MEM_EXEC,
		[MEM_RAM] = K5_MEM_READ | K5_MEM_WRITE,
		[MEM_CONST] = K5_MEM_READ,
		[MEM_SINK] = K5_MEM_WRITE};

	for (unsigned r = 0; r < MEM_REGIONS; r++) {
		world_region[t][r] = (struct k5_region){.base = mem_at(t, r, 0),
							.size = REGION_SIZE,
							.rights = rights[r]};
		memset(mem_bytes(t, r), 0x10 * t + (int)r + 1, REGION_SIZE);
	}
}

idx_t world_task(void)
{
	idx_t t = world_app.tasks++;

	assert(t < TASKS);
	init_regions(t);
	task_desc[t] =
		(struct k5_task_desc){.regions = world_region[t],
				      .region_count = MEM_REGIONS,
				      .data = mem_at(t, MEM_RAM, DATA_AT),
				      .data_load = mem_at(t, MEM_CODE, 64),
				      .data_size = DATA_SIZE,
				      .first_slot = (slot_idx_t)(t * CSPACE),
				      .slots = CSPACE,
				      .windows = 2,
				      .first_window = (uint8_t)(t * WINDOWS)};
	world_app.windows = (uint8_t)(world_app.windows + WINDOWS);
	world_app.slots = (slot_idx_t)(world_app.slots + CSPACE);
	return t;
}

idx_t world_budgeted(idx_t task, uint8_t prio, uint32_t budget, uint32_t period)
{
	idx_t t = world_app.threads++;

	assert(t < THREADS);
	sc_desc[t] = (struct k5_sc_desc){.budget = budget, .period = period};
	world_thread_desc[t] =
		(struct k5_thread_desc){.entry = mem_at(task, MEM_CODE, 0),
					.stack_base = mem_at(task, MEM_RAM, 0),
					.stack_top = mem_at(task, MEM_RAM, 64),
					.task = task,
					.prio = prio,
					.ceiling = prio,
					.sc = t};
	world_app.scs = world_app.threads;
	return t;
}

idx_t world_thread(idx_t task, uint8_t prio)
{
	return world_budgeted(task, prio, SLICE, SLICE);
}

idx_t world_passive(idx_t task, uint8_t prio)
{
	idx_t t = world_thread(task, prio);

	world_thread_desc[t].passive = true;
	return t;
}

void world_ceiling(idx_t t, uint8_t ceiling)
{
	world_thread_desc[t].ceiling = ceiling;
}

void world_overrun(idx_t t, idx_t notification, k5_word_t bits)
{
	world_thread_desc[t].overrun = notification;
	world_thread_desc[t].overrun_bits = bits;
	world_app.watched++;
}

k5_slot_t world_thread_cap(idx_t task, idx_t t)
{
	return world_cap(task, (struct cap){.type = K5_CAP_THREAD,
					    .rights = K5_RIGHT_CONTROL,
					    .object = t});
}

idx_t world_endpoint(void)
{
	assert(world_app.endpoints < ENDPOINTS);
	return world_app.endpoints++;
}

idx_t world_notification(void)
{
	assert(world_app.notifications < NOTIFICATIONS);
	return world_app.notifications++;
}

idx_t world_reply(void)
{
	assert(world_app.replies < REPLIES);
	return world_app.replies++;
}

idx_t world_port(const char *name, idx_t endpoint)
{
	idx_t p = world_app.ports++;

	assert(p < PORTS && strlen(name) <= K5_PORT_NAME);
	port_desc[p] = (struct k5_port_desc){.endpoint = endpoint};
	memcpy(port_desc[p].name, name, strlen(name));
	return p;
}

idx_t world_irq(uint16_t line, idx_t notification, k5_word_t bits)
{
	idx_t i = world_app.irqs++;

	assert(i < IRQS);
	irq_desc[i] = (struct k5_irq_desc){
		.line = line, .notification = notification, .bits = bits};
	return i;
}

idx_t world_page(void)
{
	idx_t p = world_app.regions++;

	assert(p < PAGES);
	page_desc[p] =
		(struct k5_region){.base = page_at(p, 0), .size = REGION_SIZE};
	memset(page_bytes(p), 0x70 + p, REGION_SIZE);
	return p;
}

void world_windows(idx_t task, uint8_t windows)
{
	assert(windows <= WINDOWS);
	task_desc[task].windows = windows;
}

k5_slot_t world_cap(idx_t task, struct cap cap)
{
	uint16_t slot = used_slots[task]++;

	assert(slot < CSPACE);
	world_app.controlled |= cap.type == K5_CAP_THREAD;
	if (cap.type == K5_CAP_NONE)
		return slot; /* stays empty */
	if (cap.type == K5_CAP_SC)
		world_app.budgets = true;
	cap_desc[world_app.caps++] =
		(struct k5_cap_desc){.badge = cap.badge,
				     .slot = (slot_idx_t)(task * CSPACE + slot),
				     .type = cap.type,
				     .rights = cap.rights,
				     .object = cap.object};
	return slot;
}

k5_slot_t world_page_cap(idx_t task, idx_t page, uint8_t rights)
{
	return world_cap(task, (struct cap){.type = K5_CAP_REGION,
					    .rights = rights,
					    .object = page});
}

k5_slot_t world_time_cap(idx_t task, idx_t thread, uint8_t rights)
{
	return world_cap(task, (struct cap){.type = K5_CAP_SC,
					    .rights = rights,
					    .object = thread});
}

k5_slot_t world_send_cap(idx_t task, idx_t ep, k5_word_t badge)
{
	return world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
					    .rights = K5_RIGHT_SEND,
					    .object = ep,
					    .badge = badge});
}

k5_slot_t world_recv_cap(idx_t task, idx_t ep)
{
	return world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
					    .rights = K5_RIGHT_RECV,
					    .object = ep});
}

k5_slot_t world_reply_cap(idx_t task, idx_t r)
{
	return world_cap(task, (struct cap){.type = K5_CAP_REPLY,
					    .rights = K5_RIGHT_SEND,
					    .object = r});
}

k5_slot_t world_ntf_cap(idx_t task, idx_t n, uint8_t rights, k5_word_t badge)
{
	return world_cap(task, (struct cap){.type = K5_CAP_NOTIFICATION,
					    .rights = rights,
					    .object = n,
					    .badge = badge});
}

void world_boot(void)
{
	poison_unused();
	host_enter(kernel_boot);
}
