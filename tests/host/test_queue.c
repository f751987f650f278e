/*
 * test_queue.c - queues against the obvious model: arrays that shift
 */
#include <string.h>

#include "bitmap.h"
#include "cast.h"
#include "queue.h"

enum {
	QUEUES = 3
};

static struct {
	idx_t member[THREADS];
	unsigned count;
} model[QUEUES];

static uint32_t chance;

static uint32_t draw(uint32_t below)
{
	chance = chance * 1664525u + 1013904223u;
	return (chance >> 8) % below;
}

static void setup(void)
{
	world_new();
	idx_t task = world_task();

	for (unsigned i = 0; i < 12; i++)
		world_thread(task, (uint8_t)(i % 4));
	world_boot();
	memset(model, 0, sizeof(model));
	for (idx_t q = 0; q < PRIOS; q++)
		k5_queue[q] = (struct queue){NIL, NIL};
	for (idx_t t = 0; t < world_app.threads; t++)
		k5_link[t] = (struct link){NIL, NIL, NIL};
}

static void model_remove(idx_t t)
{
	for (unsigned q = 0; q < QUEUES; q++) {
		for (unsigned i = 0; i < model[q].count; i++) {
			if (model[q].member[i] != t)
				continue;
			memmove(&model[q].member[i], &model[q].member[i + 1],
				model[q].count - i - 1);
			model[q].count--;
		}
	}
}

static void assert_agrees(idx_t q)
{
	idx_t t = k5_queue[q].head;
	idx_t before = NIL;

	for (unsigned i = 0; i < model[q].count; i++) {
		assert_int_equal(t, model[q].member[i]);
		assert_int_equal(k5_link[t].queue, q);
		assert_int_equal(k5_link[t].prev, before);
		before = t;
		t = k5_link[t].next;
	}
	assert_int_equal(t, NIL);
	assert_int_equal(k5_queue[q].tail, before);
}

static idx_t model_best(idx_t q, uint32_t states)
{
	idx_t best = NIL;

	for (unsigned i = 0; i < model[q].count; i++) {
		idx_t t = model[q].member[i];

		if (!set_has(states, k5_thread[t].state))
			continue;
		if (best == NIL || k5_thread[t].prio > k5_thread[best].prio)
			best = t;
	}
	return best;
}

static void c10_queues_are_ordered_lists(void **state)
{
	(void)state;
	setup();
	chance = 5;
	for (unsigned step = 0; step < 100000; step++) {
		idx_t t = (idx_t)draw(world_app.threads);
		idx_t q = (idx_t)draw(QUEUES);
		uint32_t states = set_bit(draw(T_WAITING + 1));

		if (k5_link[t].queue != NIL) {
			q_remove(t);
			model_remove(t);
			assert_int_equal(k5_link[t].queue, NIL);
		} else {
			k5_thread[t].state = (uint8_t)draw(T_WAITING + 1);
			q_append(q, t);
			model[q].member[model[q].count++] = t;
		}
		for (idx_t i = 0; i < QUEUES; i++)
			assert_agrees(i);
		assert_int_equal(q_best(q, states), model_best(q, states));
		assert_int_equal(q_best(q, UINT32_MAX),
				 model_best(q, UINT32_MAX));
	}
}

static void c10_best_of_nobody_is_nobody(void **state)
{
	(void)state;
	setup();
	assert_int_equal(q_best(0, UINT32_MAX), NIL);
	q_append(0, 3);
	k5_thread[3].state = T_SENDING;
	assert_int_equal(q_best(0, set_bit(T_CALLING)), NIL);
	assert_int_equal(q_best(0, 0), NIL);
	assert_int_equal(q_best(0, set_bit(T_SENDING)), 3);
}

int group_queue(void)
{
	ADD(c10_queues_are_ordered_lists);
	ADD(c10_best_of_nobody_is_nobody);
	return run_group_of("queue");
}
