/*
 * loan.c - whoever may write a region is alone with it, whatever happens to loans
 *
 * Three tasks with a slot and a window each, two threads that may owe one
 * another through two replies, one region. Its cap may be anywhere, lent once,
 * twice or to two readers. One operation with any registers, and the invariant
 * holds again, clause by clause; what the hardware was told is what the windows
 * say.
 */
#include "loan.h"

#include "arch.h"
#include "bitmap.h"
#include "derive.h"
#include "invariant.h"
#include "lend.h"
#include "prove.h"
#include "view.h"

enum {
	TASKS = 3,
	SLOTS = TASKS, /* a task has one cap to a region at most */
	REPLIES = 2
};

static const struct k5_region place = {.base = 0x1000, .size = 0x100};
static const struct k5_task_desc desc[TASKS] = {
	{.first_slot = 0, .slots = 1, .first_window = 0, .windows = 1},
	{.first_slot = 1, .slots = 1, .first_window = 1, .windows = 1},
	{.first_slot = 2, .slots = 1, .first_window = 2, .windows = 1}};
const struct k5_app k5_app = {.task = desc,
			      .region = &place,
			      .tasks = TASKS,
			      .threads = TASKS,
			      .replies = REPLIES,
			      .slots = SLOTS,
			      .regions = 1,
			      .windows = TASKS};

struct cap k5_slot[SLOTS];
struct thread k5_thread[TASKS]; /* one of each task */
struct arch_context k5_context[TASKS];
struct link k5_link[TASKS];
struct queue k5_queue[Q_FIRST_EP + 1];
struct reply k5_reply[REPLIES];
struct task k5_task[TASKS];
struct region k5_region[1];
struct window k5_window[TASKS];
struct k5_state k5;

uint8_t nondet_u8(void);
struct arch_context nondet_context(void);

static uint8_t shown[TASKS];

/* --- the hardware, and what loan.c only mentions --------------------------- */

void arch_window_set(struct arch_place at, const struct arch_window *window)
{
	shown[at.opaque] = window == &k5_region[0].write
				   ? K5_MEM_READ | K5_MEM_WRITE
				   : K5_MEM_READ;
}

void arch_window_clear(struct arch_place at)
{
	shown[at.opaque] = 0;
}

void arch_window_move(struct arch_place from, struct arch_place to)
{
	shown[to.opaque] = shown[from.opaque];
	shown[from.opaque] = 0;
}

void arch_view_changed(void)
{
}

bool derive_holds(idx_t task, k5_word_t slot)
{
	return slot < 1 && k5_slot[task].type != K5_CAP_NONE;
}

idx_t ep_receiver(idx_t ep, enum ep_mode mode)
{
	(void)ep;
	(void)mode;
	return NIL;
}

void reply_cancel(idx_t t, enum k5_err status)
{
	(void)t;
	PROVE(false, "nobody waits");
}

void reply_owe(idx_t r, idx_t caller, idx_t server)
{
	PROVE(k5_reply[r].caller == NIL, "the debt is new");
	k5_reply[r].caller = caller;
	k5_reply[r].server = server;
}

void sched_wake(idx_t t)
{
	PROVE(t < TASKS, "who met it");
}

/* --- any state ------------------------------------------------------------ */

/* The region is somebody's, with any rights; nothing is lent. */
static void any_owner(void)
{
	uint8_t rights = nondet_u8() & (K5_RIGHT_WRITE | K5_RIGHT_GRANT);
	slot_idx_t own = nondet_u8();

	ASSUME(own < SLOTS);
	for (idx_t i = 0; i < TASKS; i++) {
		k5_thread[i].task = i;
		k5_context[i] = nondet_context();
		k5_window[i] = (struct window){
			.region = NIL, .from = NIL, .place = {(uint8_t)i}};
	}
	for (idx_t r = 0; r < REPLIES; r++)
		k5_reply[r] = (struct reply){NIL, NIL, NIL, NIL};
	k5_slot[own] = (struct cap){.type = K5_CAP_REGION,
				    .rights = K5_RIGHT_READ | rights};
	k5_slot[own].window = view_take((idx_t)own, own,
					K5_MEM_READ | (rights & K5_MEM_WRITE));
}

/* `from` may lend, `to` has room; or this step is none. */
static bool may_make(idx_t from, idx_t to, idx_t r)
{
	return from < TASKS && to < TASKS && from != to && r < REPLIES &&
	       k5_reply[r].caller == NIL &&
	       (k5_context[from].arg[7] & 0x5000) == 0x1000 &&
	       loan_check(from) == K5_OK &&
	       (k5_context[to].arg[7] & 0x800) != 0 &&
	       k5_context[to].arg[5] == 0 && k5_slot[to].type == K5_CAP_NONE &&
	       view_has_room(to, 0);
}

static void make(idx_t from, idx_t to, idx_t r)
{
	k5_thread[to].serves = r;
	PROVE(loan_make(from, to) == 0, "the region");
	k5_reply[r].caller = from; /* reply_owe, at once */
	k5_reply[r].server = to;
	k5_context[from] = nondet_context(); /* of another thread of the task */
	k5_context[to] = nondet_context();
}

/*
 * With three tasks and one cap of the region to each at most, two loans are all
 * there can be: whatever went before, this is every state.
 */
static void any_state(void)
{
	any_owner();
	for (unsigned n = 0; n < 2; n++) {
		idx_t from = nondet_u8(), to = nondet_u8(), r = nondet_u8();

		if (may_make(from, to, r))
			make(from, to, r);
	}
}

static unsigned caps(void)
{
	unsigned n = 0;

	for (unsigned i = 0; i < SLOTS; i++)
		n += k5_slot[i].type != K5_CAP_NONE;
	return n;
}

/* --- the operations ------------------------------------------------------- */

static void prove_end(idx_t r)
{
	unsigned before = caps();
	slot_idx_t lender;

	ASSUME(r < REPLIES && k5_reply[r].loan != NIL);
	lender = k5_window[k5_window[k5_reply[r].loan].from].slot;
	if (nondet_u8())
		loan_end(r);
	else
		loan_end_all(r);
	PROVE(k5_reply[r].loan == NIL, "the reply knows of none");
	PROVE(caps() < before, "a cap goes");
	PROVE(k5_slot[lender].type == K5_CAP_REGION, "the lender's stays");
	REACH_IF(before - caps() == 2, "what was lent on ends with it");
	REACH_IF(loan_below(lender) != NO_SLOT, "another reader goes on");
}

static void prove_drop(slot_idx_t i)
{
	ASSUME(i < SLOTS && k5_slot[i].type == K5_CAP_REGION);
	loan_drop(i);
	PROVE(k5_slot[i].type == K5_CAP_NONE, "it is gone");
	REACH_IF(caps() == 1, "a lender has its region back");
	REACH_IF(caps() == 0, "the owner's went");
}

static void prove_make(idx_t from, idx_t to, idx_t r)
{
	ASSUME(may_make(from, to, r));
	make(from, to, r);
	PROVE(k5_window[to].rights != 0, "the borrower sees it");
	PROVE((k5_window[to].rights & K5_MEM_WRITE) == 0 ||
		      k5_window[from].rights == 0,
	      "the lender does not, if it may be written");
	REACH_IF(k5_window[from].rights == K5_MEM_READ, "lent to read");
	REACH_IF(caps() == 3, "lent on");
}

/* The lender owns a region of which nothing is lent, the other has none. */
static bool may_lend(const struct cap *was, idx_t from, idx_t to)
{
	return was[from].type == K5_CAP_REGION &&
	       allows(was[from].rights, K5_RIGHT_WRITE) &&
	       was[to].type == K5_CAP_NONE && caps() == 2;
}

/* In one go: as what may be made step by step, and nothing else is touched. */
static void prove_lend(idx_t from, idx_t to)
{
	struct cap by = {.rights = nondet_u8()};
	struct cap was[SLOTS] = {k5_slot[0], k5_slot[1], k5_slot[2]};

	ASSUME(from < TASKS && to < TASKS && from != to);
	ASSUME(lend_usual(k5_context[from].arg[7]));
	k5_thread[to].serves = 0;
	k5_thread[to].state = nondet_u8();
	k5_queue[Q_FIRST_EP] = (struct queue){to, to};
	ASSUME(k5_reply[0].caller == NIL && k5_reply[0].loan == NIL);
	if (lend_region(from, by)) {
		PROVE(may_lend(was, from, to) && k5_window[from].rights == 0 &&
			      shown[to] == (K5_MEM_READ | K5_MEM_WRITE),
		      "what the longer way does");
		PROVE(k5_context[to].arg[3] == place.base &&
			      k5_context[to].arg[7] ==
				      (K5_CAP_CAME | K5_REGION_CAME),
		      "the receiver hears where it lies");
		PROVE(k5_reply[0].caller == from && k5_reply[0].server == to,
		      "the answer is owed");
		REACH("lent in one go");
		return;
	}
	for (unsigned i = 0; i < SLOTS; i++)
		PROVE(k5_slot[i].type == was[i].type, "refused: unchanged");
}

static void prove_give(idx_t from, idx_t to)
{
	bool gone;

	ASSUME(from < TASKS && to < TASKS && from != to);
	ASSUME((k5_context[from].arg[7] & 0x5000) == 0x4000);
	gone = loan_give(from, to) != NIL;
	PROVE(!gone || (k5_window[from].region == NIL &&
			k5_window[to].rights != 0 && caps() == 1),
	      "it is another's now, and was lent to nobody");
	REACH_IF(gone, "it moves");
	REACH_IF(!gone, "it does not");
}

int main(void)
{
	idx_t one = nondet_u8(), other = nondet_u8(), r = nondet_u8();
	unsigned what = nondet_u8();

	any_state();
	if (what == 0)
		prove_end(r);
	else if (what == 1)
		prove_drop(one);
	else if (what == 2)
		prove_make(one, other, r);
	else if (what == 3)
		prove_lend(one, other);
	else
		prove_give(one, other);
	for (slot_idx_t i = 0; i < SLOTS; i++) {
		PROVE(k5_slot[i].type == K5_CAP_NONE || region_cap_ok(i),
		      "region_cap_ok");
	}
	for (idx_t i = 0; i < TASKS; i++) {
		PROVE(window_ok(i, i), "window_ok");
		PROVE(shown[i] == k5_window[i].rights,
		      "as the hardware has it");
	}
	for (idx_t i = 0; i < REPLIES; i++)
		PROVE(loan_ok(i), "loan_ok");
	PROVE(region_ok(0), "who writes is alone");
}
