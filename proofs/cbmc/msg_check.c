/*
 * msg_check.c - which buffers a thread may name
 *
 * For all flags and registers. Whether a claim is the task's own is claim_ok's
 * matter: here it answers as it pleases, and notes what it was asked.
 */
#include "message.h"

#include "claim.h"

#include "prove.h"

enum {
	THREADS = 1
};

struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];

struct thread nondet_thread(void);
struct arch_context nondet_context(void);
bool nondet_bool(void);

static struct claim asked[2];
static uint8_t asked_rights[2];
static bool answered[2];
static unsigned asks;

bool claim_ok(idx_t task, struct claim claim, uint8_t rights)
{
	PROVE(asks < 2 && task == k5_thread[0].task, "asked of its own task");
	asked[asks] = claim;
	asked_rights[asks] = rights;
	answered[asks] = nondet_bool();
	return answered[asks++];
}

/* Linked, and never called: who checks does not copy. */
void claim_copy(struct claim to, struct claim from, k5_word_t length)
{
	(void)to;
	(void)from;
	(void)length;
	PROVE(false, "a check copies nothing");
}

/* What the checks say of the buffer in arg[at] and arg[at+1]. */
static enum k5_err verdict(unsigned n, unsigned at, uint8_t rights)
{
	const k5_word_t *arg = k5_context[0].arg;

	if (arg[at + 1] > 256)
		return K5_ERR_RANGE;
	PROVE(n < asks && asked[n].base == arg[at] &&
		      asked[n].length == arg[at + 1] &&
		      asked_rights[n] == rights,
	      "the buffer itself is asked about, with its right");
	return answered[n] ? K5_OK : K5_ERR_MEMORY;
}

int main(void)
{
	k5_word_t old[K5_ARGS], k;
	enum k5_err want = K5_OK;
	unsigned n = 0;

	k5_thread[0] = nondet_thread();
	k5_context[0] = nondet_context();
	for (unsigned i = 0; i < K5_ARGS; i++)
		old[i] = k5_context[0].arg[i];

	enum k5_err e = msg_check(0);

	if ((old[7] & 0x100) != 0)
		want = verdict(n++, 2, K5_MEM_READ);
	if (want == K5_OK && (old[7] & 0x200) != 0)
		want = verdict(n++, 4, K5_MEM_WRITE);
	PROVE(e == want, "the first buffer that is wrong decides");
	ASSUME(k < K5_ARGS);
	PROVE(k5_context[0].arg[k] == old[k], "looking changes nothing");
	REACH_IF(e == K5_ERR_RANGE, "too long");
	REACH_IF(e == K5_ERR_MEMORY && n == 2, "the second is not its own");
	REACH_IF(e == K5_OK && n == 2, "both are");
}
