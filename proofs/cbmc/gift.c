/*
 * gift.c - a cap travels only where both ends have the right
 *
 * Two threads, any registers. Whether a slot holds something is derive.c's
 * matter and cspace.c's: here they answer as they please, each slot always the
 * same.
 */
#include "gift.h"

#include "cspace.h"
#include "derive.h"
#include "prove.h"

enum {
	THREADS = 2
};

struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
struct thread nondet_thread(void);
struct arch_context nondet_context(void);
bool nondet_bool(void);

static bool giver_has, taker_has_room; /* the slots that registers name */
static unsigned copies;

bool derive_holds(idx_t task, k5_word_t slot)
{
	(void)task;
	(void)slot;
	return giver_has;
}

enum k5_err cspace_vacant(idx_t task, k5_word_t slot)
{
	(void)task;
	(void)slot;
	return taker_has_room ? K5_OK : K5_ERR_SLOT;
}

void derive_copy(idx_t giver, k5_word_t from, idx_t taker, k5_word_t to)
{
	PROVE(giver == k5_thread[0].task && from == k5_context[0].arg[3] &&
		      taker == k5_thread[1].task && to == k5_context[1].arg[5],
	      "from the slot named to the slot named");
	copies++;
}

static enum k5_err wanted(const k5_word_t *arg, uint8_t rights)
{
	bool gives = (arg[7] & 0x400) != 0, takes = (arg[7] & 0x800) != 0;

	if (!gives && !takes)
		return K5_OK;
	if ((gives && (arg[7] & 0x100) != 0) ||
	    (takes && (arg[7] & 0x200) != 0))
		return K5_ERR_RANGE;
	if ((rights & 0x80) == 0)
		return K5_ERR_RIGHT;
	return (gives && !giver_has) || (takes && !taker_has_room) ? K5_ERR_SLOT
								   : K5_OK;
}

int main(void)
{
	uint8_t rights;
	k5_word_t came;
	bool crosses;

	for (unsigned t = 0; t < THREADS; t++) {
		k5_thread[t] = nondet_thread();
		k5_context[t] = nondet_context();
	}
	giver_has = nondet_bool();
	taker_has_room = nondet_bool();
	PROVE(gift_check(0, (struct grants){rights, rights}) ==
		      wanted(k5_context[0].arg, rights),
	      "buffers, the right, the slots, in this order");
	PROVE(copies == 0, "looking copies nothing");
	crosses = (k5_context[0].arg[7] & 0x400) != 0 &&
		  (k5_context[1].arg[7] & 0x800) != 0 && giver_has &&
		  taker_has_room;
	came = gift_deliver(0, 1);
	PROVE(copies == crosses, "both want it, and can");
	PROVE(came == (crosses ? K5_CAP_CAME : 0), "the taker is told");
	REACH_IF(crosses, "a cap crosses");
	REACH_IF(wanted(k5_context[0].arg, rights) == K5_ERR_RIGHT, "no grant");
}
