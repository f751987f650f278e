/*
 * gift.c - a cap travels only where both ends have the right
 *
 * Two threads, any registers. Whether a slot holds something is derive.c's
 * matter and cspace.c's, whether memory may go loan.c's: here they answer as
 * they please, each slot always the same.
 */
#include "gift.h"

#include "cspace.h"
#include "derive.h"
#include "loan.h"
#include "prove.h"

enum {
	THREADS = 2
};

static struct k5_task_desc desc[256];
const struct k5_app k5_app = {.task = desc, .regions = 1};
struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
struct reply k5_reply[1];
struct window k5_window[1];
struct thread nondet_thread(void);
struct arch_context nondet_context(void);
struct window nondet_window(void);
enum k5_err nondet_err(void);
bool nondet_bool(void);
uint8_t nondet_u8(void);

static bool giver_has, memory,
	taker_has_room; /* the slots that registers name */
static enum k5_err lent;
static unsigned copies, loans, gifts, left;

bool derive_holds(idx_t task, k5_word_t slot)
{
	(void)task;
	(void)slot;
	return giver_has;
}

struct cap cspace_at(idx_t task, k5_word_t slot)
{
	(void)task;
	(void)slot; /* the reply's object is 0 */
	return (struct cap){.type = memory ? K5_CAP_REGION : K5_CAP_ENDPOINT};
}

enum k5_err cspace_vacant(idx_t task, k5_word_t slot)
{
	(void)task;
	(void)slot;
	return taker_has_room ? K5_OK : K5_ERR_SLOT;
}

enum k5_err loan_check(idx_t t)
{
	PROVE(t == 0 && (k5_context[0].arg[7] & 0x400) != 0, "what is given");
	return lent;
}

idx_t loan_make(idx_t from, idx_t to)
{
	PROVE(from == 0 && to == 1, "these two");
	loans++;
	return 3;
}

idx_t loan_give(idx_t from, idx_t to)
{
	PROVE(from == 0 && to == 1, "these two");
	gifts++;
	return nondet_bool() ? 3 : NIL;
}

void derive_forget_gift(slot_idx_t i)
{
	PROVE(i == cspace_node(k5_thread[0].task, k5_context[0].arg[3]),
	      "the slot that memory left");
	left++;
}

void derive_copy(idx_t giver, k5_word_t from, idx_t taker, k5_word_t to)
{
	PROVE(giver == k5_thread[0].task && from == k5_context[0].arg[3] &&
		      taker == k5_thread[1].task && to == k5_context[1].arg[5],
	      "from the slot named to the slot named");
	PROVE(!memory, "memory is not copied");
	copies++;
}

/* Which flags go together; a loan wants a call. */
static bool sense(k5_word_t number)
{
	bool gives = (number & 0x400) != 0, takes = (number & 0x800) != 0;
	bool lends = (number & 0x1000) != 0, reads = (number & 0x2000) != 0;
	bool moves = (number & 0x4000) != 0;

	if ((gives && (number & 0x100) != 0) ||
	    (takes && (number & 0x200) != 0))
		return false;
	if ((lends || moves) && !gives)
		return false;
	return !(lends && moves) && (!reads || lends) &&
	       (!lends || (number & 0xff) == K5_SYS_call);
}

static enum k5_err gives_ok(k5_word_t number)
{
	if ((number & 0x400) == 0)
		return K5_OK;
	if ((number & 0x5000) != 0)
		return lent;
	if (!giver_has)
		return K5_ERR_SLOT;
	return memory ? K5_ERR_TYPE : K5_OK;
}

static enum k5_err wanted(const k5_word_t *arg, uint8_t rights)
{
	bool empties = (arg[7] & 0xff) == K5_SYS_reply_recv &&
		       k5_reply[0].loan == 0 &&
		       k5_window[0].slot ==
			       desc[k5_thread[0].task].first_slot + arg[5];
	enum k5_err e;

	if (!sense(arg[7]))
		return K5_ERR_RANGE;
	if ((arg[7] & 0xc00) != 0 && (rights & 0x80) == 0)
		return K5_ERR_RIGHT;
	e = gives_ok(arg[7]);
	if (e != K5_OK || (arg[7] & 0x800) == 0)
		return e;
	return taker_has_room || empties ? K5_OK : K5_ERR_SLOT;
}

static void prove_delivery(void)
{
	bool gives = (k5_context[0].arg[7] & 0x400) != 0;
	bool lends = gives && (k5_context[0].arg[7] & 0x1000) != 0;
	bool moves = gives && !lends && (k5_context[0].arg[7] & 0x4000) != 0;
	bool crosses = gives && !lends && !moves && giver_has && !memory &&
		       (k5_context[1].arg[7] & 0x800) != 0 && taker_has_room;
	k5_word_t came = gift_deliver(0, 1);

	PROVE(copies == crosses && loans == lends && gifts == moves,
	      "one way for each");
	PROVE(!crosses || came == K5_CAP_CAME, "the taker is told");
	PROVE(!lends || came == (K5_CAP_CAME | K5_REGION_CAME | 3),
	      "of memory as well");
	PROVE(crosses || lends || moves || came == 0, "nothing came");
	PROVE(left == (moves && came != 0), "who waits to give it forgets it");
	REACH_IF(crosses, "a cap crosses");
	REACH_IF(lends, "a region is lent");
	REACH_IF(moves && came == 0, "a region stays");
}

int main(void)
{
	uint8_t rights;

	for (unsigned t = 0; t < THREADS; t++) {
		k5_thread[t] = nondet_thread();
		k5_context[t] = nondet_context();
	}
	giver_has = nondet_bool();
	memory = nondet_bool();
	taker_has_room = nondet_bool();
	lent = nondet_err();
	k5_reply[0].loan = nondet_bool() ? 0 : NIL;
	k5_window[0] = nondet_window();
	desc[k5_thread[0].task].first_slot = nondet_u8();
	PROVE(gift_check(0, (struct grants){rights, rights}) ==
		      wanted(k5_context[0].arg, rights),
	      "flags, the right, the slots, in this order");
	PROVE(copies + loans + gifts == 0, "looking moves nothing");
	REACH_IF(wanted(k5_context[0].arg, rights) == K5_ERR_RIGHT, "no grant");
	prove_delivery();
}
