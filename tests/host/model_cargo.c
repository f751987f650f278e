/*
 * model_cargo.c - what crosses when two meet: words, bytes, a cap, memory
 *
 * What registers name is looked at twice, as docs/abi.md says: when a thread
 * calls, and again when the two meet.
 */
#include <string.h>

#include "model_part.h"

enum {
	MEMORY = K5_CAP_LEND | K5_CAP_MOVE,
	GIFT = K5_CAP_OUT | K5_CAP_IN | K5_CAP_READ | MEMORY
};

static k5_word_t number(const struct model *m, idx_t t)
{
	return m->thread[t].arg[K5_ARG_NUMBER];
}

static enum k5_err buffer(const struct model *m, idx_t t, unsigned first,
			  uint8_t rights)
{
	const k5_word_t *range = &m->thread[t].arg[first];

	if (range[1] > K5_COPY_MAX)
		return K5_ERR_RANGE;
	return model_claim(m, model_task(t), range, rights) ? K5_OK
							    : K5_ERR_MEMORY;
}

/* One use for a register; only a call lends, for only it has an answer. */
static bool makes_sense(k5_word_t flags)
{
	k5_word_t out = flags & (K5_COPY_OUT | K5_CAP_OUT);
	k5_word_t in = flags & (K5_COPY_IN | K5_CAP_IN);
	bool lends = (flags & K5_CAP_LEND) != 0;

	if (out == (K5_COPY_OUT | K5_CAP_OUT) ||
	    in == (K5_COPY_IN | K5_CAP_IN) || (flags & MEMORY) == MEMORY)
		return false;
	if ((flags & MEMORY) != 0 && (flags & K5_CAP_OUT) == 0)
		return false;
	return lends ? (flags & K5_NUMBER_MASK) == K5_SYS_call
		     : (flags & K5_CAP_READ) == 0;
}

static enum k5_err gives(const struct model *m, idx_t t)
{
	int i = model_slot(model_task(t), m->thread[t].arg[K5_ARG_GIVE]);

	if (model_says(m, t, MEMORY))
		return model_may_go(m, t);
	if (!model_holds(m, i))
		return K5_ERR_SLOT;
	return m->slot[i].cap.type == K5_CAP_REGION ? K5_ERR_TYPE : K5_OK;
}

/* The slot of the loan that t's own answer ends first is as good as empty. */
static enum k5_err takes(const struct model *m, idx_t t)
{
	idx_t task = model_task(t);
	const k5_word_t *arg = m->thread[t].arg;
	int i = model_slot(task, arg[K5_ARG_TAKE]);
	int reply = model_slot(task, arg[K5_ARG_REPLY]);

	if (model_vacant(m, i))
		return K5_OK;
	return i != NOBODY &&
			       (number(m, t) & K5_NUMBER_MASK) ==
				       K5_SYS_reply_recv &&
			       m->slot[i].by == m->slot[reply].cap.object
		       ? K5_OK
		       : K5_ERR_SLOT;
}

enum k5_err model_named(const struct model *m, idx_t t, uint8_t give,
			uint8_t take)
{
	k5_word_t flags = number(m, t) & K5_CARGO_MASK;
	enum k5_err e = K5_OK;

	if ((flags & K5_COPY_OUT) != 0)
		e = buffer(m, t, K5_ARG_OUT, K5_MEM_READ);
	if (e == K5_OK && (flags & K5_COPY_IN) != 0)
		e = buffer(m, t, K5_ARG_IN, K5_MEM_WRITE);
	if (e != K5_OK || (flags & GIFT) == 0)
		return e;
	if (!makes_sense(number(m, t)))
		return K5_ERR_RANGE;
	if (((flags & K5_CAP_OUT) != 0 && (give & K5_RIGHT_GRANT) == 0) ||
	    ((flags & K5_CAP_IN) != 0 && (take & K5_RIGHT_GRANT) == 0))
		return K5_ERR_RIGHT;
	if ((flags & K5_CAP_OUT) != 0)
		e = gives(m, t);
	return e == K5_OK && (flags & K5_CAP_IN) != 0 ? takes(m, t) : e;
}

enum k5_err model_fits(const struct model *m, idx_t t, idx_t to)
{
	int i = model_slot(model_task(t), m->thread[t].arg[K5_ARG_GIVE]);
	idx_t lends = m->thread[t].lends;
	enum k5_err e = model_may_go(m, t);

	if (e == K5_ERR_SLOT || m->slot[i].cap.type != K5_CAP_REGION ||
	    m->slot[i].cap.object != lends)
		return K5_ERR_SLOT;
	if (e != K5_OK)
		return e;
	return model_takes(m, to, lends) ? K5_OK : K5_ERR_FULL;
}

/* As many bytes as were offered; a buffer whose memory has left is none. */
static k5_word_t copy(struct model *m, idx_t from, idx_t to)
{
	const k5_word_t *out = &m->thread[from].arg[K5_ARG_OUT];
	const k5_word_t *in = &m->thread[to].arg[K5_ARG_IN];

	if (!model_claim(m, model_task(from), out, K5_MEM_READ))
		return 0;
	if (model_says(m, to, K5_COPY_IN) &&
	    model_claim(m, model_task(to), in, K5_MEM_WRITE))
		model_bytes(m, out, in);
	return out[1];
}

/* Memory goes where it is taken, whole; its place is told in word 1. */
static k5_word_t memory(struct model *m, idx_t from, idx_t to, k5_word_t *base)
{
	int i = model_slot(model_task(from), m->thread[from].arg[K5_ARG_GIVE]);

	if (model_may_go(m, from) != K5_OK ||
	    !model_takes(m, to, m->slot[i].cap.object))
		return 0;
	*base = k5_app.region[m->slot[i].cap.object].base;
	if (model_says(m, from, K5_CAP_LEND))
		model_lend(m, from, to);
	else
		model_give(m, from, to);
	return K5_CAP_CAME | K5_REGION_CAME;
}

static k5_word_t gift(struct model *m, idx_t from, idx_t to)
{
	int i = model_slot(model_task(from), m->thread[from].arg[K5_ARG_GIVE]);
	int j = model_slot(model_task(to), m->thread[to].arg[K5_ARG_TAKE]);

	if (!model_says(m, to, K5_CAP_IN) || !model_holds(m, i) ||
	    !model_vacant(m, j) || m->slot[i].cap.type == K5_CAP_REGION)
		return 0;
	model_derive(m, i, j, m->slot[i].cap);
	m->seen[SEEN_GIFT]++;
	return K5_CAP_CAME;
}

static k5_word_t cross(struct model *m, idx_t from, idx_t to, k5_word_t *base)
{
	if (model_says(m, from, K5_COPY_OUT))
		return copy(m, from, to);
	if (!model_says(m, from, K5_CAP_OUT))
		return 0;
	return model_says(m, from, MEMORY) ? memory(m, from, to, base)
					   : gift(m, from, to);
}

/* Which words say where things are, by flag: they arrive as zero. */
static const struct {
	k5_word_t flags;
	unsigned word;
} places[] = {{K5_COPY_OUT, 0},
	      {K5_COPY_OUT | K5_CAP_OUT, 1},
	      {K5_COPY_IN, 2},
	      {K5_COPY_IN | K5_CAP_IN, 3}};

void model_deliver(struct model *m, idx_t from, idx_t to, k5_word_t badge)
{
	const k5_word_t *out = m->thread[from].arg;
	k5_word_t *in = m->thread[to].arg;
	k5_word_t base = 0;
	k5_word_t flags = out[K5_ARG_NUMBER];
	k5_word_t came = cross(m, from, to, &base);

	in[K5_ARG_LABEL] = out[K5_ARG_LABEL];
	memcpy(&in[K5_ARG_WORD], &out[K5_ARG_WORD],
	       K5_WORDS * sizeof(k5_word_t));
	for (unsigned i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if ((flags & places[i].flags) != 0)
			in[K5_ARG_WORD + places[i].word] = 0;
	}
	if (base != 0)
		in[K5_ARG_WORD + 1] = base;
	in[K5_ARG_BADGE] = badge;
	in[K5_ARG_LENGTH] = came;
}
