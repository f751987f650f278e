/*
 * typed.h - the system calls of syscall.h, for caps with a type
 *
 *      k5_call(k5_cap_pong, &msg)      an endpoint: as k5_call(slot, &msg)
 *      k5_call(k5_cap_tick, &msg)      a notification: does not compile
 *      k5_call(K5_SLOT_PONG, &msg)     a number: the kernel will look
 *
 * In C++ these are overloads; in C a macro of the same name chooses by the
 * type of its first argument. Both become the stub, so nothing is paid. Which
 * type a call wants is the column `cap` of abi/k5/syscalls.def; what takes a cap of
 * any type (k5_mint, k5_delete ...) takes its slot: k5_delete(k5_cap_pong.slot).
 */
#pragma once

#include "cap_types.h"
#include "syscall.h"

#define K5_TYPE_ENDPOINT     struct k5_ep
#define K5_TYPE_NOTIFICATION struct k5_ntf
#define K5_TYPE_REPLY        struct k5_reply_obj
#define K5_TYPE_IRQ          struct k5_irq
#define K5_TYPE_SYSTEM       struct k5_system
#define K5_TYPE_POOL         struct k5_pool
#define K5_TYPE_TIMER        struct k5_timer_obj
#define K5_TYPE_THREAD       struct k5_thread_obj
#define K5_TYPE_SC           struct k5_sc_obj

#ifdef __cplusplus
#define K5_TYPED_NAME(name) k5_##name
#else
#define K5_TYPED_NAME(name) k5_typed_##name
#endif

/* A function for caps of `type` that hands its slot to the stub. */
#define K5_TYPED(type, name, parameters, arguments)                            \
	K5_STUB enum k5_err K5_TYPED_NAME(name) parameters                     \
	{                                                                      \
		return k5_##name arguments;                                    \
	}

#define K5_TYPED_VOID(type, name)
#define K5_TYPED_CLOCK(type, name)
#define K5_TYPED_TEXT(type, name)
#define K5_TYPED_LOG(type, name)
#define K5_TYPED_CAPS(type, name)
#define K5_TYPED_PORT(type, name)
#define K5_TYPED_MINT(type, name)
#define K5_TYPED_MOVE(type, name)
#define K5_TYPED_ANY(type, name)

#define K5_TYPED_MSG(type, name)                                               \
	K5_TYPED(type, name, (type cap, const struct k5_msg *msg),             \
		 (cap.slot, msg))                                              \
	K5_TYPED(type, name##_copy,                                            \
		 (type cap, const struct k5_msg *msg, const void *out,         \
		  size_t out_size),                                            \
		 (cap.slot, msg, out, out_size))

#define K5_TYPED_CALL(type, name)                                              \
	K5_TYPED(type, name, (type cap, struct k5_msg * msg), (cap.slot, msg)) \
	K5_TYPED(type, name##_copy,                                            \
		 (type cap, struct k5_msg * msg, struct k5_buffers buffers),   \
		 (cap.slot, msg, buffers))

#define K5_TYPED_RECV(type, name)                                              \
	K5_TYPED(type, name,                                                   \
		 (type cap, struct k5_reply_obj reply, struct k5_msg * msg),   \
		 (cap.slot, reply.slot, msg))                                  \
	K5_TYPED(type, name##_copy,                                            \
		 (type cap, struct k5_reply_obj reply, struct k5_msg * msg,    \
		  void *in, size_t in_size),                                   \
		 (cap.slot, reply.slot, msg, in, in_size))

#define K5_TYPED_REPLY_RECV(type, name)                                        \
	K5_TYPED(type, name,                                                   \
		 (type cap, struct k5_reply_obj reply, struct k5_msg * msg),   \
		 (cap.slot, reply.slot, msg))                                  \
	K5_TYPED(type, name##_copy,                                            \
		 (type cap, struct k5_reply_obj reply, struct k5_msg * msg,    \
		  struct k5_buffers buffers),                                  \
		 (cap.slot, reply.slot, msg, buffers))

#define K5_TYPED_BITS(type, name)                                              \
	K5_TYPED(type, name, (type cap, k5_word_t bits), (cap.slot, bits))
#define K5_TYPED_BADGE(type, name)    K5_TYPED_BITS(type, name)
#define K5_TYPED_PRIORITY(type, name) K5_TYPED_BITS(type, name)
#define K5_TYPED_STATUS(type, name)                                            \
	K5_TYPED(type, name, (type cap, struct k5_thread_info * info),         \
		 (cap.slot, info))
#define K5_TYPED_WAIT(type, name)                                              \
	K5_TYPED(type, name, (type cap, k5_word_t * bits), (cap.slot, bits))
#define K5_TYPED_TIME(type, name)                                              \
	K5_TYPED(type, name, (type cap, uint64_t time), (cap.slot, time))
#define K5_TYPED_TERMS(type, name)                                             \
	K5_TYPED(type, name, (type cap, uint64_t budget, uint64_t period),     \
		 (cap.slot, budget, period))
#define K5_TYPED_TIMER(type, name)                                             \
	K5_TYPED(type, name,                                                   \
		 (type cap, uint64_t time, struct k5_ntf notification,         \
		  k5_word_t bits),                                             \
		 (cap.slot, time, notification.slot, bits))
#define K5_TYPED_TICKS(type, name)                                             \
	K5_TYPED(type, name, (type cap, uint64_t * ticks), (cap.slot, ticks))
#define K5_TYPED_SLOT(type, name) K5_TYPED(type, name, (type cap), (cap.slot))
#define K5_TYPED_CREATE(type, name)                                            \
	K5_TYPED(type, name,                                                   \
		 (type cap, enum k5_cap_type object, k5_slot_t into),          \
		 (cap.slot, object, into))
#define K5_TYPED_START(type, name)                                             \
	K5_TYPED(type, name,                                                   \
		 (type cap, void (*entry)(k5_word_t), k5_word_t argument,      \
		  k5_word_t priority),                                         \
		 (cap.slot, entry, argument, priority))
#define K5_TYPED_CODE(type, name)                                              \
	K5_TYPED(type, name, (type cap, int code), (cap.slot, code))

#define K5_SYSCALL(number, name, cap, right, shape, doc)                       \
	K5_TYPED_##shape(K5_TYPE_##cap, name)
#include <k5/syscalls.def>
#undef K5_SYSCALL

K5_TYPED_MSG(struct k5_ep, send_timed)
K5_TYPED_CALL(struct k5_ep, call_timed)
K5_TYPED_CALL(struct k5_ep, try_call_timed)
K5_TYPED_RECV(struct k5_ep, recv_timed)
K5_TYPED_REPLY_RECV(struct k5_ep, reply_recv_timed)
K5_TYPED_WAIT(struct k5_ntf, wait_timed)

#ifndef __cplusplus
/* What is no typed cap is a slot: the stub says what it thinks of it. */
#define K5_PICK_(name, cap)                                                    \
	_Generic((cap), struct k5_ep                                           \
		 : k5_typed_##name, struct k5_ntf                              \
		 : k5_typed_##name, struct k5_reply_obj                        \
		 : k5_typed_##name, struct k5_port                             \
		 : k5_typed_##name, struct k5_irq                              \
		 : k5_typed_##name, struct k5_system                           \
		 : k5_typed_##name, struct k5_pool                             \
		 : k5_typed_##name, struct k5_timer_obj                        \
		 : k5_typed_##name, struct k5_thread_obj                       \
		 : k5_typed_##name, struct k5_sc_obj                           \
		 : k5_typed_##name, default                                    \
		 : k5_##name)

#define k5_send(cap, ...)      K5_PICK_(send, cap)(cap, __VA_ARGS__)
#define k5_send_copy(cap, ...) K5_PICK_(send_copy, cap)(cap, __VA_ARGS__)
#define k5_try_send(cap, ...)  K5_PICK_(try_send, cap)(cap, __VA_ARGS__)
#define k5_try_send_copy(cap, ...)                                             \
	K5_PICK_(try_send_copy, cap)(cap, __VA_ARGS__)
#define k5_call(cap, ...)      K5_PICK_(call, cap)(cap, __VA_ARGS__)
#define k5_call_copy(cap, ...) K5_PICK_(call_copy, cap)(cap, __VA_ARGS__)
#define k5_recv(cap, ...)      K5_PICK_(recv, cap)(cap, __VA_ARGS__)
#define k5_recv_copy(cap, ...) K5_PICK_(recv_copy, cap)(cap, __VA_ARGS__)
#define k5_try_recv(cap, ...)  K5_PICK_(try_recv, cap)(cap, __VA_ARGS__)
#define k5_try_recv_copy(cap, ...)                                             \
	K5_PICK_(try_recv_copy, cap)(cap, __VA_ARGS__)
#define k5_reply(cap, ...)      K5_PICK_(reply, cap)(cap, __VA_ARGS__)
#define k5_reply_copy(cap, ...) K5_PICK_(reply_copy, cap)(cap, __VA_ARGS__)
#define k5_reply_recv(cap, ...) K5_PICK_(reply_recv, cap)(cap, __VA_ARGS__)
#define k5_reply_recv_copy(cap, ...)                                           \
	K5_PICK_(reply_recv_copy, cap)(cap, __VA_ARGS__)
#define k5_notify(cap, ...)   K5_PICK_(notify, cap)(cap, __VA_ARGS__)
#define k5_wait(cap, ...)     K5_PICK_(wait, cap)(cap, __VA_ARGS__)
#define k5_poll(cap, ...)     K5_PICK_(poll, cap)(cap, __VA_ARGS__)
#define k5_irq_ack(cap)       K5_PICK_(irq_ack, cap)(cap)
#define k5_shutdown(cap, ...) K5_PICK_(shutdown, cap)(cap, __VA_ARGS__)
#define k5_try_call(cap, ...) K5_PICK_(try_call, cap)(cap, __VA_ARGS__)
#define k5_try_call_copy(cap, ...)                                             \
	K5_PICK_(try_call_copy, cap)(cap, __VA_ARGS__)
#define k5_cancel(cap, ...)     K5_PICK_(cancel, cap)(cap, __VA_ARGS__)
#define k5_send_timed(cap, ...) K5_PICK_(send_timed, cap)(cap, __VA_ARGS__)
#define k5_send_timed_copy(cap, ...)                                           \
	K5_PICK_(send_timed_copy, cap)(cap, __VA_ARGS__)
#define k5_call_timed(cap, ...) K5_PICK_(call_timed, cap)(cap, __VA_ARGS__)
#define k5_call_timed_copy(cap, ...)                                           \
	K5_PICK_(call_timed_copy, cap)(cap, __VA_ARGS__)
#define k5_try_call_timed(cap, ...)                                            \
	K5_PICK_(try_call_timed, cap)(cap, __VA_ARGS__)
#define k5_try_call_timed_copy(cap, ...)                                       \
	K5_PICK_(try_call_timed_copy, cap)(cap, __VA_ARGS__)
#define k5_recv_timed(cap, ...) K5_PICK_(recv_timed, cap)(cap, __VA_ARGS__)
#define k5_recv_timed_copy(cap, ...)                                           \
	K5_PICK_(recv_timed_copy, cap)(cap, __VA_ARGS__)
#define k5_reply_recv_timed(cap, ...)                                          \
	K5_PICK_(reply_recv_timed, cap)(cap, __VA_ARGS__)
#define k5_reply_recv_timed_copy(cap, ...)                                     \
	K5_PICK_(reply_recv_timed_copy, cap)(cap, __VA_ARGS__)
#define k5_wait_timed(cap, ...) K5_PICK_(wait_timed, cap)(cap, __VA_ARGS__)
#define k5_deadline(cap, ...)   K5_PICK_(deadline, cap)(cap, __VA_ARGS__)
#define k5_timer(cap, ...)      K5_PICK_(timer, cap)(cap, __VA_ARGS__)
#define k5_asleep(cap, ...)     K5_PICK_(asleep, cap)(cap, __VA_ARGS__)
#define k5_create(cap, ...)     K5_PICK_(create, cap)(cap, __VA_ARGS__)
#define k5_start(cap, ...)      K5_PICK_(start, cap)(cap, __VA_ARGS__)
#define k5_priority(cap, ...)   K5_PICK_(priority, cap)(cap, __VA_ARGS__)
#define k5_abort(cap)           K5_PICK_(abort, cap)(cap)
#define k5_thread_status(cap, ...)                                             \
	K5_PICK_(thread_status, cap)(cap, __VA_ARGS__)
#define k5_consumed(cap, ...)  K5_PICK_(consumed, cap)(cap, __VA_ARGS__)
#define k5_configure(cap, ...) K5_PICK_(configure, cap)(cap, __VA_ARGS__)
#define k5_yield_to(cap)       K5_PICK_(yield_to, cap)(cap)
#define k5_bind(cap)           K5_PICK_(bind, cap)(cap)
#define k5_unbind(cap)         K5_PICK_(unbind, cap)(cap)
#endif
