/*
 * stubs.h - the bodies of syscall.h's prototypes, one macro per shape
 *
 * A stub fills the registers its shape uses (abi.h), traps, and reads its
 * results. The compiler folds struct k5_regs away: what is left is a move per
 * value. A row without a prototype, or the reverse, does not compile.
 */
#pragma once

#include <k5/arch_trap.h>

#include "stubs_thread.h"
#include "stubs_time.h"
#include "syscall.h"

#ifdef __cplusplus
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#endif

/* A request that says nothing but what it wants. */
static inline struct k5_regs k5_bare(k5_word_t number, k5_word_t slot)
{
	struct k5_regs r = {{slot, k5_any(), k5_any(), k5_any(), k5_any(),
			     k5_any(), k5_any(), number}};
	return r;
}

/* A request that carries a message. */
static inline struct k5_regs k5_laden(k5_word_t number, k5_word_t slot,
				      const struct k5_msg *msg)
{
	struct k5_regs r = {{slot, msg->label, msg->word[0], msg->word[1],
			     msg->word[2], msg->word[3], k5_any(), number}};
	return r;
}

static inline void k5_give(struct k5_regs *r, const void *out, size_t size)
{
	if (out) {
		r->arg[K5_ARG_OUT] = (k5_word_t)out;
		r->arg[K5_ARG_OUT + 1] = size;
		r->arg[K5_ARG_NUMBER] |= K5_COPY_OUT;
	}
}

static inline void k5_take(struct k5_regs *r, void *in, size_t size)
{
	if (in) {
		r->arg[K5_ARG_IN] = (k5_word_t)in;
		r->arg[K5_ARG_IN + 1] = size;
		r->arg[K5_ARG_NUMBER] |= K5_COPY_IN;
	}
}

/* A cap to give along, and an empty slot to take one into. */
static inline void k5_hand(struct k5_regs *r, k5_gift_t give)
{
	if (give != K5_NO_SLOT) {
		r->arg[K5_ARG_GIVE] = (k5_slot_t)give;
		r->arg[K5_ARG_NUMBER] |= K5_CAP_OUT | give >> 16;
	}
}

static inline void k5_hold(struct k5_regs *r, k5_slot_t take)
{
	if (take != K5_NO_SLOT) {
		r->arg[K5_ARG_TAKE] = take;
		r->arg[K5_ARG_NUMBER] |= K5_CAP_IN;
	}
}

/* What an answer brings. */
static inline void k5_answer(const struct k5_regs *r, struct k5_msg *msg)
{
	msg->label = r->arg[K5_ARG_LABEL];
	msg->word[0] = r->arg[K5_ARG_WORD];
	msg->word[1] = r->arg[K5_ARG_WORD + 1];
	msg->word[2] = r->arg[K5_ARG_WORD + 2];
	msg->word[3] = r->arg[K5_ARG_WORD + 3];
	msg->length = r->arg[K5_ARG_LENGTH];
}

/* What a message brings: an answer, and who sent it. */
static inline void k5_arrival(const struct k5_regs *r, struct k5_msg *msg)
{
	k5_answer(r, msg);
	msg->badge = r->arg[K5_ARG_BADGE];
}

static inline enum k5_err k5_status(const struct k5_regs *r)
{
	return (enum k5_err)r->arg[K5_ARG_STATUS];
}

/* A port's name fills the words, padded with zeros; false if it does not. */
static inline bool k5_name(struct k5_regs *r, const char *name)
{
	k5_word_t word[K5_WORDS] = {0, 0, 0, 0};

	for (unsigned i = 0; name[i]; i++) {
		if (i == K5_PORT_NAME)
			return false;
		word[i / 4] |= (k5_word_t)(uint8_t)name[i] << (8 * (i % 4));
	}
	for (unsigned w = 0; w < K5_WORDS; w++)
		r->arg[K5_ARG_WORD + w] = word[w];
	return true;
}

#define K5_STUB_VOID(name)                                                     \
	K5_STUB enum k5_err k5_##name(void)                                    \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, k5_any());           \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_TEXT(name)                                                     \
	K5_STUB enum k5_err k5_##name(const char *text, size_t size)           \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, k5_any());           \
		k5_give(&r, text, size);                                       \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_LOG(name)                                                      \
	K5_STUB enum k5_err k5_##name(k5_word_t id, k5_word_t level,           \
				      const void *args, size_t size)           \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, k5_any());           \
		r.arg[K5_ARG_LABEL] = id;                                      \
		r.arg[K5_ARG_REPLY] = level;                                   \
		k5_give(&r, args, size);                                       \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_CAPS(name)                                                     \
	K5_STUB enum k5_err k5_##name(k5_slot_t from,                          \
				      struct k5_cap_info *info)                \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, from);               \
		k5_trap(&r);                                                   \
		info->slot = (k5_slot_t)r.arg[K5_ARG_WORD];                    \
		info->type = (uint8_t)r.arg[K5_ARG_WORD + 1];                  \
		info->rights = (uint8_t)r.arg[K5_ARG_WORD + 2];                \
		info->badge = r.arg[K5_ARG_WORD + 3];                          \
		info->size = r.arg[K5_ARG_LENGTH];                             \
		return k5_status(&r);                                          \
	}

#define K5_STUB_MSG_AS(name, number)                                           \
	K5_STUB enum k5_err k5_##name##_cap(                                   \
		k5_slot_t slot, const struct k5_msg *msg, k5_gift_t give)      \
	{                                                                      \
		struct k5_regs r = k5_laden(number, slot, msg);                \
		k5_hand(&r, give);                                             \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name##_copy(k5_slot_t slot,                   \
					     const struct k5_msg *msg,         \
					     const void *out, size_t out_size) \
	{                                                                      \
		struct k5_regs r = k5_laden(number, slot, msg);                \
		k5_give(&r, out, out_size);                                    \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot,                          \
				      const struct k5_msg *msg)                \
	{                                                                      \
		return k5_##name##_copy(slot, msg, NULL, 0);                   \
	}
#define K5_STUB_MSG(name) K5_STUB_MSG_AS(name, K5_SYS_##name)

#define K5_STUB_CALL_AS(name, number)                                          \
	K5_STUB enum k5_err k5_##name##_cap(                                   \
		k5_slot_t slot, struct k5_msg *msg, struct k5_gifts gifts)     \
	{                                                                      \
		struct k5_regs r = k5_laden(number, slot, msg);                \
		k5_hand(&r, gifts.give);                                       \
		k5_hold(&r, gifts.take);                                       \
		k5_trap(&r);                                                   \
		k5_answer(&r, msg);                                            \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name##_copy(                                  \
		k5_slot_t slot, struct k5_msg *msg, struct k5_buffers b)       \
	{                                                                      \
		struct k5_regs r = k5_laden(number, slot, msg);                \
		k5_give(&r, b.out, b.out_size);                                \
		k5_take(&r, b.in, b.in_size);                                  \
		k5_trap(&r);                                                   \
		k5_answer(&r, msg);                                            \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, struct k5_msg *msg)      \
	{                                                                      \
		struct k5_buffers none = {NULL, 0, NULL, 0};                   \
		return k5_##name##_copy(slot, msg, none);                      \
	}
#define K5_STUB_CALL(name) K5_STUB_CALL_AS(name, K5_SYS_##name)

#define K5_STUB_RECV_AS(name, number)                                          \
	K5_STUB enum k5_err k5_##name##_cap(k5_slot_t slot, k5_slot_t reply,   \
					    struct k5_msg *msg,                \
					    k5_slot_t take)                    \
	{                                                                      \
		struct k5_regs r = k5_bare(number, slot);                      \
		r.arg[K5_ARG_REPLY] = reply;                                   \
		k5_hold(&r, take);                                             \
		k5_trap(&r);                                                   \
		k5_arrival(&r, msg);                                           \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name##_copy(k5_slot_t slot, k5_slot_t reply,  \
					     struct k5_msg *msg, void *in,     \
					     size_t in_size)                   \
	{                                                                      \
		struct k5_regs r = k5_bare(number, slot);                      \
		r.arg[K5_ARG_REPLY] = reply;                                   \
		k5_take(&r, in, in_size);                                      \
		k5_trap(&r);                                                   \
		k5_arrival(&r, msg);                                           \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, k5_slot_t reply,         \
				      struct k5_msg *msg)                      \
	{                                                                      \
		return k5_##name##_copy(slot, reply, msg, NULL, 0);            \
	}
#define K5_STUB_RECV(name) K5_STUB_RECV_AS(name, K5_SYS_##name)

#define K5_STUB_REPLY_RECV_AS(name, number)                                    \
	K5_STUB enum k5_err k5_##name##_cap(k5_slot_t slot, k5_slot_t reply,   \
					    struct k5_msg *msg,                \
					    struct k5_gifts gifts)             \
	{                                                                      \
		struct k5_regs r = k5_laden(number, slot, msg);                \
		r.arg[K5_ARG_REPLY] = reply;                                   \
		k5_hand(&r, gifts.give);                                       \
		k5_hold(&r, gifts.take);                                       \
		k5_trap(&r);                                                   \
		k5_arrival(&r, msg);                                           \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name##_copy(k5_slot_t slot, k5_slot_t reply,  \
					     struct k5_msg *msg,               \
					     struct k5_buffers b)              \
	{                                                                      \
		struct k5_regs r = k5_laden(number, slot, msg);                \
		r.arg[K5_ARG_REPLY] = reply;                                   \
		k5_give(&r, b.out, b.out_size);                                \
		k5_take(&r, b.in, b.in_size);                                  \
		k5_trap(&r);                                                   \
		k5_arrival(&r, msg);                                           \
		return k5_status(&r);                                          \
	}                                                                      \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, k5_slot_t reply,         \
				      struct k5_msg *msg)                      \
	{                                                                      \
		struct k5_buffers none = {NULL, 0, NULL, 0};                   \
		return k5_##name##_copy(slot, reply, msg, none);               \
	}
#define K5_STUB_REPLY_RECV(name) K5_STUB_REPLY_RECV_AS(name, K5_SYS_##name)

#define K5_STUB_BITS(name)                                                     \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, k5_word_t bits)          \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = bits;                                     \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_WAIT_AS(name, number)                                          \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, k5_word_t *bits)         \
	{                                                                      \
		struct k5_regs r = k5_bare(number, slot);                      \
		k5_trap(&r);                                                   \
		*bits = r.arg[K5_ARG_WORD];                                    \
		return k5_status(&r);                                          \
	}
#define K5_STUB_WAIT(name) K5_STUB_WAIT_AS(name, K5_SYS_##name)

#define K5_STUB_PORT(name)                                                     \
	K5_STUB enum k5_err k5_##name(const char *port, k5_slot_t into)        \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, into);               \
		if (!k5_name(&r, port))                                        \
			return K5_ERR_NAME;                                    \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_SLOT(name)                                                     \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot)                          \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_MINT(name)                                                     \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, k5_slot_t into,          \
				      k5_word_t rights, k5_word_t badge)       \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = into;                                     \
		r.arg[K5_ARG_WORD + 1] = rights;                               \
		r.arg[K5_ARG_WORD + 2] = badge;                                \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_MOVE(name)                                                     \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, k5_slot_t into)          \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = into;                                     \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_CREATE(name)                                                   \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, enum k5_cap_type type,   \
				      k5_slot_t into)                          \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = type;                                     \
		r.arg[K5_ARG_WORD + 1] = into;                                 \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_ANY(name)   K5_STUB_SLOT(name)
#define K5_STUB_BADGE(name) K5_STUB_BITS(name)

#define K5_STUB_CODE(name)                                                     \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, int code)                \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = (k5_word_t)code;                          \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_SYSCALL(number, name, cap, right, shape, doc) K5_STUB_##shape(name)
#include <k5/syscalls.def>
#undef K5_SYSCALL

/* What may wait, until the thread's deadline at the latest. */
K5_STUB_MSG_AS(send_timed, K5_SYS_send | K5_TIMED)
K5_STUB_CALL_AS(call_timed, K5_SYS_call | K5_TIMED)
K5_STUB_CALL_AS(try_call_timed, K5_SYS_try_call | K5_TIMED)
K5_STUB_RECV_AS(recv_timed, K5_SYS_recv | K5_TIMED)
K5_STUB_REPLY_RECV_AS(reply_recv_timed, K5_SYS_reply_recv | K5_TIMED)
K5_STUB_WAIT_AS(wait_timed, K5_SYS_wait | K5_TIMED)

#ifdef __cplusplus
#pragma GCC diagnostic pop
#endif

#include "typed.h"
