/*
 * pool.c - what is made was unborn, and in the pool that it was asked of
 *
 * Two pools with any shares that do not meet, any of their objects unborn; one
 * creation with anything in the registers, or one object's end. Whether the
 * slot is vacant is cspace.c's matter, the tree derive.c's: here they answer
 * and are told.
 */
#include "pool.h"

#include "bitmap.h"
#include "cspace.h"
#include "derive.h"
#include "prove.h"

enum {
	POOLS = 2,
	OBJECTS = 255
};

static struct k5_pool_desc desc[POOLS];
const struct k5_app k5_app = {.pool = desc, .pools = POOLS};
struct pool k5_pool[POOLS];
struct notification k5_notification[OBJECTS];

static struct pool old[POOLS];
static const uint8_t types[POOL_KINDS] = {K5_CAP_ENDPOINT, K5_CAP_NOTIFICATION,
					  K5_CAP_REPLY, K5_CAP_THREAD};
static bool vacant;
static struct cap made;
static unsigned children;

struct k5_pool_desc nondet_desc(void);
struct pool nondet_pool(void);
bool nondet_bool(void);

enum k5_err cspace_vacant(idx_t task, k5_word_t slot)
{
	PROVE(task == 1 && slot == 9, "the slot named");
	return vacant ? K5_OK : K5_ERR_SLOT;
}

void derive_child(idx_t task, k5_word_t from, k5_word_t to, struct cap cap)
{
	PROVE(task == 1 && from == 8 && to == 9, "child of the pool's cap");
	made = cap;
	children++;
}

/* The first `count` bits of a set. */
static uint32_t members(uint8_t count)
{
	return count == 0 ? 0 : ~UINT32_C(0) << (32 - count);
}

static void any_pools(void)
{
	for (unsigned p = 0; p < POOLS; p++) {
		desc[p] = nondet_desc();
		k5_pool[p] = nondet_pool();
		old[p] = k5_pool[p];
		for (unsigned k = 0; k < POOL_KINDS; k++) {
			struct k5_share share = desc[p].share[k];

			ASSUME(share.count <= POOL_MOST &&
			       share.first + share.count < OBJECTS);
			ASSUME((k5_pool[p].unborn[k] & ~members(share.count)) ==
			       0);
		}
	}
	for (unsigned k = 0; k < POOL_KINDS; k++) {
		struct k5_share a = desc[0].share[k], b = desc[1].share[k];

		ASSUME(a.first + a.count <= b.first);
	}
}

/* No bit but perhaps one of pool p's kind k. */
static void prove_others(unsigned p, unsigned k)
{
	for (unsigned i = 0; i < POOLS; i++) {
		for (unsigned j = 0; j < POOL_KINDS; j++)
			PROVE((i == p && j == k) ||
				      k5_pool[i].unborn[j] == old[i].unborn[j],
			      "others unchanged");
	}
}

/* What lets caps travel by an object of this kind. */
static uint8_t carriers(unsigned k)
{
	return types[k] == K5_CAP_ENDPOINT
		       ? K5_RIGHT_GRANT | K5_RIGHT_GRANT_REPLY
		       : K5_RIGHT_GRANT;
}

static void prove_create(struct cap pool, k5_word_t type)
{
	unsigned k = 0;
	enum k5_err e = pool_create(1, pool, 8, type, 9);

	while (k < POOL_KINDS && types[k] != type)
		k++;
	PROVE(children == (e == K5_OK), "a cap, or nothing");
	PROVE((e == K5_ERR_SLOT) == !vacant, "the slot first");
	PROVE((e == K5_ERR_TYPE) == (vacant && k == POOL_KINDS), "the type");
	if (e != K5_OK) {
		PROVE(e != K5_ERR_FULL || old[pool.object].unborn[k] == 0,
		      "full is full");
		prove_others(POOLS, 0);
		REACH_IF(e == K5_ERR_FULL, "a pool is used up");
		return;
	}

	struct k5_share share = desc[pool.object].share[k];
	uint32_t i = (uint32_t)(made.object - share.first);
	uint32_t before = old[pool.object].unborn[k];

	PROVE(made.object >= share.first && i < share.count, "of this pool");
	PROVE(made.type == type && made.badge == 0, "what was asked for");
	PROVE((made.rights & carriers(k)) == 0 ||
		      (pool.rights & K5_RIGHT_GRANT) != 0,
	      "no grant without grant");
	PROVE((before >> (31 - i) & 1) != 0, "it was unborn");
	PROVE(k5_pool[pool.object].unborn[k] == (before & ~(1u << (31 - i))),
	      "and is not now");
	prove_others(pool.object, k);
	REACH("an object is made");
}

static void prove_return(struct cap cap, unsigned p, unsigned k, unsigned other)
{
	struct k5_share share = desc[p].share[k];
	k5_word_t untouched = k5_notification[other].bits;
	bool ours = types[k] == cap.type && cap.object >= share.first &&
		    cap.object - share.first < share.count;

	pool_return(cap);
	PROVE(ours || k5_pool[p].unborn[k] == old[p].unborn[k],
	      "not this pool's");
	PROVE(other == cap.object || k5_notification[other].bits == untouched,
	      "another's bits stay");
	if (!ours)
		return;
	PROVE(k5_pool[p].unborn[k] == (old[p].unborn[k] |
				       1u << (31 - (cap.object - share.first))),
	      "unborn again");
	PROVE(cap.type != K5_CAP_NOTIFICATION ||
		      k5_notification[cap.object].bits == 0,
	      "without bits");
	prove_others(p, k);
	REACH("an object returns");
}

int main(void)
{
	struct cap cap;
	k5_word_t type;
	unsigned p, k, other;

	any_pools();
	vacant = nondet_bool();
	ASSUME(p < POOLS && k < POOL_KINDS && other < OBJECTS);
	if (nondet_bool()) {
		ASSUME(cap.object < POOLS);
		prove_create(cap, type);
	} else {
		ASSUME(cap.object < OBJECTS);
		prove_return(cap, p, k, other);
	}
}
