/*
 * reply.h - debts: who owes whom an answer, and whose time is lent
 *
 * A call makes its receiver owe an answer through a reply object. If the
 * receiver is passive, the caller's scheduling context goes along and comes
 * back with the answer:
 *
 *      caller --call--> passive --call--> passive       the sc moves right
 *      caller <-reply-- passive <-reply-- passive       and left again
 *
 * A context lent onward is never torn from whoever uses it: a server must not
 * lose its time because its client misbehaved. It goes home when its holder
 * next waits or stops.
 */
#pragma once

#include "state.h"

/* May t receive with r? K5_ERR_BUSY: r owes somebody or waits with another. */
enum k5_err reply_usable(idx_t r, idx_t t);

/* `caller`, in no queue or in one, waits; `server` owes it through r. */
void reply_owe(idx_t r, idx_t caller, idx_t server);

/* The debt is settled: the caller runs again, with its time, with `status`. */
void reply_settle(idx_t r, enum k5_err status);

/* The caller is gone; nobody is owed any more. */
void reply_forget(idx_t r);

/* t, which stops holding the sc it was lent, sends it home. */
void reply_time_home(idx_t t);

/* Does t run on the time that came with the debt r? */
bool reply_pays_for(idx_t r, idx_t t);

/*
 * May t answer r? K5_ERR_TIME: another thread runs on r's time, and would be
 * left without, in the middle of whatever it does or waits for.
 */
enum k5_err reply_answerable(idx_t r, idx_t t);

/*
 * A passive thread, which owes nothing for the time it runs on, is about to
 * take a call: that time goes home, its start-up time for good.
 */
void reply_idle(idx_t t);
