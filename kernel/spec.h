/*
 * spec.h - what is always true of the kernel's state, for the prover
 *
 * Nothing here reaches the compiler: predicates and ghost state live in ACSL
 * comments, and the macros are used in such comments only. Each clause speaks
 * of one index and its neighbours, never of a whole list; that queues have no
 * cycle and keep their order follows from a ghost rank, drawn from a counter
 * on arrival, that grows along each queue. Provers take clauses one by one
 * far better than their conjunction: hence the lists of `requires`.
 *
 * A thread in motion is a parameter: t_...(t) holds for every thread but t,
 * t_...(NIL) for all. invariant.h says the same in C, for tests and CBMC.
 */
#pragma once

#include "state.h"

#define QUEUES_OK(kw)                                                          \
	kw app_fits;                                                           \
	kw q_range;                                                            \
	kw q_idle;                                                             \
	kw q_last;                                                             \
	kw q_first;                                                            \
	kw q_next;                                                             \
	kw q_prev;                                                             \
	kw q_rank;                                                             \
	kw q_ends;                                                             \
	kw q_head;                                                             \
	kw q_tail;                                                             \
	kw q_order;                                                            \
	kw q_distinct;                                                         \
	kw q_lead;
#define THREADS_OK(kw, but)                                                    \
	kw t_prio;                                                             \
	kw t_state(but);                                                       \
	kw t_ready(but);                                                       \
	kw t_release(but);                                                     \
	kw t_meets(but);                                                       \
	kw t_waits(but);                                                       \
	kw t_pairs;                                                            \
	kw k_current;
#define REPLIES_OK(kw)                                                         \
	kw r_range;                                                            \
	kw r_ends;                                                             \
	kw r_offered;
#define TIME_OK(kw, but, charged)                                              \
	kw s_shape;                                                            \
	kw s_sum;                                                              \
	kw s_order;                                                            \
	kw s_full;                                                             \
	kw s_timely;                                                           \
	kw s_range;                                                            \
	kw s_held;                                                             \
	kw s_funded(but);                                                      \
	kw s_paid(but, charged);                                               \
	kw s_due(but);                                                         \
	kw k_alarm;                                                            \
	kw k_clock;
#define HOME_OK(kw)                                                            \
	kw s_home;                                                             \
	kw s_own;                                                              \
	kw s_holds;                                                            \
	kw s_retired;

#define STATE_OK(kw)                                                           \
	QUEUES_OK(kw)                                                          \
	THREADS_OK(kw, NIL)                                                    \
	TIME_OK(kw, NIL, k5.current)                                           \
	HOME_OK(kw)                                                            \
	REPLIES_OK(kw)                                                         \
	kw k_ready;

/*@ ghost long long k5_rank[254]; */
/*@ ghost long long k5_rank_next; */ /* 63 bits of arrivals: q_append */

/*@ // What boot.c checks and the types allow: 0xff is NIL everywhere.
    logic integer THREADS = k5_app.threads;
    logic integer QUEUES = Q_FIRST_EP + k5_app.endpoints +
        k5_app.notifications;
    predicate app_fits = k5_app.threads <= 254 && QUEUES <= 254 &&
        k5_app.scs <= 254 && k5_app.replies <= 254;

    logic integer queue_of(integer t) = k5_link[t].queue;
    logic integer next_of(integer t) = k5_link[t].next;
    logic integer prev_of(integer t) = k5_link[t].prev;
    predicate is_thread(integer t) = 0 <= t < THREADS;

    // --- queues: links, ends and ranks agree
    predicate q_range = \forall integer t; is_thread(t) ==>
        (queue_of(t) == NIL || queue_of(t) < QUEUES) &&
        (next_of(t) == NIL || is_thread(next_of(t))) &&
        (prev_of(t) == NIL || is_thread(prev_of(t)));
    predicate q_idle = \forall integer t; is_thread(t) &&
        queue_of(t) == NIL ==> next_of(t) == NIL && prev_of(t) == NIL;
    predicate q_last = \forall integer t; is_thread(t) &&
        queue_of(t) != NIL && next_of(t) == NIL ==>
        k5_queue[queue_of(t)].tail == t;
    predicate q_first = \forall integer t; is_thread(t) &&
        queue_of(t) != NIL && prev_of(t) == NIL ==>
        k5_queue[queue_of(t)].head == t;
    predicate q_next = \forall integer t; is_thread(t) &&
        next_of(t) != NIL ==> prev_of(next_of(t)) == t &&
        queue_of(next_of(t)) == queue_of(t);
    predicate q_prev = \forall integer t; is_thread(t) &&
        prev_of(t) != NIL ==> next_of(prev_of(t)) == t &&
        queue_of(prev_of(t)) == queue_of(t);
    predicate q_rank = \forall integer t; is_thread(t) ==>
        k5_rank[t] < k5_rank_next &&
        (next_of(t) != NIL ==> k5_rank[t] < k5_rank[next_of(t)]);
    predicate q_ends = \forall integer q; 0 <= q < QUEUES ==>
        (k5_queue[q].head == NIL <==> k5_queue[q].tail == NIL) &&
        (k5_queue[q].head != NIL ==> is_thread(k5_queue[q].head)) &&
        (k5_queue[q].tail != NIL ==> is_thread(k5_queue[q].tail));
    predicate q_head = \forall integer q; 0 <= q < QUEUES &&
        k5_queue[q].head != NIL ==>
        queue_of(k5_queue[q].head) == q && prev_of(k5_queue[q].head) == NIL;
    predicate q_tail = \forall integer q; 0 <= q < QUEUES &&
        k5_queue[q].tail != NIL ==>
        queue_of(k5_queue[q].tail) == q && next_of(k5_queue[q].tail) == NIL;
    predicate q_order = \forall integer t, u; is_thread(t) &&
        is_thread(u) && queue_of(t) == queue_of(u) && queue_of(u) != NIL &&
        k5_rank[t] < k5_rank[u] ==>
        next_of(t) != NIL && k5_rank[next_of(t)] <= k5_rank[u];
    predicate q_distinct = \forall integer t, u; is_thread(t) &&
        is_thread(u) && queue_of(t) == queue_of(u) && queue_of(u) != NIL &&
        t != u ==> k5_rank[t] != k5_rank[u];
    predicate q_lead = \forall integer t; is_thread(t) &&
        queue_of(t) != NIL ==> k5_queue[queue_of(t)].head != NIL &&
        k5_rank[k5_queue[queue_of(t)].head] <= k5_rank[t];

    // t waits in q in one of the states asked for
    predicate waits(integer t, integer q, integer states) =
        is_thread(t) && queue_of(t) == q && in_set(states, k5_thread[t].state);

    // --- threads: the state says the queue, for every thread but one
    predicate t_prio = \forall integer t; is_thread(t) ==>
        k5_thread[t].prio < PRIOS;
    predicate t_state(integer but) = \forall integer t;
        is_thread(t) && t != but ==> k5_thread[t].state <= T_WAITING;
    predicate t_ready(integer but) = \forall integer t;
        is_thread(t) && t != but ==>
        (k5_thread[t].state == T_READY ==>
            queue_of(t) == k5_thread[t].prio) &&
        (queue_of(t) < PRIOS ==> k5_thread[t].state == T_READY);
    predicate t_release(integer but) = \forall integer t;
        is_thread(t) && t != but ==>
        (k5_thread[t].state == T_THROTTLED <==> queue_of(t) == Q_RELEASE);
    predicate at_endpoint(integer state) = state == T_SENDING ||
        state == T_CALLING || state == T_RECEIVING || state == T_SERVING;
    predicate ep_queue(integer q) =
        Q_FIRST_EP <= q < Q_FIRST_EP + k5_app.endpoints;
    predicate ntf_queue(integer q) =
        Q_FIRST_EP + k5_app.endpoints <= q < QUEUES;
    predicate t_meets(integer but) = \forall integer t;
        is_thread(t) && t != but ==>
        (at_endpoint(k5_thread[t].state) <==> ep_queue(queue_of(t)));
    predicate t_waits(integer but) = \forall integer t;
        is_thread(t) && t != but ==>
        (k5_thread[t].state == T_WAITING <==> ntf_queue(queue_of(t)));

    predicate clash(integer a, integer b) =
        (a == T_RECEIVING && (b == T_SENDING || b == T_CALLING)) ||
        (a == T_SERVING && b == T_CALLING);
    predicate t_pairs = \forall integer t, u; is_thread(t) &&
        is_thread(u) && queue_of(t) == queue_of(u) && queue_of(u) != NIL ==>
        !clash(k5_thread[t].state, k5_thread[u].state);

    // --- the word of ready queues
    predicate k_ready = k5.top < PRIOS &&
        \forall integer p; 0 <= p < PRIOS ==>
        (in_set(k5.ready, p) <==> k5_queue[p].head != NIL) &&
        (k5.top < p ==> k5_queue[p].head == NIL);
    predicate k_current = k5.current == NIL || is_thread(k5.current);

    // --- scheduling contexts: sc.c keeps these, as CBMC proves
    predicate is_sc(integer s) = 0 <= s < k5_app.scs;
    logic integer sc_of(integer t) = k5_thread[t].sc;
    logic integer due(integer s) = k5_sc[s].refill[0].time;
    logic integer amount(integer s, integer i) =
        i < k5_sc[s].count ? k5_sc[s].refill[i].amount : 0;
    logic integer left(integer s, integer now) =
        due(s) > now ? 0 : amount(s, 0);
    predicate slices(integer s) = k5_sc[s].budget == k5_sc[s].period;
    logic integer consumed(integer s) = k5_sc[s].before +
        (k5_sc[s].budget == k5_sc[s].period ?
            k5_sc[s].budget - amount(s, 0) : 0);
    predicate sc_shape(integer s) = 1 <= k5_sc[s].count <= REFILLS &&
        0 < k5_sc[s].budget <= k5_sc[s].period &&
        (k5_sc[s].slices != 0 <==> slices(s)) &&
        (slices(s) ==> k5_sc[s].count == 1);
    predicate sc_sum(integer s) = \let sum = amount(s, 0) + amount(s, 1) +
        amount(s, 2) + amount(s, 3); sum <= k5_sc[s].budget &&
        (!slices(s) ==> sum == k5_sc[s].budget);
    predicate sc_order(integer s) = \forall integer i;
        0 < i < k5_sc[s].count ==>
        k5_sc[s].refill[i - 1].time <= k5_sc[s].refill[i].time;
    predicate sc_full(integer s) = \forall integer i;
        0 <= i < k5_sc[s].count && !slices(s) ==> amount(s, i) > 0;
    // all comes within a period, of now or of when what was used ahead is paid
    predicate sc_timely(integer s, integer now) =
        consumed(s) <= now && due(s) <= now + 0x4000000000000000 &&
        (slices(s) ==> due(s) <= now) && \forall integer i;
        0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time <= now + k5_sc[s].period ||
        k5_sc[s].refill[i].time <= due(s) + k5_sc[s].period;

    predicate s_shape = \forall integer s; is_sc(s) ==> sc_shape(s);
    predicate s_sum = \forall integer s; is_sc(s) ==> sc_sum(s);
    predicate s_order = \forall integer s; is_sc(s) ==> sc_order(s);
    predicate s_full = \forall integer s; is_sc(s) ==> sc_full(s);
    predicate s_timely = \forall integer s; is_sc(s) ==>
        sc_timely(s, k5.now);
    predicate s_range = \forall integer t; is_thread(t) ==>
        sc_of(t) == NIL || is_sc(sc_of(t));
    predicate s_held = \forall integer t; is_thread(t) &&
        sc_of(t) != NIL ==> k5_sc[sc_of(t)].holder == t;
    predicate runnable(integer t) = k5_thread[t].state == T_READY ||
        k5_thread[t].state == T_THROTTLED;
    predicate awake(integer t) = runnable(t) ||
        k5_thread[t].state == T_UNFUNDED;
    predicate s_funded(integer but) = \forall integer t;
        is_thread(t) && t != but ==>
        (runnable(t) ==> sc_of(t) != NIL) &&
        (k5_thread[t].state == T_UNFUNDED ==> sc_of(t) == NIL);
    // who is ready has time; before the alarm also the one being charged
    predicate s_paid(integer but, integer charged) = \forall integer t;
        is_thread(t) && t != but && (t != charged || k5.now < k5.alarm) &&
        k5_thread[t].state == T_READY ==> left(sc_of(t), k5.now) > 0;
    // who is throttled is looked at in time
    predicate s_due(integer but) = \forall integer t;
        is_thread(t) && t != but && k5_thread[t].state == T_THROTTLED ==>
        k5.release <= due(sc_of(t));
    predicate k_alarm = k5.now < k5.alarm ==> k5.alarm <= k5.release;
    predicate k_clock = k5.now < 0x4000000000000000;

    // --- debts
    predicate is_reply(integer r) = 0 <= r < k5_app.replies;
    predicate r_range = \forall integer t; is_thread(t) ==>
        (k5_thread[t].serves == NIL || is_reply(k5_thread[t].serves)) &&
        (k5_thread[t].awaits == NIL || is_reply(k5_thread[t].awaits));
    predicate r_ends = \forall integer r; is_reply(r) ==>
        (k5_reply[r].caller == NIL || is_thread(k5_reply[r].caller)) &&
        (k5_reply[r].server == NIL || is_thread(k5_reply[r].server)) &&
        (k5_reply[r].lent == NIL || is_sc(k5_reply[r].lent));
    predicate offers(integer t) = k5_thread[t].state == T_RECEIVING ||
        k5_thread[t].state == T_SERVING;
    // who waits to receive does so with a debt of its own that is free
    predicate r_offered = \forall integer t; is_thread(t) && offers(t) ==>
        is_reply(k5_thread[t].serves) &&
        k5_reply[k5_thread[t].serves].caller == NIL &&
        k5_reply[k5_thread[t].serves].server == t;

    // --- whose a context is: who lent its own onward has none
    logic integer home(integer s) = k5_sc[s].home;
    logic integer holder(integer s) = k5_sc[s].holder;
    predicate s_home = \forall integer s; is_sc(s) ==>
        is_thread(home(s)) && (holder(s) != NIL && holder(s) != home(s) ==>
            sc_of(home(s)) == NIL);
    predicate s_own = \forall integer s, u; is_sc(s) && is_sc(u) &&
        home(s) == home(u) ==> s == u;
    predicate s_holds = \forall integer s; is_sc(s) &&
        holder(s) != NIL ==> is_thread(holder(s)) &&
        sc_of(holder(s)) == s;
    predicate borrows(integer t) = sc_of(t) != NIL && home(sc_of(t)) != t;
    // who has none and waits to be lent some has none out either
    predicate retired(integer t) = sc_of(t) == NIL ==>
        \forall integer s; is_sc(s) && home(s) == t ==> holder(s) == NIL;
    predicate s_retired = \forall integer t; is_thread(t) && offers(t) ==>
        retired(t);

    // t may be taken out of its queue: if that is a ready one, it is its own
    predicate movable(integer t) = queue_of(t) == NIL ||
        queue_of(t) >= PRIOS || queue_of(t) == k5_thread[t].prio;

    // --- what an operation on t leaves alone
    predicate same_place{L1, L2}(integer t) = \forall integer x;
        \at(is_thread(x), L1) && x != t ==>
        \at(queue_of(x), L1) == \at(queue_of(x), L2);
    predicate same_time{L1, L2}(integer s) = \forall integer x;
        0 <= x && x != s ==> \at(k5_sc[x], L1) == \at(k5_sc[x], L2);
    // what only boot and lending write: whose a context is, what it promises
    predicate same_terms{L1, L2} = \forall integer s;
        \at(is_sc(s), L1) ==>
        \at(k5_sc[s].budget, L1) == \at(k5_sc[s].budget, L2) &&
        \at(k5_sc[s].period, L1) == \at(k5_sc[s].period, L2) &&
        \at(k5_sc[s].home, L1) == \at(k5_sc[s].home, L2) &&
        \at(k5_sc[s].holder, L1) == \at(k5_sc[s].holder, L2) &&
        \at(k5_sc[s].slices, L1) == \at(k5_sc[s].slices, L2);
    // of a thread, all but its state
    predicate same_traits{L1, L2} = \forall integer t;
        \at(is_thread(t), L1) ==>
        \at(k5_thread[t].task, L1) == \at(k5_thread[t].task, L2) &&
        \at(k5_thread[t].passive, L1) == \at(k5_thread[t].passive, L2) &&
        \at(k5_thread[t].prio, L1) == \at(k5_thread[t].prio, L2) &&
        \at(k5_thread[t].sc, L1) == \at(k5_thread[t].sc, L2) &&
        \at(k5_thread[t].serves, L1) == \at(k5_thread[t].serves, L2) &&
        \at(k5_thread[t].awaits, L1) == \at(k5_thread[t].awaits, L2) &&
        \at(k5_thread[t].badge, L1) == \at(k5_thread[t].badge, L2);
    // of a thread, what lending leaves alone
    predicate same_part{L1, L2}(integer t) =
        \at(k5_context[t], L1) == \at(k5_context[t], L2) &&
        \at(k5_thread[t].task, L1) == \at(k5_thread[t].task, L2) &&
        \at(k5_thread[t].passive, L1) == \at(k5_thread[t].passive, L2) &&
        \at(k5_thread[t].prio, L1) == \at(k5_thread[t].prio, L2) &&
        \at(k5_thread[t].serves, L1) == \at(k5_thread[t].serves, L2) &&
        \at(k5_thread[t].awaits, L1) == \at(k5_thread[t].awaits, L2) &&
        \at(k5_thread[t].badge, L1) == \at(k5_thread[t].badge, L2);
    predicate same_place_of{L1, L2}(integer t) =
        \at(k5_thread[t].state, L1) == \at(k5_thread[t].state, L2) &&
        \at(queue_of(t), L1) == \at(queue_of(t), L2);
    predicate same_thread{L1, L2}(integer t) =
        \at(k5_thread[t], L1) == \at(k5_thread[t], L2) &&
        \at(k5_context[t], L1) == \at(k5_context[t], L2) &&
        \at(queue_of(t), L1) == \at(queue_of(t), L2);
    predicate same_state{L1, L2} =
        \at(k5.ready, L1) == \at(k5.ready, L2) &&
        \at(k5.top, L1) == \at(k5.top, L2) &&
        \at(k5.release, L1) == \at(k5.release, L2) &&
        \forall integer i; 0 <= i < 254 ==>
        \at(k5_queue[i], L1) == \at(k5_queue[i], L2) &&
        \at(k5_link[i], L1) == \at(k5_link[i], L2) &&
        \at(k5_thread[i], L1) == \at(k5_thread[i], L2) &&
        \at(k5_context[i], L1) == \at(k5_context[i], L2) &&
        \at(k5_sc[i], L1) == \at(k5_sc[i], L2) &&
        \at(k5_reply[i], L1) == \at(k5_reply[i], L2);
*/
