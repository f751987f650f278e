/*
 * stage.c - tasks, objects and caps of the suite
 */
#include "stage.h"

#include <string.h>

#include <k5/app.h>

#include "claim.h"

enum {
	E_FRONT,
	E_BACK,
	E_REPORT
};

enum {
	N_FLAG,
	N_GATES /* + who */
};

enum {
	MS = K5_CLOCK_HZ / 1000,
	EDGE_SIZE = 8
};

static _Alignas(4096) char stacks[STAGE_THREADS][STAGE_STACK];

/* Alice's is beside Ally's, so that one region holds both. */
void *stage_stack(idx_t thread)
{
	switch (thread) {
	case ALICE:
		return stacks[STAGE_BOBBY];
	case STAGE_BOBBY:
		return stacks[ALICE];
	default:
		return stacks[thread];
	}
}

static void objects(void)
{
	world_endpoint();
	world_endpoint();
	world_endpoint();
	world_notification();
	for (unsigned who = NOBODY; who <= ACTORS; who++)
		world_notification();
	world_port("hall", world_endpoint());
}

static void conductor_caps(void)
{
	for (unsigned who = NOBODY; who <= ACTORS; who++)
		world_ntf_cap(STAGE_CONDUCTOR, (idx_t)(N_GATES + who),
			      K5_RIGHT_SIGNAL, 0);
	world_recv_cap(STAGE_CONDUCTOR, E_REPORT);
	world_cap(STAGE_CONDUCTOR, (struct cap){.type = K5_CAP_SYSTEM,
						.rights = K5_RIGHT_CONTROL});
	world_reply_cap(STAGE_CONDUCTOR, world_reply());
}

static void actor_caps(idx_t who)
{
	idx_t second = who == BOB ? BOBBY : who == ALICE ? ALLY : who;

	world_send_cap(who, E_FRONT, 100u + who);
	world_recv_cap(who, E_FRONT);
	world_cap(who, (struct cap){.type = K5_CAP_ENDPOINT,
				    .rights = K5_RIGHT_SEND | K5_RIGHT_GRANT |
					      K5_RIGHT_GRANT_REPLY,
				    .badge = 200u + who,
				    .object = E_BACK});
	world_cap(who, (struct cap){.type = K5_CAP_ENDPOINT,
				    .rights = K5_RIGHT_RECV | K5_RIGHT_GRANT |
					      K5_RIGHT_GRANT_REPLY,
				    .object = E_BACK});
	world_ntf_cap(who, N_FLAG, K5_RIGHT_SIGNAL, 0);
	world_ntf_cap(who, N_FLAG, K5_RIGHT_SIGNAL, 0xf);
	world_ntf_cap(who, N_FLAG, K5_RIGHT_WAIT, 0);
	world_cap(who,
		  (struct cap){.type = K5_CAP_PORT,
			       .rights = K5_RIGHT_LISTEN | K5_RIGHT_CONNECT});
	world_send_cap(who, E_REPORT, who);
	world_ntf_cap(who, (idx_t)(N_GATES + who), K5_RIGHT_WAIT, 0);
	world_ntf_cap(who, (idx_t)(N_GATES + second), K5_RIGHT_WAIT, 0);
	world_pool_cap(who, (idx_t)(who - ALICE),
		       who == CAROL ? K5_RIGHT_CONTROL
				    : K5_RIGHT_CONTROL | K5_RIGHT_GRANT);
	if (who == ALICE || who == BOB)
		world_page_cap(who, world_page(),
			       K5_RIGHT_READ | K5_RIGHT_WRITE | K5_RIGHT_GRANT);
	else
		world_ntf_cap(who, (idx_t)(N_GATES + who), K5_RIGHT_WAIT, 0);
	world_cap(who, (struct cap){.type = K5_CAP_TIMER,
				    .rights = K5_RIGHT_CONTROL});
	world_thread_cap(who, DAVE);
	world_time_cap(who, FRANK, K5_RIGHT_READ | K5_RIGHT_CONTROL);
	world_cap(who, (struct cap){.type = K5_CAP_REPLY,
				    .rights = K5_RIGHT_SEND | K5_RIGHT_GRANT,
				    .object = world_reply()});
	if (who == BOB)
		world_reply_cap(who, world_reply());
}

/* Behind all that tasks are given: replies are counted as caps are. */
static void pools(void)
{
	for (idx_t who = ALICE; who <= FRANK; who++)
		world_pool(2, 1, 1);
	world_pool_threads(0, ALICE, 1,
			   (struct world_quota){20, 10 * MS, 10 * MS});
}

static void threads(void)
{
	static const uint8_t prio[] = {5, 20, 20, 22, 21, 21, 23, 20};

	for (idx_t t = 0; t <= STAGE_BOBBY; t++) {
		idx_t task = t == BOBBY ? BOB : t;
		uint32_t budget = t == FRANK ? MS : 10 * MS;

		world_budgeted(task, prio[t], budget, 10 * MS);
		world_thread_desc[t].passive = t == DAVE || t == ERIN;
	}
	world_ceiling(DAVE, 22);
	world_overrun(DAVE, N_FLAG, OVERRUN_BITS);
}

/* Locals are in the task's memory, as on a board: its second region. */
static void own_stacks(void)
{
	for (idx_t t = 0; t < STAGE_BOBBY; t++)
		world_region[t][MEM_SINK] = (struct k5_region){
			.base = (uintptr_t)stage_stack(t),
			.size = t == ALICE ? 2 * STAGE_STACK : STAGE_STACK,
			.rights = K5_MEM_READ | K5_MEM_WRITE};
	/* Bobby's are Bob's as well; Bob has no use for a second RAM */
	world_region[BOB][MEM_CODE] =
		(struct k5_region){.base = (uintptr_t)stage_stack(STAGE_BOBBY),
				   .size = STAGE_STACK,
				   .rights = K5_MEM_READ | K5_MEM_WRITE};
}

void stage_build(void)
{
	world_new();
	for (idx_t t = 0; t < STAGE_BOBBY; t++)
		world_task();
	objects();
	threads();
	conductor_caps();
	for (idx_t who = ALICE; who <= FRANK; who++)
		actor_caps(who);
	pools();
	for (idx_t who = ALICE; who <= FRANK; who++)
		world_windows(who, who == ERIN ? 1 : who == FRANK ? 0 : 4);
	world_boot();
	own_stacks();
	memset(page_bytes(0), 0, REGION_SIZE);
	memset(page_bytes(1), 0, REGION_SIZE);
}

k5_word_t stage_address(idx_t thread, enum place place)
{
	idx_t task = k5_thread[thread].task;

	switch (place) {
	case OWN:
		return mem_at(task, MEM_RAM, 0);
	case CONST:
		return mem_at(task, MEM_CONST, 0);
	case EDGE:
		return mem_at(task, MEM_RAM, REGION_SIZE - EDGE_SIZE);
	case PEER:
		return mem_at(STAGE_CONDUCTOR, MEM_RAM, 0);
	case KERNEL:
		return (k5_word_t)k5_thread;
	case KERNEL_CODE:
		return (k5_word_t)&claim_ok;
	case PAGE_AT:
		return page_at(0, 0);
	case SHEET_AT:
		return page_at(1, 0);
	case ENTRY:
		return mem_at(task, MEM_CODE, 0);
	case DEVICE:
		return 0x40200000;
	default:
		return 0x38200000;
	}
}
