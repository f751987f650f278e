/*
 * message.c - one message crosses
 *
 * The registers of a waiting thread stay in its saved context, out of reach
 * of its own task, so what was checked on entry is what is used here.
 */
#include "message.h"

#include "claim.h"
#include "gift.h"

static struct claim buffer(idx_t t, unsigned first)
{
	return (struct claim){.base = k5_context[t].arg[first],
			      .length = k5_context[t].arg[first + 1]};
}

static bool has(idx_t t, k5_word_t flag)
{
	return (k5_context[t].arg[K5_ARG_NUMBER] & flag) != 0;
}

static enum k5_err buffer_check(idx_t t, unsigned first, uint8_t rights)
{
	struct claim claim = buffer(t, first);

	if (claim.length > K5_COPY_MAX)
		return K5_ERR_RANGE;
	if (!claim_ok(k5_thread[t].task, claim, rights))
		return K5_ERR_MEMORY;
	return K5_OK;
}

enum k5_err msg_check(idx_t t)
{
	enum k5_err e = K5_OK;

	if (!has(t, K5_CARGO_MASK))
		return K5_OK;
	if (has(t, K5_COPY_OUT))
		e = buffer_check(t, K5_ARG_OUT, K5_MEM_READ);
	if (e == K5_OK && has(t, K5_COPY_IN))
		e = buffer_check(t, K5_ARG_IN, K5_MEM_WRITE);
	return e;
}

/* A buffer in memory that was lent or went home meanwhile is none any more. */
static bool still(idx_t t, unsigned first, uint8_t rights)
{
	idx_t task = k5_thread[t].task;

	return !app_lends() || k5_app.task[task].windows == 0 ||
	       claim_ok(task, buffer(t, first), rights);
}

/* Copies what fits; returns what was offered. */
static k5_word_t copy_buffer(idx_t from, idx_t to)
{
	struct claim out = buffer(from, K5_ARG_OUT);

	if (!still(from, K5_ARG_OUT, K5_MEM_READ))
		return 0;
	if (has(to, K5_COPY_IN) && still(to, K5_ARG_IN, K5_MEM_WRITE)) {
		struct claim in = buffer(to, K5_ARG_IN);

		claim_copy(in, out,
			   out.length < in.length ? out.length : in.length);
	}
	return out.length;
}

/* Words whose registers named buffers or slots arrive as zero. */
static void blank_words(k5_word_t flags, k5_word_t *word)
{
	if ((flags & (K5_COPY_OUT | K5_CAP_OUT)) != 0)
		word[1] = 0;
	if ((flags & K5_COPY_OUT) != 0)
		word[0] = 0;
	if ((flags & (K5_COPY_IN | K5_CAP_IN)) != 0)
		word[3] = 0;
	if ((flags & K5_COPY_IN) != 0)
		word[2] = 0;
}

/* What crosses beside registers; says how much. */
static K5_RARE k5_word_t cross(idx_t from, idx_t to)
{
	if (has(from, K5_COPY_OUT))
		return copy_buffer(from, to);
	return has(from, K5_CAP_OUT) ? gift_deliver(from, to) : 0;
}

/* Memory that came says where it lies, and not its number. */
static K5_RARE k5_word_t address_told(k5_word_t came, k5_word_t *word)
{
	if (!app_lends() || (came & K5_REGION_CAME) == 0)
		return came;
	word[1] = k5_app.region[came & GIFT_REGION].base;
	return came & ~(k5_word_t)GIFT_REGION;
}

/* The label and the words. */
static void copy_words(const k5_word_t *out, k5_word_t *in)
{
	in[K5_ARG_LABEL] = out[K5_ARG_LABEL];
	for (unsigned i = 0; i < K5_WORDS; i++)
		in[K5_ARG_WORD + i] = out[K5_ARG_WORD + i];
}

/* What the registers name beside words crosses first, for words overwrite it. */
static K5_RARE void deliver_named(idx_t from, idx_t to, k5_word_t badge)
{
	const k5_word_t *out = k5_context[from].arg;
	k5_word_t *in = k5_context[to].arg;
	k5_word_t length = cross(from, to);

	copy_words(out, in);
	blank_words(out[K5_ARG_NUMBER], &in[K5_ARG_WORD]);
	in[K5_ARG_BADGE] = badge;
	in[K5_ARG_LENGTH] = address_told(length, &in[K5_ARG_WORD]);
}

void msg_deliver(idx_t from, idx_t to, k5_word_t badge)
{
	const k5_word_t *out = k5_context[from].arg;
	k5_word_t *in = k5_context[to].arg;

	if (out[K5_ARG_NUMBER] > K5_NUMBER_MASK) { /* it has flags */
		deliver_named(from, to, badge);
		return;
	}
	copy_words(out, in);
	in[K5_ARG_BADGE] = badge;
	in[K5_ARG_LENGTH] = 0;
}
