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

#include "sched.h"

/*@ predicate pays_for(integer r, integer t) = r != NIL &&
        k5_reply[r].server == t && k5_reply[r].caller != NIL &&
        k5_reply[r].lent != NIL && k5_reply[r].lent == sc_of(t); */

/*@ predicate in_use(integer r, integer t) = k5_reply[r].caller != NIL ||
        (k5_reply[r].server != NIL && k5_reply[r].server != t); */

/* May t receive with r? K5_ERR_BUSY: r owes somebody or waits with another. */
/*@ requires app_fits && is_reply(r);
    assigns \nothing;
    exits \false;
    ensures \result == K5_OK || \result == K5_ERR_BUSY;
    ensures \result == K5_ERR_BUSY <==> in_use(r, t); */
enum k5_err reply_usable(idx_t r, idx_t t);

/* `caller`, in no queue or in one, waits; `server` owes it through r. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    HOME_OK(requires)
    requires k_ready && is_reply(r) && k5_reply[r].caller == NIL;
    requires is_thread(caller) && is_thread(server) && caller != server;
    requires serves: k5_thread[server].serves == r;
    requires retired(server);
    assigns k5_queue[..], k5_link[..], k5_thread[caller].state,
        k5_thread[caller].sc, k5_thread[caller].awaits,
        k5_thread[server].state, k5_thread[server].sc,
        k5_thread[server].serves, k5_sc[..], k5_reply[r], k5.ready, k5.top,
        k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    HOME_OK(ensures)
    ensures k_ready;
    ensures owed: k5_thread[caller].state == T_REPLY &&
        k5_thread[caller].awaits == r && k5_thread[server].serves == r &&
        k5_reply[r].caller == caller && k5_reply[r].server == server &&
        (k5_reply[r].lent == NIL || is_sc(k5_reply[r].lent));
    ensures server: \old(k5_thread[server].state) == T_UNFUNDED ?
        runnable(server) || k5_thread[server].state == T_UNFUNDED :
        k5_thread[server].state == \old(k5_thread[server].state) &&
        queue_of(server) == \old(queue_of(server));
    ensures others: \forall integer x; is_thread(x) && x != caller &&
        x != server ==> queue_of(x) == \old(queue_of(x)); */
void reply_owe(idx_t r, idx_t caller, idx_t server);

/* What else holds of r while somebody is owed; app.h says whose each sc is. */
/*@ predicate debt(integer r) = is_reply(r) &&
        is_thread(k5_reply[r].caller) && is_thread(k5_reply[r].server) &&
        k5_reply[r].caller != k5_reply[r].server &&
        k5_thread[k5_reply[r].caller].state == T_REPLY &&
        k5_thread[k5_reply[r].caller].awaits == r;
    predicate lent_on(integer r) = k5_reply[r].lent != NIL &&
        holder(k5_reply[r].lent) == k5_reply[r].server;
    // its time can come back: the caller has none, and none of its own out
    predicate debt_paid(integer r) = lent_on(r) ==>
        home(k5_reply[r].lent) != k5_reply[r].server &&
        sc_of(k5_reply[r].caller) == NIL && \forall integer s;
        is_sc(s) && s != k5_reply[r].lent &&
        home(s) == k5_reply[r].caller ==> holder(s) == NIL;
    predicate app_homes = \valid_read(k5_app.thread + (0 .. THREADS - 1)) &&
        \forall integer t; is_thread(t) ==> is_sc(k5_app.thread[t].sc) &&
        home(k5_app.thread[t].sc) == t; */

/* The debt is settled: the caller runs again, with its time, with `status`. */
/*@ STATE_OK(requires)
    requires app_homes && debt(r) && debt_paid(r);
    requires lent_on(r) ==> !offers(k5_reply[r].server);
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_context[..],
        k5_sc[..], k5_reply[..], k5_slot[..], k5_node[..],
        k5_window[..], k5_task[..], k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..],
        k5_rank_next;
    exits \false;
    STATE_OK(ensures)
    ensures clear: k5_reply[r].caller == NIL &&
        k5_reply[r].server == NIL;
    ensures wakes: awake(\old(k5_reply[r].caller)) &&
        k5_thread[\old(k5_reply[r].caller)].awaits == NIL;
    ensures status: k5_context[\old(k5_reply[r].caller)]
        .arg[K5_ARG_STATUS] == status;
    ensures back: \old(lent_on(r)) ==>
        sc_of(\old(k5_reply[r].caller)) == \old(k5_reply[r].lent) &&
        sc_of(\old(k5_reply[r].server)) == NIL;
    ensures stops: \old(lent_on(r) && runnable(k5_reply[r].server)) ?
        k5_thread[\old(k5_reply[r].server)].state == T_UNFUNDED :
        same_place_of{Pre, Post}(\old(k5_reply[r].server));
    ensures retired: \old(lent_on(r)) ==> retired(\old(k5_reply[r].server));
    ensures others: \forall integer x; is_thread(x) &&
        x != \old(k5_reply[r].caller) && x != \old(k5_reply[r].server) ==>
        same_place_of{Pre, Post}(x) && sc_of(x) == \old(sc_of(x));
    ensures parts: \forall integer x; is_thread(x) &&
        x != \old(k5_reply[r].caller) ==> same_part{Pre, Post}(x);
    ensures ranks: \forall integer x; is_thread(x) &&
        x != \old(k5_reply[r].caller) ==> k5_rank[x] == \old(k5_rank[x]); */
void reply_settle(idx_t r, enum k5_err status);

/*
 * No answer comes through r, or none is waited for: the caller hears `status`. A
 * server that loses its time goes on on its start-up time, as one whose client is
 * gone.
 */
void reply_drop(idx_t r, enum k5_err status);

/* t, which waits to send, to receive or for bits, hears `status` instead. */
void reply_cancel(idx_t t, enum k5_err status);

/* The caller is gone; nobody is owed any more. */
void reply_forget(idx_t r);

/* t, which stops holding the sc it was lent, sends it home. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    HOME_OK(requires)
    requires k_ready && is_thread(t) && retired(t);
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    HOME_OK(ensures)
    ensures k_ready;
    ensures back: \old(borrows(t)) ? sc_of(t) == NIL &&
        sc_of(\old(home(sc_of(t)))) == \old(sc_of(t)) :
        sc_of(t) == \old(sc_of(t));
    ensures stops: \old(borrows(t) && runnable(t)) ?
        k5_thread[t].state == T_UNFUNDED : same_place_of{Pre, Post}(t);
    ensures retired: retired(t);
    ensures parts: \forall integer x; is_thread(x) ==>
        same_part{Pre, Post}(x);
    ensures others: \forall integer x; is_thread(x) && x != t ==>
        (\old(k5_thread[x].state) == T_UNFUNDED ? awake(x) :
            same_place_of{Pre, Post}(x)); */
void reply_time_home(idx_t t);

/*
 * s, which is out, comes home, whose thread waits for no answer. The server that ran on
 * it goes on on its start-up time, as one whose client is gone.
 */
void reply_recall(idx_t s);

/* Does t run on the time that came with the debt r? */
/*@ requires app_fits && is_thread(t) && (r == NIL || is_reply(r));
    assigns \nothing;
    exits \false;
    ensures \result <==> pays_for(r, t); */
bool reply_pays_for(idx_t r, idx_t t);

/*
 * May t answer r? K5_ERR_TIME: another thread runs on r's time, and would be
 * left without, in the middle of whatever it does or waits for.
 */
/*@ requires app_fits && r_ends && is_reply(r);
    requires k5_reply[r].server != NIL;
    assigns \nothing;
    exits \false;
    ensures \result == K5_OK || \result == K5_ERR_TIME;
    ensures \result == K5_ERR_TIME <==> k5_reply[r].server != t &&
        pays_for(r, k5_reply[r].server); */
enum k5_err reply_answerable(idx_t r, idx_t t);

/*
 * A passive thread, which owes nothing for the time it runs on, is about to
 * take a call: that time goes home, its start-up time for good.
 */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    HOME_OK(requires)
    requires k_ready && is_thread(t) && retired(t);
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    HOME_OK(ensures)
    ensures k_ready;
    ensures idle: k5_thread[t].passive != 0 ==> sc_of(t) == NIL;
    ensures own: k5_thread[t].passive == 0 ==>
        sc_of(t) == \old(sc_of(t));
    ensures stops: \old(k5_thread[t].passive != 0 && runnable(t)) ?
        k5_thread[t].state == T_UNFUNDED : same_place_of{Pre, Post}(t);
    ensures retired: retired(t);
    ensures parts: \forall integer x; is_thread(x) ==>
        same_part{Pre, Post}(x);
    ensures others: \forall integer x; is_thread(x) && x != t ==>
        (\old(k5_thread[x].state) == T_UNFUNDED ? awake(x) :
            same_place_of{Pre, Post}(x)); */
void reply_idle(idx_t t);
