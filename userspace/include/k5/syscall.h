/*
 * syscall.h - the system calls, as a task makes them
 *
 * A call names objects by slot: K5_SLOT_<NAME> of the generated <k5/app.h>, or
 * k5_cap_<NAME>, which has a type that the compiler checks (typed.h).
 * Each returns enum k5_err, or a value where nothing can go wrong. On an error
 * nothing has happened, and nothing that was to be filled in means anything.
 * Every call that takes a slot may answer
 *
 *      K5_ERR_SLOT    no such slot, or it is empty
 *      K5_ERR_TYPE    the slot holds a cap of another type
 *      K5_ERR_RIGHT   the cap lacks the right named below
 *
 * and every call that takes a buffer K5_ERR_MEMORY, if the caller could not
 * itself read (or write) all of it, and K5_ERR_RANGE, if it is longer than
 * K5_COPY_MAX bytes. Below stand only the errors beyond these.
 *
 * The bodies are made from abi/k5/syscalls.def, see stubs.h.
 */
#pragma once

#include "message.h"

/* A call of a stub would cost more than the stub. */
#define K5_STUB __attribute__((always_inline)) static inline

/* --- the calling thread ------------------------------------------------ */

/* Does nothing: measures the way in and out. */
K5_STUB enum k5_err k5_nop(void);

/* Lets ready threads of the same priority go first. */
K5_STUB enum k5_err k5_yield(void);

/* Time since boot in ticks, K5_CLOCK_HZ a second. See time.h. */
K5_STUB uint64_t k5_clock(void);

/* Ends the calling thread. Does not return. */
K5_STUB enum k5_err k5_exit(void);

/*
 * Ends the calling task; `text` becomes its last words, up to K5_LOG_MAX
 * bytes. Does not return unless `text` cannot be read. Prefer panic.h.
 */
K5_STUB enum k5_err k5_panic(const char *text, size_t size);

/*
 * Hands over one log record: the id of a string, enum k5_log_level, and at
 * most K5_LOG_MAX bytes of arguments. Never blocks. Prefer log.h.
 */
K5_STUB enum k5_err k5_log(k5_word_t id, k5_word_t level, const void *args,
			   size_t size);

/*
 * Describes the first cap at or after slot `from`. K5_ERR_SLOT: there is none,
 * so a task lists what it holds by starting at 0, then at info->slot + 1.
 */
K5_STUB enum k5_err k5_caps(k5_slot_t from, struct k5_cap_info *info);

/* --- endpoints --------------------------------------------------------- */

/*
 * Sends *msg. Right: send. Blocks until a receiver has it; nothing is lent,
 * nothing comes back.
 */
K5_STUB enum k5_err k5_send(k5_slot_t endpoint, const struct k5_msg *msg);

/* The same without blocking. K5_ERR_AGAIN: nobody is waiting to receive. */
K5_STUB enum k5_err k5_try_send(k5_slot_t endpoint, const struct k5_msg *msg);

/*
 * Sends *msg and waits for the answer, which replaces it (label, words,
 * length; a reply has no badge). Right: send. Blocks until the reply. A server
 * without time of its own runs on the caller's meanwhile.
 * K5_ERR_DEAD: the server stopped before it answered. K5_ERR_ABORTED: who watches
 * over it ended the request (k5_abort).
 */
K5_STUB enum k5_err k5_call(k5_slot_t endpoint, struct k5_msg *msg);

/* The same if a receiver is waiting. K5_ERR_AGAIN: none is; nothing else is looked at. */
K5_STUB enum k5_err k5_try_call(k5_slot_t endpoint, struct k5_msg *msg);

/*
 * Waits for a message. Right: recv. Blocks until one comes. If it was a call,
 * the cap in slot `reply` (K5_SLOT_REPLY, or the thread's own) now owes its
 * caller an answer.
 * K5_ERR_BUSY: `reply` still owes an earlier caller, or another thread waits
 * with it; or the caller is passive and owes an answer for the time it runs on.
 */
K5_STUB enum k5_err k5_recv(k5_slot_t endpoint, k5_slot_t reply,
			    struct k5_msg *msg);

/* The same without blocking. K5_ERR_AGAIN: no sender is waiting. */
K5_STUB enum k5_err k5_try_recv(k5_slot_t endpoint, k5_slot_t reply,
				struct k5_msg *msg);

/*
 * Answers the caller that `reply` owes and gives its time back. Never blocks.
 * K5_ERR_AGAIN: `reply` owes nobody. K5_ERR_TIME: a passive thread would give
 * away the time it runs on; it answers by k5_reply_recv.
 */
K5_STUB enum k5_err k5_reply(k5_slot_t reply, const struct k5_msg *msg);

/*
 * k5_reply, then k5_recv, in one step: a server's loop. *msg goes out as the
 * answer and comes back as the next message. Right: recv. Blocks. If `reply`
 * owes nobody, it only receives.
 * K5_ERR_BUSY: as k5_recv. K5_ERR_TIME: as k5_reply, if another thread runs on
 * the time of who is owed the answer.
 */
K5_STUB enum k5_err k5_reply_recv(k5_slot_t endpoint, k5_slot_t reply,
				  struct k5_msg *msg);

/*
 * Ends the sends and calls with this badge that wait at the endpoint: K5_ERR_DEAD
 * to each. Right: recv. What was received already is answered as ever. For whoever
 * revokes a client's cap and uses its badge again.
 */
K5_STUB enum k5_err k5_cancel(k5_slot_t endpoint, k5_word_t badge);

/* --- the same with buffers, see message.h ------------------------------ */

K5_STUB enum k5_err k5_send_copy(k5_slot_t endpoint, const struct k5_msg *msg,
				 const void *out, size_t out_size);
K5_STUB enum k5_err k5_try_send_copy(k5_slot_t endpoint,
				     const struct k5_msg *msg, const void *out,
				     size_t out_size);
K5_STUB enum k5_err k5_try_call_copy(k5_slot_t endpoint, struct k5_msg *msg,
				     struct k5_buffers buffers);
K5_STUB enum k5_err k5_call_copy(k5_slot_t endpoint, struct k5_msg *msg,
				 struct k5_buffers buffers);
K5_STUB enum k5_err k5_recv_copy(k5_slot_t endpoint, k5_slot_t reply,
				 struct k5_msg *msg, void *in, size_t in_size);
K5_STUB enum k5_err k5_try_recv_copy(k5_slot_t endpoint, k5_slot_t reply,
				     struct k5_msg *msg, void *in,
				     size_t in_size);
K5_STUB enum k5_err k5_reply_copy(k5_slot_t reply, const struct k5_msg *msg,
				  const void *out, size_t out_size);
K5_STUB enum k5_err k5_reply_recv_copy(k5_slot_t endpoint, k5_slot_t reply,
				       struct k5_msg *msg,
				       struct k5_buffers buffers);

/* --- the same with a cap, see message.h --------------------------------- */

K5_STUB enum k5_err k5_send_cap(k5_slot_t endpoint, const struct k5_msg *msg,
				k5_gift_t give);
K5_STUB enum k5_err k5_try_send_cap(k5_slot_t endpoint,
				    const struct k5_msg *msg, k5_gift_t give);
K5_STUB enum k5_err k5_try_call_cap(k5_slot_t endpoint, struct k5_msg *msg,
				    struct k5_gifts gifts);
K5_STUB enum k5_err k5_call_cap(k5_slot_t endpoint, struct k5_msg *msg,
				struct k5_gifts gifts);
K5_STUB enum k5_err k5_recv_cap(k5_slot_t endpoint, k5_slot_t reply,
				struct k5_msg *msg, k5_slot_t take);
K5_STUB enum k5_err k5_try_recv_cap(k5_slot_t endpoint, k5_slot_t reply,
				    struct k5_msg *msg, k5_slot_t take);
K5_STUB enum k5_err k5_reply_cap(k5_slot_t reply, const struct k5_msg *msg,
				 k5_gift_t give);
K5_STUB enum k5_err k5_reply_recv_cap(k5_slot_t endpoint, k5_slot_t reply,
				      struct k5_msg *msg,
				      struct k5_gifts gifts);

/* --- notifications ----------------------------------------------------- */

/*
 * Sets `bits`, of which a badged cap lets only the badge's through, and wakes
 * a waiter. Right: signal. Never blocks.
 */
K5_STUB enum k5_err k5_notify(k5_slot_t notification, k5_word_t bits);

/* Takes and clears all set bits. Right: wait. Blocks while none is set. */
K5_STUB enum k5_err k5_wait(k5_slot_t notification, k5_word_t *bits);

/* The same without blocking. K5_ERR_AGAIN: no bit is set. */
K5_STUB enum k5_err k5_poll(k5_slot_t notification, k5_word_t *bits);

/* --- deadlines ---------------------------------------------------------- */

/*
 * Each thread has a deadline, in ticks since boot. It is past until k5_deadline sets
 * one, and bounds a series of waits as well as one. Right: control, of the timer:
 * who may wake by itself is said in app.toml, as whatever else a task may do.
 *
 *      k5_deadline(k5_cap_timer, k5_clock() + k5_us_to_ticks(500));
 *      if (k5_call_timed(k5_cap_pong, &msg) == K5_ERR_LATE)
 *              ...
 *
 * K5_ERR_LATE: the deadline passed before the call was through. A message that
 * nobody had received is not sent; an answer that comes later is lost, and memory
 * that was lent is back. Of k5_reply_recv_timed the answer has gone out, only the
 * receiving ended. A caller whose time is with a passive server waits until that has
 * answered, and a passive thread until it has received.
 *
 * Each has _copy and _cap as well, as the call that it is named after.
 */
K5_STUB enum k5_err k5_deadline(k5_slot_t timer, uint64_t time);

/* Blocks until the thread's deadline; not at all if that is past. */
K5_STUB enum k5_err k5_sleep(void);

K5_STUB enum k5_err k5_send_timed(k5_slot_t endpoint, const struct k5_msg *msg);
K5_STUB enum k5_err k5_call_timed(k5_slot_t endpoint, struct k5_msg *msg);
K5_STUB enum k5_err k5_try_call_timed(k5_slot_t endpoint, struct k5_msg *msg);
K5_STUB enum k5_err k5_recv_timed(k5_slot_t endpoint, k5_slot_t reply,
				  struct k5_msg *msg);
K5_STUB enum k5_err k5_reply_recv_timed(k5_slot_t endpoint, k5_slot_t reply,
					struct k5_msg *msg);
K5_STUB enum k5_err k5_wait_timed(k5_slot_t notification, k5_word_t *bits);

/* --- timers ------------------------------------------------------------- */

/*
 * Each thread has one timer beside its deadline: at a moment, in ticks since boot,
 * `bits` go to a notification, once, whatever the thread does then. Set again it is
 * another; with bits 0 it is not set, and no slot is looked at. A moment that is past
 * is now: the bits are there when the call returns. Right: control, of the timer.
 *
 *      uint64_t at = k5_clock();
 *
 *      for (;;) {
 *              at += period;
 *              k5_timer(k5_cap_timer, at, k5_cap_events, TICK);
 *              do
 *                      k5_wait(k5_cap_events_in, &bits);
 *              while (!(bits & TICK));
 *              ...
 *      }
 *
 * never drifts: each moment follows from the one before, not from when somebody woke.
 *
 * The slot is remembered, not what it names. At that moment the task signals as by
 * k5_notify: by the cap that stands in the slot then, those bits that its badge lets
 * through. A cap that was deleted, moved or revoked meanwhile signals nothing; if the
 * task put another into its place, that one does. The timer ends with its thread, and
 * one that is started anew has none.
 *
 * K5_ERR_SLOT, K5_ERR_TYPE, K5_ERR_RIGHT: also of `notification`, which takes signal.
 */
K5_STUB enum k5_err k5_timer(k5_slot_t timer, uint64_t at,
			     k5_slot_t notification, k5_word_t bits);

/* --- ports: endpoints met by name -------------------------------------- */

/*
 * Becomes the listener of the port `name` (at most K5_PORT_NAME bytes): a cap
 * to receive appears in slot `into`, which must be empty. Needs a cap of that
 * port with the right listen; it is found by name, not by slot.
 * K5_ERR_NAME: the caller has no such port. K5_ERR_BUSY: it has a listener.
 */
K5_STUB enum k5_err k5_listen(const char *name, k5_slot_t into);

/*
 * Becomes a client of the port `name`: a cap to send, with a badge that no
 * other client has, appears in slot `into`, which must be empty. Needs the
 * right connect.
 * K5_ERR_NAME: the caller has no such port. K5_ERR_FULL: no badge is left.
 */
K5_STUB enum k5_err k5_connect(const char *name, k5_slot_t into);

/* --- caps ----------------------------------------------------------------- */

/*
 * Puts into slot `into`, which must be empty, a cap to what `slot` names: with
 * those of its rights that are in `rights`, and with `badge`, unless that is 0.
 * The new cap is derived from the old: k5_revoke of the old deletes it.
 * K5_ERR_RIGHT: no right is left, or there is a badge already. K5_ERR_TYPE: only
 * endpoints and notifications have badges.
 */
K5_STUB enum k5_err k5_mint(k5_slot_t slot, k5_slot_t into, k5_word_t rights,
			    k5_word_t badge);

/* The same with all rights and the badge it has. */
K5_STUB enum k5_err k5_copy(k5_slot_t slot, k5_slot_t into)
{
	return k5_mint(slot, into, ~(k5_word_t)0, 0);
}

/* Moves a cap, and what was derived from it, to the empty slot `into`. */
K5_STUB enum k5_err k5_move(k5_slot_t slot, k5_slot_t into);

/*
 * Empties a slot. What was derived from its cap lives on, as if derived from what
 * that came from. Threads of the task that wait to send, to receive or for bits
 * through what it no longer holds, and callers that it can no longer answer, hear
 * K5_ERR_DEAD.
 */
K5_STUB enum k5_err k5_delete(k5_slot_t slot);

/*
 * Deletes all that was derived from the cap in `slot`, whoever holds it, and
 * keeps the cap. K5_ERR_AGAIN: a few are gone, there are more: call again, at once,
 * for who holds one that is left may derive others meanwhile.
 */
K5_STUB enum k5_err k5_revoke(k5_slot_t slot);

/*
 * Puts into slot `into`, which must be empty, a cap to an object that the pool
 * has left: `type` is K5_CAP_ENDPOINT, K5_CAP_NOTIFICATION, K5_CAP_REPLY or
 * K5_CAP_THREAD. The cap has every right that fits, grant and grant-reply only if
 * the pool's cap has grant. With the last cap to it, whoever holds that, the object
 * goes back; k5_revoke of the pool's cap takes all back. Right: control.
 * K5_ERR_FULL: none is left. K5_ERR_TYPE: pools hold no such type.
 */
K5_STUB enum k5_err k5_create(k5_slot_t pool, enum k5_cap_type type,
			      k5_slot_t into);

/*
 * A thread that k5_create made begins: entry(argument), on the stack and the
 * time that app.toml gives each thread of its pool, at a priority of at most
 * the caller's own and the pool's. When the function returns it ends, and can be
 * started again: what is left of its time is what it had. With the last cap to
 * it, it is stopped wherever it is. Right: control. K5_ERR_BUSY: it runs.
 * K5_ERR_RANGE: not so urgent. K5_ERR_MEMORY: no code of this task.
 * K5_ERR_RIGHT: another task's thread, or one that app.toml names.
 */
typedef void (*k5_entry_t)(k5_word_t argument);
K5_STUB enum k5_err k5_start(k5_slot_t thread, k5_entry_t entry,
			     k5_word_t argument, k5_word_t priority);

/* --- interrupts and power ---------------------------------------------- */

/*
 * How long no thread ran since boot, in ticks as k5_clock. Right: read, of the system.
 * Between two looks, what is not asleep is work, of tasks and of the kernel for them.
 */
K5_STUB enum k5_err k5_asleep(k5_slot_t system, uint64_t *ticks);

/* The interrupt was served, its line may fire again. Right: control. */
K5_STUB enum k5_err k5_irq_ack(k5_slot_t irq);

/* Ends the run with an exit code. Right: control. Does not return. */
K5_STUB enum k5_err k5_shutdown(k5_slot_t system, int code);

#include "syscall_threads.inc" /* more of them */

#include "stubs.h" /* the bodies, so it comes last */
