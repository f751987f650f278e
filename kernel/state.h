/*
 * state.h - everything the kernel remembers
 *
 * Objects live in pools whose lengths the app states; k5 holds the rest. The
 * pools are defined beside k5_app, in generated code or in a test. Links lie
 * beside the objects: a thread is in at most one queue, so one link per thread
 * serves ready, release, endpoint and notification queues alike.
 */
#pragma once

#include <k5/log.h>

#include <arch/types.h>

#include "app.h"

/* Queue numbers: ready queues by priority, then the rest. */
enum {
	Q_RELEASE = PRIOS,
	Q_FIRST_EP
};

enum thread_state {
	T_STOPPED,   /* unborn, not started, or ended */
	T_READY,     /* in the ready queue of its priority, on a funded sc */
	T_THROTTLED, /* would run; its sc waits for a refill (release queue) */
	T_UNFUNDED,  /* would run; has no sc, in no queue */
	T_FIRST_WAIT,
	T_SENDING = T_FIRST_WAIT, /* in an endpoint's queue */
	T_CALLING,   /* in an endpoint's queue; will be owed a reply */
	T_RECEIVING, /* in an endpoint's queue; takes sends and calls */
	T_SERVING, /* the same, but passive: takes calls only, and their time */
	T_REPLY,   /* its call was taken; owed a reply, in no queue */
	T_ASLEEP,  /* until its deadline, in no queue */
	T_WAITING  /* in a notification's queue */
};

struct queue {
	idx_t head;
	idx_t tail;
};

/* Aligned, as structs thread and reply below, so that indexing is a shift. */
struct link {
	_Alignas(4) idx_t queue; /* NIL: in none */
	idx_t next;
	idx_t prev;
};

/* What the port saves of a thread, struct arch_context, is beside: k5_context. */
struct thread {
	/* written at boot only */
	_Alignas(16) idx_t task;
	bool passive;

	uint8_t prio; /* written when it begins, and by sched_priority */

	uint8_t state; /* enum thread_state */
	idx_t sc;      /* runs on this one's time; NIL: on nobody's */
	idx_t serves;  /* the reply it last received with, or NIL */
	idx_t awaits;  /* T_REPLY: the reply that owes it an answer */
	idx_t lends;   /* T_CALLING with K5_CAP_LEND: which region */

	k5_word_t badge; /* T_SENDING, T_CALLING, T_REPLY: of its cap */
};

struct task {
	struct arch_regions regions; /* as the hardware wants them */
	uint8_t fault;               /* enum k5_fault of its end */
	bool stopped;
};

/* A promise of time: `amount` ticks, not before `time`. */
struct refill {
	k5_ticks_t time;
	uint32_t amount;
};

enum {
	REFILLS = 4
};

/* refill[0 .. count-1] are ordered by time and add up to budget. */
struct sc {
	k5_ticks_t before; /* used before the slice at hand: sc_consumed */
	struct refill refill[REFILLS];
	uint32_t budget;
	uint32_t period;
	uint8_t count;
	bool slices;  /* budget equals period: round robin */
	idx_t home;   /* the thread that owns it */
	idx_t holder; /* the thread that runs on it now; NIL: retired */
};

struct cap {
	k5_word_t badge;
	uint8_t type;
	uint8_t rights;
	idx_t object;
	uint8_t window; /* of a region: the one that shows it */
};

/* A slot among those that its cap was derived with: cdt.c draws it. */
struct node {
	slot_idx_t next;
	slot_idx_t prev;
	slot_idx_t first;
	slot_idx_t last;
};

/* One debt: `server` received a call from `caller` and owes an answer. */
struct reply {
	_Alignas(4) idx_t caller; /* NIL: owes nobody */
	idx_t server; /* while it owes, and while a receiver waits with it */
	idx_t lent;   /* the sc that came with the call, or NIL */
	uint8_t loan; /* the window that its caller's region came to, or NIL */
};

/* A region as the hardware wants it, encoded once. */
struct region {
	struct arch_window read;
	struct arch_window write; /* and read */
};

/*
 * A place in a task's view, and a loan if `from` says so. Aligned, as struct
 * thread above.
 */
struct window {
	_Alignas(16) idx_t region; /* NIL: free, and the rest says nothing */
	uint8_t readers; /* how many windows are lent from it for reading */
	uint8_t rights;  /* K5_MEM_ bits; 0 while it is lent for writing */
	uint8_t from;    /* the window that it is lent from; NIL: its owner's */
	slot_idx_t slot; /* of the cap that it is seen by */

	struct arch_place place; /* in the view; written at boot only */
};

struct notification {
	k5_word_t bits;
};

/* A thread's own: at a moment bits go by the cap that is in the slot then. */
struct timer {
	k5_ticks_t at;
	k5_word_t bits; /* 0: it is not set, and the rest says nothing */
	k5_slot_t slot;
};

struct port {
	k5_word_t clients; /* connected so far: the next badge is one more */
	bool listening;
};

struct irq {
	uint32_t fired; /* since boot */
};

/* Bit i: object share[kind].first + i of the app's pool is unborn. */
struct pool {
	uint32_t unborn[POOL_KINDS];
};

extern struct queue k5_queue[];
extern struct link k5_link[];
extern struct thread k5_thread[];
extern struct arch_context k5_context[]; /* written by the port on entry */
extern k5_ticks_t k5_until[];            /* each thread's deadline */
extern struct timer k5_timer[];          /* beside, if app_timed() */
extern struct task k5_task[];
extern struct sc k5_sc[];
extern struct refill k5_spare[]; /* what each sc has less than app.toml says */
extern struct cap k5_slot[];
extern struct node k5_node[]; /* beside k5_slot */
extern struct reply k5_reply[];
extern struct notification k5_notification[];
extern struct port k5_port[];
extern struct irq k5_irq[];
extern struct pool k5_pool[];
extern struct region k5_region[];
extern struct window k5_window[];
extern uint8_t k5_log_ring[];

struct k5_state {
	k5_ticks_t now; /* when the kernel was entered: all before is charged */
	k5_ticks_t release;  /* no throttled thread is due before */
	k5_ticks_t deadline; /* no wait ends, and no timer is due, before */
	k5_ticks_t alarm;    /* when the timer fires; never later than needed */
	uint32_t ready;      /* bit p: ready queue p is not empty */
	uint32_t dropped;    /* log frames lost since the last that fit */
	uint32_t log_next;   /* ring index after the last byte put */
	uint8_t top;         /* no ready queue above this one holds a thread */
	uint8_t live;        /* threads not stopped */
	idx_t current;       /* the running thread, or NIL while idle */
	bool failed;         /* some task ended by a fault or a panic */
	bool lenders;        /* in some queue a caller may wait that lends */
};

extern struct k5_state k5;

/* Of the time up to k5.now: when nobody ran; if app_observed(). */
extern k5_ticks_t k5_asleep;

static inline idx_t q_endpoint(idx_t ep)
{
	return (idx_t)(Q_FIRST_EP + ep);
}

static inline idx_t q_notification(idx_t n)
{
	return (idx_t)(Q_FIRST_EP + k5_app.endpoints + n);
}
