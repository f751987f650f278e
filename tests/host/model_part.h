/*
 * model_part.h - what the model's files ask one another
 */
#pragma once

#include "model.h"

enum {
	TOUCH = K5_RIGHT_READ | K5_RIGHT_WRITE
};

static inline bool model_says(const struct model *m, idx_t t, k5_word_t flag)
{
	return (m->thread[t].arg[K5_ARG_NUMBER] & flag) != 0;
}

static inline idx_t model_task(idx_t t)
{
	return k5_app.thread[t].task;
}

/* A slot as a task says it, or NOBODY; is something in it, is nothing? */
int model_slot(idx_t task, k5_word_t slot);
bool model_holds(const struct model *m, int i);
bool model_vacant(const struct model *m, int i);
bool model_descends(const struct model *m, int i, int from);

/* A copy of the cap, derived from it. */
void model_derive(struct model *m, int from, int to, struct cap cap);

/* The cap goes on in another slot, and all that came from it is its own. */
void model_carry(struct model *m, int from, int to);

/* Nothing is in the slot any more. */
void model_empty(struct model *m, int i);

/* The task's cap of the type and with the right, or why not. */
enum k5_err model_get(const struct model *m, idx_t task, k5_word_t slot,
		      uint8_t type, uint8_t right, struct cap *out);

/* What the kernel has in a slot, where it is the one to choose. */
struct cap model_kernel_cap(int i);
enum k5_err model_kernel_said(idx_t t);

/* Of a thread's own time: what was used of it, and when there is some. */
struct model_time {
	uint32_t used;
	uint32_t wait;
};
struct model_time model_kernel_time(idx_t home);

/* Has the task a cap to the object, with the right? */
bool model_may(const struct model *m, idx_t task, struct cap what);

enum k5_err model_start(struct model *m, idx_t by, const k5_word_t *arg);

/* --- memory ---------------------------------------------------------------- */

/* What may be done through the region's cap: all that is not lent. */
uint8_t model_allowed(const struct model *m, int slot);

/* May t lend or move what its registers name, and where `to` takes it? */
enum k5_err model_may_go(const struct model *m, idx_t t);
bool model_takes(const struct model *m, idx_t to, idx_t region);

void model_lend(struct model *m, idx_t from, idx_t to);
void model_give(struct model *m, idx_t from, idx_t to);

/* The loan that came with a debt, if any; all that was lent from a cap. */
void model_loan_ends(struct model *m, idx_t r);
void model_loans_below(struct model *m, int slot);

/* May the task touch the bytes so? They are copied one by one. */
bool model_claim(const struct model *m, idx_t task, const k5_word_t *range,
		 uint8_t rights);
void model_bytes(struct model *m, const k5_word_t *from, const k5_word_t *to);

/* --- messages -------------------------------------------------------------- */

/* Are the buffers and slots that t names ones it may name? */
enum k5_err model_named(const struct model *m, idx_t t, uint8_t give,
			uint8_t take);

/* What t lends, perhaps since a while: is it there still, and would `to` take it? */
enum k5_err model_fits(const struct model *m, idx_t t, idx_t to);

/* All that `from` says arrives at `to`. */
void model_deliver(struct model *m, idx_t from, idx_t to, k5_word_t badge);

/* The most urgent of those who wait there, among them the oldest; or NIL. */
idx_t model_receiver(const struct model *m, idx_t ep, bool call);
idx_t model_sender(const struct model *m, idx_t ep, bool calls_only);

enum k5_err model_send(struct model *m, idx_t t, struct cap cap);
enum k5_err model_recv(struct model *m, idx_t t, struct cap cap);
enum k5_err model_reply(struct model *m, idx_t t, struct cap cap);
enum k5_err model_await(struct model *m, idx_t t, struct cap cap);
void model_signal(struct model *m, idx_t n, k5_word_t bits);

/* --- threads watched over -------------------------------------------------- */

enum k5_err model_status(struct model *m, idx_t t, struct cap cap);
enum k5_err model_abort(struct model *m, idx_t t, struct cap cap);
enum k5_err model_priority(struct model *m, idx_t t, struct cap cap);

/* A thread's own time, by a cap to it. */
enum k5_err model_bind(struct model *m, idx_t t, struct cap cap);
enum k5_err model_unbind(struct model *m, idx_t t, struct cap cap);

/* --- ends ------------------------------------------------------------------ */

/* Does t run on the time that came with the debt r? */
bool model_paid_by(const struct model *m, idx_t r, idx_t t);

/* An answer, or `why` there is none, in place of a debt; or of a wait. */
void model_settle(struct model *m, idx_t r, enum k5_err why);
void model_drop(struct model *m, idx_t r, enum k5_err why);
void model_cancel(struct model *m, idx_t t, enum k5_err why);

/* t, which owes nothing for it, gives back the time that it has of others. */
void model_time_home(struct model *m, idx_t t);

void model_stop(struct model *m, idx_t t);
void model_stop_task(struct model *m, idx_t task);

/* A cap that the task had is gone. */
void model_lost(struct model *m, idx_t task, struct cap cap);
