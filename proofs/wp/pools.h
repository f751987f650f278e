/*
 * pools.h - the pools of state.h, as long as their index type allows
 *
 * The kernel never knows how long its pools are; k5_app says how much of them
 * is in use, and the contracts speak of that. A prover wants some bound: the
 * last index but NIL.
 */
#pragma once

/* Frama-C does not know the word; alignment means nothing to a contract. */
#define _Alignas(n)

#include "state.h"

extern struct queue k5_queue[254];
extern struct link k5_link[254];
extern struct thread k5_thread[254];
extern struct arch_context k5_context[254];
extern struct sc k5_sc[254];
extern struct reply k5_reply[254];
extern struct cap k5_slot[65535];
extern struct node k5_node[65535];
extern struct window k5_window[254];
extern struct notification k5_notification[254];
extern struct task k5_task[254];
extern struct timer k5_timer[254];
extern struct notification k5_notification[254];
