/*
 * cspace.c - slots: what is handed out, what is filled, nothing else
 *
 * Two tasks with any parts of a pool of six slots, any caps in them, any
 * slot, type and right asked for.
 */
#include "cspace.h"

#include "prove.h"

enum {
	SLOTS = 6
};

static struct k5_task_desc desc[2];
const struct k5_app k5_app = {.task = desc, .tasks = 2, .slots = SLOTS};
struct cap k5_slot[SLOTS];

struct k5_task_desc nondet_desc(void);
struct cap nondet_cap(void);
uint8_t nondet_u8(void);

static bool same(struct cap a, struct cap b)
{
	return a.badge == b.badge && a.type == b.type && a.rights == b.rights &&
	       a.object == b.object;
}

static void prove_get(idx_t task, k5_word_t slot)
{
	struct cap untouched = nondet_cap(), got = untouched;
	uint8_t type = nondet_u8(), right = nondet_u8();
	struct cap there = {0};
	enum k5_err want = K5_OK;

	ASSUME(type >= K5_CAP_ENDPOINT && type <= K5_CAP_THREAD);
	if (slot < desc[task].slots)
		there = k5_slot[desc[task].first_slot + slot];
	if (there.type == K5_CAP_NONE)
		want = K5_ERR_SLOT;
	else if (there.type != type)
		want = K5_ERR_TYPE;
	else if ((right & ~there.rights) != 0)
		want = K5_ERR_RIGHT;
	PROVE(cspace_get(task, slot, type, right, &got) == want,
	      "slot, type, right, in this order");
	PROVE(same(got, want == K5_OK ? there : untouched),
	      "the cap itself, or nothing");
	REACH_IF(want == K5_OK, "a cap is handed out");
	REACH_IF(want == K5_ERR_RIGHT, "a right is missing");
}

static void prove_next(idx_t task, k5_word_t slot, k5_word_t k)
{
	k5_word_t next = cspace_next(task, slot);

	PROVE(next <= desc[task].slots, "a slot of the task or the end");
	if (next < desc[task].slots) {
		PROVE(next >= slot, "forward");
		PROVE(cspace_at(task, next).type != K5_CAP_NONE, "used");
		REACH("a used slot");
	}
	PROVE(k < slot || k >= next || cspace_at(task, k).type == K5_CAP_NONE,
	      "none is left out");
}

static void prove_put(idx_t task, k5_word_t slot)
{
	bool inside = slot < desc[task].slots;
	unsigned at = inside ? desc[task].first_slot + (unsigned)slot : 0;
	bool vacant = inside && k5_slot[at].type == K5_CAP_NONE;
	struct cap cap = nondet_cap(), old[SLOTS];

	PROVE(cspace_vacant(task, slot) == (vacant ? K5_OK : K5_ERR_SLOT),
	      "vacant is inside and empty");
	if (!vacant)
		return;
	for (unsigned i = 0; i < SLOTS; i++)
		old[i] = k5_slot[i];
	cspace_put(task, slot, cap);
	for (unsigned i = 0; i < SLOTS; i++)
		PROVE(same(k5_slot[i], i == at ? cap : old[i]),
		      "one slot is filled, no other changes");
	REACH("a slot is filled");
}

int main(void)
{
	idx_t task;
	k5_word_t slot, k;

	ASSUME(task < 2);
	for (unsigned i = 0; i < 2; i++) {
		desc[i] = nondet_desc();
		ASSUME(desc[i].slots <= SLOTS &&
		       desc[i].first_slot <= SLOTS - desc[i].slots);
	}
	for (unsigned i = 0; i < SLOTS; i++)
		k5_slot[i] = nondet_cap();
	prove_get(task, slot);
	prove_next(task, slot, k);
	prove_put(task, slot);
}
