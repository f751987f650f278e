/*
 * derive.c - rights never grow, and no slot changes but the one that is named
 *
 * Two tasks with any parts of a pool of five slots, any caps in them and any
 * neighbours in the tree; cdt.c proves what becomes of those. One derivation
 * with any slots, rights and badge.
 */
#include "derive.h"

#include "arch.h"
#include "cdt.h"
#include "loan.h"
#include "prove.h"
#include "reply.h"
#include "task.h"

enum {
	SLOTS = 5,
	LINES = 2
};

static struct k5_task_desc desc[2];
static const struct k5_irq_desc irqs[LINES] = {{.line = 7}, {.line = 9}};
const struct k5_app k5_app = {.task = desc,
			      .irq = irqs,
			      .tasks = 2,
			      .slots = SLOTS,
			      .irqs = LINES,
			      .regions = 1};
struct cap k5_slot[SLOTS];
struct node k5_node[SLOTS];

static struct cap old[SLOTS];
static unsigned dropped, masked, returned, ended, led, stopped;
static bool pooled;

struct k5_task_desc nondet_desc(void);
struct cap nondet_cap(void);
struct node nondet_node(void);
uint8_t nondet_u8(void);

struct thread k5_thread[1];
struct link k5_link[1];
struct arch_context k5_context[1];
struct reply k5_reply[2]; /* the server, if there is one, is thread 0 */

void reply_cancel(idx_t t, enum k5_err status)
{
	(void)t;
	PROVE(false, "nobody waits");
}

void reply_drop(idx_t r, enum k5_err status)
{
	(void)r;
	dropped++;
}

void pool_return(struct cap cap)
{
	PROVE(cap.type != K5_CAP_NONE, "an object");
	returned++;
}

bool thread_pooled(idx_t t)
{
	(void)t;
	return pooled;
}

/* It may be anybody's, the caller's as well. */
void thread_stop(idx_t t)
{
	(void)t;
	PROVE(returned == 0, "before it is unborn");
	stopped++;
}

void arch_irq_mask(uint16_t line)
{
	PROVE(line == 7 || line == 9, "a line of the app");
	masked++;
}

/* loan.c has a proof of its own (cbmc/loan.c). */
void loan_drop(slot_idx_t i)
{
	PROVE(cspace_task(i) < k5_app.tasks && k5_slot[i].type == K5_CAP_REGION,
	      "a region's cap, of the task that has it");
	k5_slot[i] = (struct cap){0};
	ended++;
}

/* Of what nothing was lent. */
slot_idx_t loan_below(slot_idx_t i)
{
	PROVE(k5_slot[i].type == K5_CAP_REGION, "a region's cap");
	return NO_SLOT;
}

void loan_moved(slot_idx_t to)
{
	PROVE(k5_slot[to].type == K5_CAP_REGION, "a region's cap");
	led++;
}

static bool same(struct cap a, struct cap b)
{
	return a.badge == b.badge && a.type == b.type && a.rights == b.rights &&
	       a.object == b.object;
}

static bool named(idx_t task, k5_word_t slot, unsigned i)
{
	return slot < desc[task].slots && desc[task].first_slot + slot == i;
}

/* Nobody's slots but these of the task's own. */
static void prove_others(idx_t task, k5_word_t one, k5_word_t other)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		if (!named(task, one, i) && !named(task, other, i))
			PROVE(same(k5_slot[i], old[i]), "others unchanged");
	}
}

static struct cap before(idx_t task, k5_word_t slot)
{
	return slot < desc[task].slots ? old[desc[task].first_slot + slot]
				       : (struct cap){0};
}

static struct cap after(idx_t task, k5_word_t slot)
{
	return k5_slot[desc[task].first_slot + slot];
}

static bool way(idx_t task, k5_word_t from, k5_word_t to)
{
	return before(task, from).type != K5_CAP_NONE &&
	       to < desc[task].slots && before(task, to).type == K5_CAP_NONE;
}

static void prove_mint(idx_t task, k5_word_t from, k5_word_t to,
		       struct mint how)
{
	struct cap cap = before(task, from);
	enum k5_err e = derive_mint(task, from, to, how);

	prove_others(task, to, to);
	PROVE(e == K5_OK || e == K5_ERR_SLOT || e == K5_ERR_RIGHT ||
		      e == K5_ERR_TYPE,
	      "an answer of the table");
	PROVE((e == K5_ERR_SLOT) == !way(task, from, to), "slots first");
	PROVE(cap.type != K5_CAP_REGION || e == K5_ERR_TYPE || e == K5_ERR_SLOT,
	      "memory is never copied");
	if (e != K5_OK) {
		prove_others(task, NO_SLOT, NO_SLOT);
		REACH_IF(e == K5_ERR_TYPE, "no badge for this type");
		return;
	}
	PROVE((after(task, to).rights & ~cap.rights) == 0, "no right is new");
	PROVE(after(task, to).rights == (uint8_t)(cap.rights & how.rights),
	      "those asked for");
	PROVE(after(task, to).type == cap.type &&
		      after(task, to).object == cap.object,
	      "the same object");
	PROVE(after(task, to).badge == (how.badge ? how.badge : cap.badge) &&
		      (cap.badge == 0 || how.badge == 0),
	      "a badge once");
	REACH("a cap is minted");
}

static void prove_move(idx_t task, k5_word_t from, k5_word_t to)
{
	bool may = way(task, from, to);
	enum k5_err e = derive_move(task, from, to);

	PROVE(e == (may ? K5_OK : K5_ERR_SLOT), "slots decide");
	prove_others(task, may ? from : NO_SLOT, may ? to : NO_SLOT);
	if (!may)
		return;
	PROVE(same(after(task, to), before(task, from)), "the same cap");
	PROVE(after(task, from).type == K5_CAP_NONE, "there no more");
	PROVE(led == (after(task, to).type == K5_CAP_REGION), "loans follow");
	REACH("a cap is moved");
}

static bool still_held(idx_t task, struct cap cap)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		if (i >= desc[task].first_slot &&
		    i - desc[task].first_slot < desc[task].slots &&
		    k5_slot[i].type == cap.type &&
		    k5_slot[i].object == cap.object &&
		    (k5_slot[i].rights & K5_RIGHT_SEND) != 0)
			return true;
	}
	return false;
}

/* Caps to one object are neighbours: cdt.c keeps them so. */
static bool neighbour(slot_idx_t i, slot_idx_t n)
{
	return n < SLOTS && n != i && k5_slot[n].type == k5_slot[i].type &&
	       k5_slot[n].object == k5_slot[i].object;
}

static bool last_cap(slot_idx_t i)
{
	return !neighbour(i, k5_node[i].next) &&
	       !neighbour(i, k5_node[i].prev) &&
	       !neighbour(i, k5_node[i].first);
}

static void prove_delete(idx_t task, k5_word_t slot)
{
	struct cap cap = before(task, slot);
	bool may = cap.type != K5_CAP_NONE;
	bool last = may && last_cap((slot_idx_t)(desc[task].first_slot + slot));
	enum k5_err e = derive_delete(task, slot);

	PROVE(e == (may ? K5_OK : K5_ERR_SLOT), "the slot decides");
	prove_others(task, may ? slot : NO_SLOT, NO_SLOT);
	PROVE(!may || after(task, slot).type == K5_CAP_NONE, "empty");
	PROVE(dropped == (may && cap.type == K5_CAP_REPLY &&
			  k5_reply[cap.object].server == 0 &&
			  k5_thread[0].task == task &&
			  !still_held(task, cap)) &&
		      masked == (last && cap.type == K5_CAP_IRQ),
	      "what ends with the cap, and nothing else");
	PROVE(stopped == (last && cap.type == K5_CAP_THREAD && pooled),
	      "a thread out of a pool ends with its last cap");
	PROVE(returned == (last && cap.type != K5_CAP_REGION),
	      "a pool is told of the last one only");
	PROVE(ended == (may && cap.type == K5_CAP_REGION), "loans end");
	REACH_IF(dropped == 1, "a server loses its cap");
	REACH_IF(may && !last, "one of several");
}

int main(void)
{
	idx_t task;
	k5_word_t from, to;
	struct mint how;
	unsigned what;

	ASSUME(task < 2);
	for (unsigned i = 0; i < 2; i++) {
		desc[i] = nondet_desc();
		ASSUME(desc[i].slots <= SLOTS &&
		       desc[i].first_slot <= SLOTS - desc[i].slots);
	}
	ASSUME(desc[0].first_slot + desc[0].slots <= desc[1].first_slot);
	k5_thread[0].task = nondet_u8();
	pooled = nondet_u8() != 0;
	k5_reply[0].server = nondet_u8() != 0 ? 0 : NIL;
	k5_reply[1].server = nondet_u8() != 0 ? 0 : NIL;
	for (unsigned i = 0; i < SLOTS; i++) {
		struct node n = nondet_node();

		k5_slot[i] = nondet_cap();
		old[i] = k5_slot[i];
		ASSUME(k5_slot[i].type != K5_CAP_REPLY ||
		       k5_slot[i].object < 2);
		ASSUME(k5_slot[i].type != K5_CAP_IRQ ||
		       k5_slot[i].object < LINES);
		ASSUME(n.next == NO_SLOT || n.next < SLOTS);
		ASSUME(n.prev == NO_SLOT || n.prev < SLOTS);
		ASSUME(n.first < SLOTS && n.last < SLOTS);
		k5_node[i] = n;
	}
	if (what == 0)
		prove_mint(task, from, to, how);
	else if (what == 1)
		prove_move(task, from, to);
	else
		prove_delete(task, from);
}
