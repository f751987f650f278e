/*
 * loan.h - memory in flight: a region is lent with a call, or given for good
 *
 * Each region has one owner's cap; below it are the caps that it is lent by,
 * each in another task, each bound to the reply that its caller waits for. A
 * task sees through its cap what it has not lent on:
 *
 *      lent for writing     nothing, until the answer
 *      lent for reading     it may read, and so may others
 *
 * So while one task may write, no other sees the region. No stack, code or saved
 * frame can be lent: they lie in no region that has a cap.
 */
#pragma once

#include "types.h"

#include "endpoint.h"

/*
 * May t's task lend or give the region that its registers name? K5_ERR_SLOT: it
 * has none there. K5_ERR_TYPE: it is no region. K5_ERR_BUSY: it is lent as it
 * is. K5_ERR_RIGHT: what is borrowed cannot be given.
 */
enum k5_err loan_check(idx_t t);

/*
 * A call that lends is about to be made, which loan_check let pass. K5_ERR_FULL:
 * who waits for it at ep has no slot or no window for the region.
 */
K5_RARE enum k5_err loan_call(idx_t ep, idx_t from);

/*
 * `to` receives at ep: callers that wait there to lend what it cannot take hear
 * so now.
 */
K5_RARE void loan_turn_away(idx_t ep, idx_t to);

/* The call of `from` reached `to`: the region with it. Nothing can fail. */
K5_RARE idx_t loan_make(idx_t from, idx_t to);

/* The region's cap moves, if `to` has room; else NIL. */
K5_RARE idx_t loan_give(idx_t from, idx_t to);

/* The answer of r is due or will never come: its loan ends, and what was lent on. */
/*@ // proved by CBMC (proofs/cbmc/loan.c)
    requires is_reply(r);
    assigns k5_slot[..], k5_window[..], k5_task[..], k5_reply[..];
    exits \false;
    ensures debts: \forall integer x; is_reply(x) ==>
        k5_reply[x].caller == \old(k5_reply[x].caller) &&
        k5_reply[x].server == \old(k5_reply[x].server) &&
        k5_reply[x].lent == \old(k5_reply[x].lent); */
K5_RARE void loan_end(idx_t r);

/* The same, whatever was lent on: the longer way. */
/*@ // proved by CBMC (proofs/cbmc/loan.c)
    requires is_reply(r);
    assigns k5_slot[..], k5_window[..], k5_task[..], k5_reply[..];
    exits \false;
    ensures debts: \forall integer x; is_reply(x) ==>
        k5_reply[x].caller == \old(k5_reply[x].caller) &&
        k5_reply[x].server == \old(k5_reply[x].server) &&
        k5_reply[x].lent == \old(k5_reply[x].lent); */
K5_RARE void loan_end_all(idx_t r);

/* The region's cap in the slot goes, and every loan of it. */
void loan_drop(slot_idx_t i);

/* Of the region's cap in the slot: that of a loan of it, or NO_SLOT. */
slot_idx_t loan_below(slot_idx_t i);

/* The region's cap moved to slot `to` of its own task. */
void loan_moved(slot_idx_t to);
