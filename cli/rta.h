/*
 * rta.h - how long a job can take, whatever the other threads do
 *
 *      release      budget of others   own work   a server is held   end
 *         |--- B ------ I I I -------- W W W W ------- B -------------|
 *         `-------------------- response ------------------------------'
 *
 * Response-time analysis for fixed priorities (Audsley, Burns, Richardson,
 * Tindell, Wellings 1993, "Applying new scheduling theory to static priority
 * pre-emptive scheduling"): the response is the least L with L = f(L), where
 * f adds up all that can come before the end of a job in a window of length L.
 *
 * Of others only what the kernel enforces is believed: in any window as long
 * as its period no thread uses more than its budget. The kernel's sporadic
 * server (Sprunt, Sha, Lehoczky 1989, with what Stanovich et al. 2010 mend)
 * gives time back one period after it was really used, so that each thread is
 * for all others at most a periodic one: ceil(L / period) * budget. Of the
 * thread itself, and of the servers it calls, the work stated is believed, and
 * that they call only where `calls` says; of others all that they `may` call.
 *
 * Times are ticks of any clock. No I/O, no allocation, nothing of app.toml:
 * schedule.c fills this in, tests/sched/property.c tries to refute it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	RTA_THREADS = 65, /* all of an app, and its console */
	RTA_REFILLS = 4,  /* REFILLS of kernel/state.h */
	RTA_NOBODY = 255
};

/* Why there is no bound. `who` and `also` are threads of the set. */
enum rta_why {
	RTA_BOUNDED,
	RTA_AWAITS, /* who waits for an answer of also, which is not passive */
	RTA_NOTICE, /* the server who may wait for a notification */
	RTA_POOL,   /* several threads serve where who calls */
	RTA_CYCLE,  /* the server who calls itself over others */
	RTA_HELD,   /* the server who says no work: it may be held for ever */
	RTA_TURNS,  /* who and also, of higher priority, may take turns */
	RTA_STILL,  /* who calls also; its time may be set to next to nothing */
	RTA_STARVED, /* who calls also, and a request needs too many budgets */
	RTA_ENDLESS, /* who is at or above it, perhaps in also, and never out of
			time */
	RTA_ORDER, /* who is its equal without limit, and may go first again and
			again, as also's time is set by others */
	RTA_WORK,  /* its work, and the kernel's for it, exceed its budget */
	RTA_BACK,  /* its budget may not be back at its next job */
	RTA_LATE,  /* a job may last until after the next one's release */
	RTA_OVERLOAD /* those at or above it leave no time */
};

struct rta_thread {
	uint8_t priority;
	uint8_t ceiling; /* somebody may make it so urgent; 0: nobody */
	bool passive;
	uint64_t budget; /* == period: slices, no limit; passive: see rta.c */
	uint64_t period;
	uint64_t work;   /* of a job; passive: of a request. 0: not stated */
	uint64_t every;  /* jobs are that far apart. 0: its budget is whole */
	uint32_t wakes;  /* kernel entries in a period that wake it, at most */
	uint32_t lines;  /* of them, while it cannot run: of its interrupts */
	uint64_t calls;  /* bit t: calls the passive thread t, once a job */
	uint64_t may;    /* the same, at any time: all that caps could allow */
	uint64_t set_by; /* bit t: t may set its time, and who goes after it */
	enum rta_why hinder; /* AWAITS, NOTICE, POOL: what its caps allow */
	uint8_t hinders;     /* AWAITS: for whom */
};

struct rta_set {
	struct rta_thread thread[RTA_THREADS];
	size_t count;
	uint64_t path; /* the longest way through the kernel */
	uint64_t tick; /* the longest of a timer or an interrupt */
};

struct rta_result {
	enum rta_why why;
	uint8_t who;
	uint8_t also;
	uint64_t
		response; /* BOUNDED, BACK, LATE: of one job, its budget whole */
	uint64_t others;  /* of it: budgets of others */
	uint64_t kernel;  /* of it: the kernel, on this thread's budget */
	uint64_t held;    /* of it: waiting for servers that others hold */
	uint64_t needs;   /* BACK: a budget that would do */
};

/* Can thread t, not passive, promise anything, and what? */
struct rta_result rta_response(const struct rta_set *set, size_t t);

/* Bit s: the thread, or a server of its, calls s, or if `hostile` may do so. */
uint64_t rta_reach(const struct rta_set *set, size_t t, bool hostile);

/* As urgent as others must reckon with; for itself its priority counts. */
static inline uint8_t rta_most(const struct rta_thread *t)
{
	return t->ceiling > t->priority ? t->ceiling : t->priority;
}

static inline bool rta_slices(const struct rta_thread *t)
{
	return t->budget > 0 && t->budget == t->period;
}
