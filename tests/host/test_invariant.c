/*
 * test_invariant.c - each clause can fail
 *
 * A sound state is broken in one place, as a kernel bug would; kernel_ok()
 * must say so. What it cannot see, no other test here would see either.
 */
#include "bitmap.h"
#include "breaks.h"

static idx_t client, server, waiter, budgeted;

enum {
	POOL = S_FREE, /* the client's, with two notifications */
	MADE
};

/* Somebody in nearly every state. */
static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	waiter = world_thread(BACKEND, 10);
	budgeted = world_budgeted(BACKEND, 20, 100, 1000);
	world_thread(BACKEND, 10);
	world_pool_cap(CLIENT, world_pool(1, 2, 1), K5_RIGHT_CONTROL);
	world_boot();
	pass(100);
	front_serves(server);
	RUN(client);
	ASK(create, .slot = POOL, .word = {K5_CAP_NOTIFICATION, MADE});
	front_call(1);
	RUN(waiter);
	ASK(wait, .slot = S_WAIT);
	RUN(server);
	check_kernel();
}

static void ready_bit_lost(void)
{
	k5.ready = 0;
}

static void ready_bit_too_many(void)
{
	k5.ready |= set_bit(3);
}

static void running_is_not_the_first(void)
{
	k5.current = client;
}

static void idle_with_work(void)
{
	k5.current = NIL;
}

static void live_miscounted(void)
{
	k5.live++;
}

static void alarm_after_a_release(void)
{
	k5.alarm = k5.release + 1;
}

static void alarm_after_the_budget(void)
{
	k5.alarm = k5.release = k5.now + SLICE + 1;
}

static void release_forgets_the_throttled(void)
{
	k5.release = UINT64_MAX;
}

static void throttled_is_overdue(void)
{
	k5_sc[budgeted].refill[0].time = 0;
}

static void link_back_lost(void)
{
	k5_link[k5_queue[10].tail].prev = NIL;
}

static void link_forward_lost(void)
{
	k5_link[k5_queue[10].head].next = NIL;
}

static void head_lost(void)
{
	k5_queue[10].head = k5_queue[10].tail;
}

static void tail_lost(void)
{
	k5_queue[10].tail = k5_queue[10].head;
}

static void queue_without_members(void)
{
	k5_queue[Q_FIRST_EP] = (struct queue){client, client};
}

static void ring_beside_the_queue(void)
{
	k5_link[client] = (struct link){10, client, client};
	k5_thread[client].state = T_READY;
}

static void state_and_queue_disagree(void)
{
	k5_thread[waiter].state = T_SENDING;
}

static void in_another_priority_s_queue(void)
{
	k5_thread[server].prio = 9;
}

static void ready_without_time(void)
{
	k5_thread[server].sc = NIL;
	k5_sc[client].holder = NIL;
}

static void two_run_on_one_context(void)
{
	k5_thread[waiter].sc = client;
}

static void context_that_is_none(void)
{
	k5_thread[client].sc = world_app.scs; /* it had none */
}

static void context_without_holder(void)
{
	k5_sc[waiter].holder = NIL;
}

static void context_held_by_the_dead(void)
{
	k5_thread[server].state = T_STOPPED;
}

static void caller_owed_by_nobody(void)
{
	k5_reply[cast_reply(SERVER)].caller = NIL;
}

static void debt_without_server(void)
{
	k5_reply[cast_reply(SERVER)].server = NIL;
}

static void debt_to_oneself(void)
{
	k5_reply[cast_reply(SERVER)].caller = server;
}

static void free_debt_with_time(void)
{
	k5_reply[cast_reply(BACKEND)].lent = 0;
}

static void awaits_while_running(void)
{
	k5_thread[server].awaits = cast_reply(SERVER);
}

static void refills_above_the_budget(void)
{
	k5_sc[budgeted].refill[0].amount++;
}

static void refills_below_the_budget(void)
{
	k5_sc[budgeted].refill[0].amount--;
}

static void refills_none(void)
{
	k5_sc[budgeted].count = 0;
}

static void refills_too_many(void)
{
	k5_sc[budgeted].count = REFILLS + 1;
}

static void refills_out_of_order(void)
{
	k5_sc[budgeted].count = 2;
	k5_sc[budgeted].refill[0] = (struct refill){2000, 50};
	k5_sc[budgeted].refill[1] = (struct refill){1000, 50};
}

/* Together they are the budget, in order: but a slice is one piece. */
static void slice_in_two(void)
{
	struct sc *sc = &k5_sc[waiter];

	sc->count = 2;
	sc->refill[0].amount = 1;
	sc->refill[1] = sc->refill[0];
}

static void bits_beside_a_waiter(void)
{
	k5_notification[0].bits = 1;
}

static void sender_beside_a_receiver(void)
{
	k5_thread[waiter].state = T_CALLING;
	k5_thread[client].state = T_RECEIVING;
	k5_queue[Q_FIRST_EP] = (struct queue){client, waiter};
	k5_queue[q_notification(0)] = (struct queue){NIL, NIL};
	k5_link[client] = (struct link){Q_FIRST_EP, waiter, NIL};
	k5_link[waiter] = (struct link){Q_FIRST_EP, NIL, client};
}

static void cap_to_no_object(void)
{
	k5_slot[S_FRONT].object = world_app.endpoints;
}

static void cap_with_foreign_right(void)
{
	k5_slot[S_FRONT].rights |= K5_RIGHT_CONTROL;
}

static void cap_to_memory_unseen(void)
{
	k5_slot[S_FRONT].type = K5_CAP_POOL + 1;
}

static struct cap *of_client(k5_word_t slot)
{
	return &k5_slot[CLIENT * CSPACE + slot];
}

static void unborn_and_held(void)
{
	k5_pool[0].unborn[POOL_NOTIFICATION] |= set_bit(0) | set_bit(1);
}

static void born_and_held_by_nobody(void)
{
	k5_pool[0].unborn[POOL_ENDPOINT] = 0;
}

static void unborn_beyond_the_pool(void)
{
	k5_pool[0].unborn[POOL_REPLY] |= set_bit(1);
}

static void bits_before_birth(void)
{
	k5_notification[world_app.notifications - 2].bits = 1;
}

static void debt_before_birth(void)
{
	k5_reply[world_app.replies - 1] = (struct reply){NIL, NIL, 0, NIL};
}

static void made_out_of_the_wrong_pool(void)
{
	of_client(MADE)->object = 0;
	k5_pool[0].unborn[POOL_NOTIFICATION] = set_bit(0) | set_bit(1);
}

static void made_with_grant_by_a_pool_without(void)
{
	of_client(MADE)->type = K5_CAP_ENDPOINT;
	of_client(MADE)->object = (idx_t)(world_app.endpoints - 1);
	of_client(MADE)->rights = K5_RIGHT_SEND | K5_RIGHT_GRANT;
	k5_pool[0].unborn[POOL_ENDPOINT] = 0;
	k5_pool[0].unborn[POOL_NOTIFICATION] = set_bit(0) | set_bit(1);
}

static void cap_to_no_pool(void)
{
	of_client(POOL)->object = world_app.pools;
}

static void waits_without_a_cap(void)
{
	k5_slot[BACKEND * CSPACE + S_WAIT] = (struct cap){0};
}

static void owes_without_a_cap(void)
{
	k5_slot[SERVER * CSPACE + S_REPLY] = (struct cap){0};
}

static void empty_slot_with_rights(void)
{
	k5_slot[S_FREE].rights = 1; /* the backend's */
}

static void stopped_task_with_a_living_thread(void)
{
	k5_task[BACKEND].stopped = true;
}

static void log_outside_its_ring(void)
{
	k5.log_next = world_app.log_size;
}

static void thread_of_no_task(void)
{
	k5_thread[waiter].task = world_app.tasks;
}

#define EACH_BREAK(X)                                                          \
	X(ready_bit_lost)                                                      \
	X(ready_bit_too_many)                                                  \
	X(running_is_not_the_first)                                            \
	X(idle_with_work)                                                      \
	X(live_miscounted)                                                     \
	X(alarm_after_a_release)                                               \
	X(alarm_after_the_budget)                                              \
	X(release_forgets_the_throttled)                                       \
	X(throttled_is_overdue)                                                \
	X(link_back_lost)                                                      \
	X(link_forward_lost)                                                   \
	X(head_lost)                                                           \
	X(tail_lost)                                                           \
	X(queue_without_members)                                               \
	X(ring_beside_the_queue)                                               \
	X(state_and_queue_disagree)                                            \
	X(in_another_priority_s_queue)                                         \
	X(ready_without_time)                                                  \
	X(two_run_on_one_context)                                              \
	X(context_that_is_none)                                                \
	X(context_without_holder)                                              \
	X(context_held_by_the_dead)                                            \
	X(caller_owed_by_nobody)                                               \
	X(debt_without_server)                                                 \
	X(debt_to_oneself)                                                     \
	X(free_debt_with_time)                                                 \
	X(awaits_while_running)                                                \
	X(refills_above_the_budget)                                            \
	X(refills_below_the_budget)                                            \
	X(refills_none)                                                        \
	X(refills_too_many)                                                    \
	X(refills_out_of_order)                                                \
	X(slice_in_two)                                                        \
	X(bits_beside_a_waiter)                                                \
	X(sender_beside_a_receiver)                                            \
	X(cap_to_no_object)                                                    \
	X(cap_with_foreign_right)                                              \
	X(cap_to_memory_unseen)                                                \
	X(unborn_and_held)                                                     \
	X(born_and_held_by_nobody)                                             \
	X(unborn_beyond_the_pool)                                              \
	X(bits_before_birth)                                                   \
	X(debt_before_birth)                                                   \
	X(made_out_of_the_wrong_pool)                                          \
	X(made_with_grant_by_a_pool_without)                                   \
	X(cap_to_no_pool)                                                      \
	X(waits_without_a_cap)                                                 \
	X(owes_without_a_cap)                                                  \
	X(empty_slot_with_rights)                                              \
	X(stopped_task_with_a_living_thread)                                   \
	X(log_outside_its_ring)                                                \
	X(thread_of_no_task)

#define SOUND setup

int group_invariant(void)
{
	EACH_BREAK(ADD_BREAK)
	return run_group_of("invariant");
}
