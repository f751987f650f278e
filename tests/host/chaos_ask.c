/*
 * chaos_ask.c - requests by chance
 *
 * They are mostly sensible: a slot of the right type, a buffer of its own; else
 * a run would only ever see refusals. Now and then a register holds anything at
 * all.
 */
#include <string.h>

#include "cast.h"
#include "chaos_aim.h"
#include "chaos_app.h"

k5_word_t chaos_slot(struct chance *c, uint8_t type, uint8_t right)
{
	idx_t task = k5_thread[k5.current].task;
	uint32_t start = chance_below(c, CSPACE);

	for (uint32_t i = 0; i < CSPACE; i++) {
		k5_word_t slot = (start + i) % CSPACE;
		struct cap cap = k5_slot[task * CSPACE + slot];

		if (cap.type == type && (cap.rights & right) == right)
			return slot;
	}
	return start;
}

static k5_word_t anything(struct chance *c)
{
	k5_word_t word = (k5_word_t)chance_word(c);

	switch (chance_below(c, 4)) {
	case 0:
		return word & 0x3f;
	case 1:
		return ~(word & 0xff);
	case 2:
		return mem_at((idx_t)chance_below(c, TASKS),
			      chance_below(c, MEM_REGIONS),
			      chance_below(c, REGION_SIZE));
	default:
		return word;
	}
}

const uint8_t chaos_wants[][2] = {
#define K5_SYSCALL(number, name, cap, right, shape, doc)                       \
	[number] = {K5_CAP_##cap, K5_RIGHT_##right},
#include <k5/syscalls.def>
#undef K5_SYSCALL
};

static const uint8_t derivations[] = {K5_SYS_mint,   K5_SYS_move,
				      K5_SYS_delete, K5_SYS_revoke,
				      K5_SYS_create, K5_SYS_start};

static const uint8_t controls[] = {K5_SYS_priority, K5_SYS_thread_status,
				   K5_SYS_abort};

/* Messages make the state; the rest comes along. */
static k5_word_t some_number(struct chaos *c)
{
	struct chance *chance = &c->chance;
	k5_word_t n = chance_below(chance, K5_SYS_COUNT);

	if (c->mix.names != 0 && chance_once_in(chance, c->mix.names))
		return K5_SYS_listen + chance_below(chance, 2);
	if (chance_below(chance, 3) != 0)
		n = K5_SYS_send + chance_below(chance, 10);
	if (c->mix.derive != 0 && chance_once_in(chance, c->mix.derive))
		return derivations[chance_below(chance, COUNT(derivations))];
	if (chance_once_in(chance, 16))
		return controls[chance_below(chance, COUNT(controls))];
	if ((n == K5_SYS_exit || n == K5_SYS_panic || n == K5_SYS_shutdown) &&
	    !(c->mix.end != 0 && chance_once_in(chance, c->mix.end)))
		n = K5_SYS_call;
	return n;
}

/* Where memory lies that came by a cap, or `otherwise`. */
static k5_word_t some_page(struct chance *c, k5_word_t otherwise)
{
	idx_t task = k5_thread[k5.current].task;
	k5_word_t slot = chaos_slot(c, K5_CAP_REGION, K5_RIGHT_READ);
	struct cap cap = k5_slot[task * CSPACE + slot];

	return cap.type == K5_CAP_REGION ? page_at(cap.object, 0) : otherwise;
}

/* Mostly in memory that may be read, or written. */
static void some_buffer(struct chance *c, unsigned region, k5_word_t *base,
			k5_word_t *length)
{
	idx_t task = k5_thread[k5.current].task;
	unsigned at = chance_below(c, REGION_SIZE - 40);

	if (chance_once_in(c, 12)) {
		region = chance_below(c, MEM_REGIONS);
		at = chance_below(c, REGION_SIZE);
	}
	*base = mem_at(task, region, 0);
	if (chance_once_in(c, 5))
		*base = some_page(c, *base);
	*base += at;
	*length = chance_below(c, 40);
}

/* Any slot, any empty one, mostly all rights, now and then a badge. */
static void some_derivation(struct chance *c, struct request *out)
{
	out->slot = chance_below(c, CSPACE);
	out->word[0] = chaos_slot(c, K5_CAP_NONE, K5_RIGHT_NONE);
	out->word[1] = chance_once_in(c, 3) ? anything(c) : ~(k5_word_t)0;
	out->word[2] = chance_once_in(c, 4) ? anything(c) : 0;
}

/* Mostly where there is code, and as urgent as may be. */
static void some_start(struct chance *c, struct request *out)
{
	out->word[0] = mem_at(k5_thread[k5.current].task,
			      chance_once_in(c, 6) ? MEM_RAM : MEM_CODE,
			      chance_below(c, REGION_SIZE));
	out->word[2] = 9 + chance_below(c, 4);
}

/* Memory, in the ways that it may go and in others. */
static k5_word_t some_loan(struct chance *c, k5_word_t *number)
{
	k5_word_t way = chance_below(c, 3) == 0 ? K5_CAP_MOVE : K5_CAP_LEND;

	if (way == K5_CAP_LEND && chance_below(c, 4) != 0)
		*number = K5_SYS_call;
	if (chance_once_in(c, 3))
		way |= K5_CAP_READ;
	return K5_CAP_OUT | way | chance_below(c, 2) * K5_CAP_IN;
}

/*
 * A slot that holds something, and one that holds nothing; mostly where the
 * endpoint lets a cap through, or hardly one would cross.
 */
static void some_gift(struct chance *c, struct request *out, k5_word_t *number)
{
	uint8_t right = chaos_wants[*number][1] | K5_RIGHT_GRANT;
	bool memory = chance_once_in(c, 3);

	if (chance_below(c, 4) != 0)
		out->slot = chaos_slot(c, chaos_wants[*number][0], right);
	out->flags = (k5_word_t)(1 + chance_below(c, 3)) << 10;
	out->word[1] = chance_below(c, CSPACE);
	if (memory) {
		out->flags = some_loan(c, number);
		out->word[1] = chaos_slot(c, K5_CAP_REGION, K5_RIGHT_READ);
	}
	out->word[3] = chaos_slot(c, K5_CAP_NONE, K5_RIGHT_NONE);
}

static bool message(k5_word_t number)
{
	return (number >= K5_SYS_send && number <= K5_SYS_reply_recv) ||
	       number == K5_SYS_try_call;
}

/* Mostly a type of which there are pools. */
static k5_word_t some_birth(struct chance *c)
{
	static const uint8_t born[] = {K5_CAP_ENDPOINT, K5_CAP_REPLY,
				       K5_CAP_NOTIFICATION, K5_CAP_THREAD};

	return chance_once_in(c, 8) ? chance_below(c, K5_CAP_THREAD + 2)
				    : born[chance_below(c, COUNT(born))];
}

/* Mostly within what the context in the slot may have. */
static void some_terms(struct chance *c, struct request *out)
{
	idx_t task = k5_thread[k5.current].task;
	struct cap cap = {0};

	if (out->slot < CSPACE)
		cap = k5_slot[task * CSPACE + out->slot];
	if (cap.type != K5_CAP_SC)
		return;

	struct k5_sc_desc bound = k5_app.sc[cap.object];

	out->word[0] = 1 + chance_below(c, bound.budget);
	if (chance_once_in(c, 3))
		out->word[0] = bound.budget;
	out->word[1] = 0;
	out->word[2] = bound.period + chance_below(c, 2) * chance_below(c, 300);
	out->word[3] = 0;
}

/* Mostly through a cap that may signal, and with bits. */
static void some_bell(struct chance *c, struct request *out)
{
	out->word[2] = chance_once_in(c, 8) ? chance_below(c, CSPACE)
					    : chaos_slot(c, K5_CAP_NOTIFICATION,
							 K5_RIGHT_SIGNAL);
	out->word[3] = chance_below(c, 6);
}

/* What a call's words hold, if it is not a message. */
static void some_words(struct chance *c, k5_word_t number, struct request *out)
{
	k5_ticks_t until = host.clock + chance_below(c, 40);

	if (number >= K5_SYS_mint && number <= K5_SYS_revoke)
		some_derivation(c, out);
	if (number == K5_SYS_create) {
		out->word[0] = some_birth(c);
		out->word[1] = chaos_slot(c, K5_CAP_NONE, K5_RIGHT_NONE);
	}
	if (number == K5_SYS_deadline || number == K5_SYS_timer) {
		out->word[0] = (uint32_t)until;
		out->word[1] = (k5_word_t)(until >> 32);
	}
	if (number == K5_SYS_timer)
		some_bell(c, out);
	if (number == K5_SYS_start)
		some_start(c, out);
	if (number == K5_SYS_priority)
		out->word[0] = 8 + chance_below(c, 7);
	if (number == K5_SYS_configure)
		some_terms(c, out);
	if (number == K5_SYS_log)
		out->reply = chance_below(c, 8);
	if (number == K5_SYS_listen || number == K5_SYS_connect) {
		memcpy(out->word, (k5_word_t[K5_WORDS])FRONT_NAME,
		       sizeof(out->word));
		out->slot = chance_once_in(c, 4)
				    ? chance_below(c, CSPACE)
				    : chaos_slot(c, K5_CAP_NONE, K5_RIGHT_NONE);
	}
}

/* A register of the many holds anything at all. */
static k5_word_t some_nonsense(struct chance *c, k5_word_t number,
			       struct request *out)
{
	k5_word_t *field[] = {&out->slot,    &out->word[0], &out->word[1],
			      &out->word[2], &out->word[3], &out->reply,
			      &out->flags,   &number};

	*field[chance_below(c, COUNT(field))] = anything(c);
	return (number & 0xff) == K5_SYS_shutdown ? K5_SYS_nop : number;
}

/* Cargo as the mate takes it, or any. */
static void some_cargo(struct chaos *chaos, struct aim aim, struct request *out)
{
	struct chance *c = &chaos->chance;

	if (!message(aim.number))
		return;
	out->flags = chance_below(c, 4) << 8;
	if (chance_below(c, 4) != 0)
		chaos_load(chaos, &aim, out);
	if ((out->flags & K5_COPY_OUT) != 0)
		some_buffer(c, MEM_CODE + chance_below(c, 3), &out->word[0],
			    &out->word[1]);
	if ((out->flags & K5_COPY_IN) != 0)
		some_buffer(c, MEM_RAM, &out->word[2], &out->word[3]);
}

static bool derives(k5_word_t number)
{
	return number >= K5_SYS_listen && number != K5_SYS_deadline &&
	       number != K5_SYS_timer && number != K5_SYS_try_call;
}

/* Mostly what moves something on, else a call for which there is a cap. */
static void some_aim(struct chaos *chaos, struct aim *out)
{
	k5_word_t number = some_number(chaos);

	if (!derives(number) && chance_below(&chaos->chance, 8) > 1 &&
	    chaos_aim(chaos, out)) {
		chaos->vain = 0;
		return;
	}
	chaos->vain += chaos_alone(chaos);
	for (unsigned i = 0; i < 4; i++) {
		const uint8_t *want;

		chaos_any(chaos, number, out);
		want = chaos_wants[out->number];
		if (want[0] == K5_CAP_NONE ||
		    (out->cap.type == want[0] &&
		     (out->cap.rights & want[1]) == want[1]))
			return;
		number = some_number(chaos);
	}
}

k5_word_t chaos_request(struct chaos *chaos, struct request *out)
{
	struct chance *c = &chaos->chance;
	struct chaos_mix mix = chaos->mix;
	k5_word_t number;
	struct aim aim;

	some_aim(chaos, &aim);
	number = aim.number;
	*out = (struct request){
		.slot = aim.slot,
		.label = anything(c),
		.word = {chance_below(c, 10), anything(c), 1, 2},
		.reply = aim.reply};
	if (aim.reply == NO_SLOT)
		out->reply = chaos_slot(c, K5_CAP_REPLY, K5_RIGHT_SEND);
	some_words(c, number, out);
	some_cargo(chaos, aim, out);
	if (chance_once_in(c, 4))
		out->flags |= K5_TIMED;
	if (mix.give != 0 && chance_once_in(c, 4 * mix.give) && message(number))
		some_gift(c, out, &number);
	if (mix.nonsense != 0 && chance_once_in(c, mix.nonsense))
		number = some_nonsense(c, number, out);
	return number;
}
