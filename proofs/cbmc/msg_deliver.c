/*
 * msg_deliver.c - the registers of a message, for all flags and buffers
 *
 * Two different threads, any registers: the receiver gets the label, the words
 * that are neither buffers nor slots, the badge and the length; its status, the
 * sender and
 * everything else stay. If there is a copy, it is one, between the two buffers
 * named, and of the shorter length.
 */
#include "message.h"

#include "claim.h"
#include "gift.h"
#include "prove.h"

enum {
	THREADS = 3
};

struct thread k5_thread[THREADS];
struct arch_context k5_context[THREADS];
struct thread nondet_thread(void);
struct arch_context nondet_context(void);
idx_t nondet_idx(void);
k5_word_t nondet_word(void);
bool nondet_bool(void);

static unsigned copies;
static struct claim copied_to;
static struct claim copied_from;
static k5_word_t copied;

void claim_copy(struct claim to, struct claim from, k5_word_t length)
{
	copies++;
	copied_to = to;
	copied_from = from;
	copied = length;
}

static unsigned gifts;
static k5_word_t given, take_at_gift;
static const struct k5_region place = {.base = 0x1000};
static struct k5_task_desc desc[256];
const struct k5_app k5_app = {.task = desc, .region = &place, .regions = 1};
static bool valid[2]; /* what claim_ok says of the two buffers now */

k5_word_t gift_deliver(idx_t from, idx_t to)
{
	(void)from;
	gifts++;
	take_at_gift = k5_context[to].arg[K5_ARG_TAKE];
	given = nondet_bool() ? K5_CAP_CAME : 0;
	if (given != 0 && nondet_bool())
		given |= K5_REGION_CAME;
	return given; /* region 0 */
}

bool claim_ok(idx_t task, struct claim claim, uint8_t rights)
{
	(void)task;
	(void)claim;
	return valid[rights == K5_MEM_WRITE];
}

static k5_word_t smaller(k5_word_t a, k5_word_t b)
{
	return a < b ? a : b;
}

static void prove_copy(const k5_word_t *sent, const k5_word_t *room,
		       bool from_ok, bool to_ok)
{
	bool offered = (sent[K5_ARG_NUMBER] & K5_COPY_OUT) != 0;
	bool taken = (room[K5_ARG_NUMBER] & K5_COPY_IN) != 0;

	PROVE(copies == (offered && taken && from_ok && to_ok),
	      "one copy, if both sides want it and still may");
	if (copies == 0)
		return;
	PROVE(copied_from.base == sent[2] && copied_from.length == sent[3],
	      "from the sender's buffer");
	PROVE(copied_to.base == room[4] && copied_to.length == room[5],
	      "to the receiver's buffer");
	PROVE(copied == smaller(sent[3], room[5]), "as much as fits");
	REACH("a copy");
}

static void prove_words(const k5_word_t *sent, const k5_word_t *got,
			bool from_ok)
{
	bool out = (sent[K5_ARG_NUMBER] & K5_COPY_OUT) != 0;
	bool gives = (sent[K5_ARG_NUMBER] & K5_CAP_OUT) != 0;
	bool takes = (sent[K5_ARG_NUMBER] & K5_CAP_IN) != 0;
	bool in = (sent[K5_ARG_NUMBER] & K5_COPY_IN) != 0;

	PROVE(got[1] == sent[1], "the label");
	PROVE(got[2] == (out ? 0 : sent[2]), "word 0, or nothing");
	PROVE(got[3] == (gives && (given & K5_REGION_CAME) != 0 ? place.base
			 : out || gives                         ? 0
								: sent[3]),
	      "word 1, or nothing, or where memory lies");
	PROVE(got[4] == (in ? 0 : sent[4]), "word 2, or nothing");
	PROVE(got[5] == (in || takes ? 0 : sent[5]), "word 3, or nothing");
	PROVE(got[7] == (gives            ? given
			 : out && from_ok ? sent[3]
					  : 0),
	      "what came");
	PROVE(gifts == gives, "a cap crosses at most once, if one is given");
	REACH_IF(gives, "a cap is given");
}

int main(void)
{
	idx_t from = nondet_idx();
	idx_t to = nondet_idx();
	idx_t other = nondet_idx();
	unsigned i = nondet_word();
	k5_word_t badge = nondet_word();

	for (unsigned t = 0; t < THREADS; t++) {
		k5_thread[t] = nondet_thread();
		k5_context[t] = nondet_context();
	}
	ASSUME(from < THREADS && to < THREADS && other < THREADS);
	ASSUME(from != to && other != to && i < K5_ARGS);

	ASSUME((k5_context[from].arg[7] & 0x500) != 0x500);
	ASSUME((k5_context[from].arg[7] & 0x100) == 0 ||
	       k5_context[from].arg[3] <= K5_COPY_MAX); /* msg_check */

	struct arch_context sender = k5_context[from];
	struct arch_context old = k5_context[to];
	struct arch_context beside = k5_context[other];
	struct thread before = k5_thread[to];
	idx_t sender_task = k5_thread[from].task;
	struct thread third = k5_thread[other];

	valid[0] = nondet_bool();
	valid[1] = nondet_bool();
	desc[sender_task].windows = (uint8_t)nondet_word();
	desc[k5_thread[to].task].windows = (uint8_t)nondet_word();

	bool from_ok = valid[0] || desc[sender_task].windows == 0;
	bool to_ok = valid[1] || desc[k5_thread[to].task].windows == 0;

	msg_deliver(from, to, badge);

	const struct thread *after = &k5_thread[to];

	prove_words(sender.arg, k5_context[to].arg, from_ok);
	prove_copy(sender.arg, old.arg, from_ok, to_ok);
	PROVE(gifts == 0 || take_at_gift == old.arg[5],
	      "into the slot that the receiver named");
	PROVE(k5_context[to].arg[6] == badge, "the badge");
	PROVE(k5_context[to].arg[0] == old.arg[0], "the status stays");
	PROVE(after->state == before.state && after->sc == before.sc &&
		      after->serves == before.serves &&
		      after->awaits == before.awaits &&
		      after->task == before.task && after->prio == before.prio,
	      "the receiver's place stays");
	PROVE(k5_context[other].arg[i] == beside.arg[i] &&
		      k5_thread[other].state == third.state &&
		      k5_thread[other].sc == third.sc,
	      "nobody else is touched");
	REACH("the end");
}
