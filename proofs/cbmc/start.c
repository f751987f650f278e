/*
 * start.c - a thread starts in its own task's code, no more urgent than it may
 *
 * Three threads of two tasks in any state, any of them in pools; one start with
 * anything in the registers, or one beginning as boot does it. What is code is
 * claim.c's matter, where the thread goes then sched.c's: here they answer and
 * are told.
 */
#include "start.h"

#include "arch.h"
#include "claim.h"
#include "prove.h"
#include "sched.h"

enum {
	THREADS = 3
};

static struct k5_thread_desc desc[THREADS];
const struct k5_app k5_app = {.thread = desc, .threads = THREADS, .tasks = 2};
struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
struct k5_state k5;

static struct thread old[THREADS];
static idx_t t, by;
static struct start how;
static bool code;
static unsigned asked, made, woken;

struct k5_thread_desc nondet_desc(void);
struct thread nondet_thread(void);
bool nondet_bool(void);
uint8_t nondet_u8(void);

bool claim_ok(idx_t task, struct claim claim, uint8_t rights)
{
	PROVE(task == old[by].task && claim.base == how.entry &&
		      claim.length > 0 && rights == K5_MEM_EXEC,
	      "may the caller's task execute what is there?");
	asked++;
	return code;
}

void arch_context_init(struct arch_context *ctx, const struct k5_thread_desc *d,
		       k5_word_t argument)
{
	PROVE(ctx == &k5_context[t], "its own registers");
	PROVE(d->stack_base == desc[t].stack_base &&
		      d->stack_top == desc[t].stack_top &&
		      d->task == desc[t].task,
	      "on its own stack, in its own task");
	PROVE(d->entry == how.entry && argument == how.argument,
	      "what was asked for");
	made++;
}

void sched_wake(idx_t who)
{
	PROVE(who == t && made == 1, "whoever begins, with all made");
	PROVE(k5_thread[t].sc == old[t].sc, "on the time that it has");
	woken++;
}

static bool same(idx_t x)
{
	return k5_thread[x].task == old[x].task &&
	       k5_thread[x].passive == old[x].passive &&
	       k5_thread[x].prio == old[x].prio &&
	       k5_thread[x].state == old[x].state &&
	       k5_thread[x].sc == old[x].sc &&
	       k5_thread[x].serves == old[x].serves &&
	       k5_thread[x].awaits == old[x].awaits &&
	       k5_thread[x].lends == old[x].lends &&
	       k5_thread[x].badge == old[x].badge;
}

static void prove_begun(uint8_t live)
{
	PROVE(made == 1 && woken == 1, "once");
	PROVE(k5.live == live + 1, "one more lives");
	PROVE(k5_thread[t].prio == how.prio, "as urgent as was asked");
	PROVE(k5_thread[t].serves == NIL && k5_thread[t].awaits == NIL &&
		      k5_thread[t].lends == NIL && k5_thread[t].badge == 0,
	      "nothing is left of a life before");
	PROVE(k5_thread[t].task == old[t].task &&
		      k5_thread[t].passive == old[t].passive,
	      "it is what it was");
}

static void prove_start(uint8_t live)
{
	bool may = old[t].task == old[by].task && desc[t].entry == 0 &&
		   how.prio <= old[by].prio && how.prio <= desc[t].ceiling &&
		   code && old[t].state == T_STOPPED;
	k5_word_t *word = &k5_context[by].arg[K5_ARG_WORD];

	word[0] = how.entry;
	word[1] = how.argument;
	word[2] = how.prio;

	enum k5_err e = thread_start(t, by);

	PROVE((e == K5_OK) == may, "all of it, or nothing");
	PROVE(e != K5_ERR_MEMORY || asked == 1, "somebody looked");
	REACH_IF(e == K5_ERR_BUSY, "it runs already");
	REACH_IF(e == K5_ERR_RIGHT, "another task's");
	if (e == K5_OK) {
		prove_begun(live);
		REACH("it begins");
		return;
	}
	PROVE(made == 0 && woken == 0 && k5.live == live, "or nothing");
	PROVE(same(t), "it is as it was");
}

int main(void)
{
	idx_t other;
	uint8_t live = nondet_u8();

	t = nondet_u8();
	by = nondet_u8();
	ASSUME(t < THREADS && by < THREADS && live < THREADS);
	k5.live = live;
	code = nondet_bool();
	for (idx_t x = 0; x < THREADS; x++) {
		desc[x] = nondet_desc();
		k5_thread[x] = nondet_thread();
		ASSUME(desc[x].ceiling < PRIOS && k5_thread[x].prio < PRIOS);
		ASSUME(k5_thread[x].task == desc[x].task && desc[x].task < 2);
		old[x] = k5_thread[x];
	}

	struct start any;

	how = any;
	ASSUME(other < THREADS && other != t);
	if (nondet_bool()) {
		prove_start(live);
	} else {
		ASSUME(how.prio < PRIOS);
		thread_begin(t, how);
		prove_begun(live);
	}
	PROVE(same(other), "nobody else");
}
