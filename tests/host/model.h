/*
 * model.h - slots, messages and memory, as small as can be
 *
 * Written from docs/abi.md and docs/decisions, not from the kernel: a cap is a
 * row that names the row it was derived from, a thread a row that says where it
 * waits and since when, and every question is answered by looking at all rows.
 * The kernel must agree after each operation, in everything that is a row here.
 *
 *      model.c         slots: mint, move, delete, revoke, create, start
 *      model_loan.c    memory: who sees it, loans and gifts of it, bytes
 *      model_cargo.c   what crosses beside the words of a message
 *      model_meet.c    who meets whom at an endpoint, and answers
 *      model_end.c     debts and waits that end, and whose time comes back
 *      model_control.c threads that are watched over
 *      model_call.c    each system call, interrupts, faults
 *      model_same.c    the one place that reads the kernel's state
 *
 * Who runs next is the scheduler's affair, and not here.
 */
#pragma once

#include "world.h"

enum {
	MODEL_SLOTS = TASKS * CSPACE,
	NOBODY = -1
};

enum model_place {
	M_ENDED, /* unborn, not started, or stopped */
	M_ON,    /* goes on, when the scheduler lets it */
	M_SENDS,
	M_CALLS,
	M_RECEIVES, /* these three at an endpoint */
	M_OWED,     /* its call was taken; an answer comes by a reply */
	M_SLEEPS,
	M_WAITS, /* at a notification */
	M_PLACES
};

struct model_thread {
	k5_word_t arg[K5_ARGS]; /* what it says, or has heard */
	k5_word_t badge;        /* under which it sends */
	k5_ticks_t until;       /* its deadline */
	struct timer timer;     /* of which nothing counts without bits */
	uint64_t since;         /* waits there since, in arrivals */
	uint8_t place;
	uint8_t prio;
	idx_t at;     /* the endpoint, notification or reply */
	idx_t serves; /* the reply that it last received with */
	idx_t time;   /* whose time it runs on: a thread, or NIL */
	idx_t lends;  /* the region that its call lends */
	bool forgot;  /* what it would give went before it was given */
};

struct model_reply {
	idx_t caller; /* NIL: owes nobody */
	idx_t server; /* who owes, or who waits to receive with it */
	idx_t lent;   /* whose time came with the call, or NIL */
};

/* What a run has seen, counted by the model. */
#define MODEL_EVENTS(X)                                                        \
	X(MET, "messages met")                                                 \
	X(ANSWERED, "debts answered")                                          \
	X(COPIED, "buffers copied")                                            \
	X(GIFT, "caps crossed")                                                \
	X(LENT, "loans made")                                                  \
	X(UNLENT, "loans ended")                                               \
	X(MOVED, "regions given")                                              \
	X(LATE, "deadlines passed")                                            \
	X(DEAD, "waits ended by an end")                                       \
	X(LOST, "deletes that woke somebody")                                  \
	X(AWAY, "lenders turned away")                                         \
	X(BITS, "waiters signalled")                                           \
	X(OVERRUN, "overruns told")                                            \
	X(ABORTED, "requests aborted")                                         \
	X(URGENT, "priorities set")                                            \
	X(SET, "budgets set")                                                  \
	X(UNBOUND, "threads unbound")                                          \
	X(BOUND, "threads bound")                                              \
	X(RECALLED, "times called home")                                       \
	X(RANG, "timers that signalled")                                       \
	X(MUTE, "timers that no longer might")                                 \
	X(STARTED, "threads started")
enum model_event {
#define MODEL_EVENT(name, text) SEEN_##name,
	MODEL_EVENTS(MODEL_EVENT)
#undef MODEL_EVENT
	SEEN_ALL
};

struct model {
	struct {
		struct cap cap; /* of a region: no badge, no window */
		int parent;
		idx_t by; /* the reply that memory is lent by, or NIL */
	} slot[MODEL_SLOTS];
	slot_idx_t order[MODEL_SLOTS]; /* in which a revocation goes on */
	struct model_thread thread[THREADS];
	struct model_reply reply[REPLIES];
	k5_word_t bits[NOTIFICATIONS];
	struct port port[PORTS];
	bool open[IRQS];
	bool stopped[TASKS];
	struct k5_sc_desc terms[SCS]; /* budget and period, as set last */
	k5_ticks_t used[SCS];         /* counted by who lets time pass */
	uint32_t ready; /* a set: whom the scheduler holds for it */
	uint64_t arrivals;
	k5_ticks_t now;
	k5_ticks_t asleep; /* how long nobody ran: who drives tells it */
	struct mem_image memory;
	uint8_t page[PAGES][REGION_SIZE];
	uint64_t seen[SEEN_ALL];
};

/* As the app is at boot: no cap is derived from another, nobody waits. */
void model_boot(struct model *m);

/*
 * The running thread calls with these registers, in which the model leaves what
 * it has afterwards. False: what the kernel chose is not among its choices.
 */
bool model_call(struct model *m, idx_t t, const k5_word_t *arg);

/*
 * Before it: the model looks in which order a revocation would go, and who is ready,
 * for both are the kernel's to choose.
 */
void model_look(struct model *m);

/*
 * What else comes into the kernel; then timers that are due signal, and whose
 * deadline has passed hears so.
 */
void model_irq(struct model *m, uint16_t line);
void model_fault(struct model *m, idx_t t);
void model_late(struct model *m, k5_ticks_t now);

/*
 * Is the time out on which t runs, if it has run until now? By the refills it
 * had when the kernel was left. Then: the model tells whom the app says.
 */
bool model_spent(idx_t t, k5_ticks_t now);
void model_overrun(struct model *m, idx_t t);

/* The task's call, and the answer it must get. Slots are the task's own. */
enum k5_err model_mint(struct model *m, idx_t task, const k5_word_t *arg);
enum k5_err model_move(struct model *m, idx_t task, const k5_word_t *arg);
enum k5_err model_delete(struct model *m, idx_t task, const k5_word_t *arg);

/*
 * Which of the unborn is taken is the kernel's to choose, and the model looks:
 * one of that pool to which nobody had a cap.
 */
enum k5_err model_create(struct model *m, idx_t task, const k5_word_t *arg);

/*
 * Which descendants go first, and how many at a time, is the kernel's to choose:
 * the model looks at what is gone, and says whether that and `said` are an answer
 * it may give.
 */
bool model_revoke(struct model *m, idx_t task, const k5_word_t *arg,
		  enum k5_err said);

/* The kernel's tree: whose child each slot's cap is. */
void model_parents(int out[MODEL_SLOTS]);

/* The first slot where the kernel has something else, or NO_SLOT. */
slot_idx_t model_differs(const struct model *m);

/* All the rest: in words what the kernel has otherwise, or NULL. */
const char *model_differs_in(const struct model *m);
