/*
 * lend.c - the usual loan in one go
 *
 *      owner's window  --what it shows-->  the receiver's first free one
 *
 * One thread calls and lends for writing what its task owns, to one that waits with
 * a slot for it: each condition is looked at once, and any that fails leaves
 * everything to the longer way (syscall.c, loan.c, endpoint.c), with its errors. All
 * of the region goes, so what the one window showed the other shows. And back.
 */
#include "lend.h"

#include "arch.h"
#include "bitmap.h"
#include "loan.h"
#include "reply.h"
#include "sched.h"

enum {
	ALL = K5_MEM_READ | K5_MEM_WRITE
};

/* A region, and the window that it leaves. */
struct loan {
	idx_t region;
	uint8_t from;
};

/* It goes to the other window, seen by the cap in the slot. */
static void pass(struct loan loan, struct window *in, unsigned slot)
{
	struct window *out = &k5_window[loan.from];
	struct cap *cap = &k5_slot[slot];

	cap->type = K5_CAP_REGION;
	cap->rights = ALL;
	cap->object = loan.region;
	cap->window = (uint8_t)(in - k5_window);
	in->region = loan.region;
	in->rights = ALL;
	in->from = loan.from;
	in->slot = (slot_idx_t)slot;
	out->rights = 0;
	arch_window_move(out->place, in->place);
	arch_view_changed();
}

/* Into the slot that t names, and its task's first free window. */
static bool arrive(struct loan loan, idx_t t)
{
	const struct k5_task_desc *d = &k5_app.task[k5_thread[t].task];
	const k5_word_t *arg = k5_context[t].arg;
	unsigned slot = d->first_slot + (unsigned)arg[K5_ARG_TAKE];
	struct window *w = &k5_window[d->first_window];
	const struct window *end = w + d->windows;

	if ((arg[K5_ARG_NUMBER] & K5_CAP_IN) == 0 ||
	    arg[K5_ARG_TAKE] >= d->slots || k5_slot[slot].type != K5_CAP_NONE)
		return false;
	if (w == end || w->region != NIL)
		return false;
	k5_reply[k5_thread[t].serves].loan = (uint8_t)(w - k5_window);
	pass(loan, w, slot);
	return true;
}

/* Is it a cap to a region, its owner's, for writing, and nothing lent? */
static bool whole(const struct cap *cap)
{
	const struct window *w = &k5_window[cap->window];

	return cap->type == K5_CAP_REGION && w->rights == ALL && w->from == NIL;
}

/* Does a receiver wait there, of another task, and nobody else? */
static bool waits_alone(const struct queue *q, idx_t task)
{
	return q->head != NIL && q->head == q->tail &&
	       k5_thread[q->head].state >= T_RECEIVING &&
	       k5_thread[q->head].task != task;
}

/*
 * The meeting, as in endpoint.c, of a call whose words are all that else crosses:
 * but for the second, which named a slot and now says where the region lies.
 */
static K5_RARE void meet(idx_t from, idx_t to, idx_t region, k5_word_t badge)
{
	const k5_word_t *out = k5_context[from].arg;
	k5_word_t *in = k5_context[to].arg;

	in[K5_ARG_LABEL] = out[K5_ARG_LABEL];
	in[K5_ARG_WORD] = out[K5_ARG_WORD];
	in[K5_ARG_WORD + 1] = k5_app.region[region].base;
	in[K5_ARG_WORD + 2] = out[K5_ARG_WORD + 2];
	in[K5_ARG_WORD + 3] = out[K5_ARG_WORD + 3];
	in[K5_ARG_BADGE] = badge;
	in[K5_ARG_LENGTH] = K5_CAP_CAME | K5_REGION_CAME;
	k5_thread[from].badge = badge;
	reply_owe(k5_thread[to].serves, from, to);
	sched_wake(to);
}

bool lend_region(idx_t from, struct cap by)
{
	idx_t task = k5_thread[from].task;
	k5_word_t slot = k5_context[from].arg[K5_ARG_GIVE];
	const struct queue *q = &k5_queue[Q_FIRST_EP + by.object];

	if (slot >= k5_app.task[task].slots)
		return false;

	const struct cap *cap = &k5_slot[k5_app.task[task].first_slot + slot];

	if (!whole(cap) || !allows(by.rights, K5_RIGHT_GRANT) ||
	    !waits_alone(q, task))
		return false;

	struct loan loan = {.region = cap->object, .from = cap->window};
	idx_t to = q->head;

	if (!arrive(loan, to))
		return false;
	meet(from, to, loan.region, by.badge);
	return true;
}

/*
 * Who may write has lent nothing on, and whom it came from sees nothing: what
 * this window shows the other showed.
 */
void loan_end(idx_t r)
{
	struct window *in = &k5_window[k5_reply[r].loan];
	struct window *out = &k5_window[in->from];

	if (!allows(in->rights, K5_MEM_WRITE)) {
		loan_end_all(r);
		return;
	}
	k5_slot[in->slot].type = K5_CAP_NONE;
	k5_slot[in->slot].rights = 0;
	k5_slot[in->slot].object = 0;
	k5_slot[in->slot].window = 0;
	out->rights = in->rights;
	in->region = NIL;
	in->rights = 0;
	k5_reply[r].loan = NIL;
	arch_window_move(in->place, out->place);
	arch_view_changed();
}
