/*
 * shrink.c - delta debugging: without a half, a quarter, ..., a single step
 *
 *      ################        fails
 *      ########                fails: the rest was not needed
 *          ####                does not: put back
 *      ####                    fails ...
 *
 * Each list is replayed in a process of its own, from a fresh world. One that
 * fails in another way is not shorter but another bug. What a replay did not
 * come to, because another thread ran, goes at once.
 */
#include "shrink.h"

#include <string.h>
#include <time.h>

#include "chaos.h"

enum {
	HANG = 300 /* ms of a processor; a replay takes a tenth */
};

unsigned shrink_tried;

static struct steps *best; /* the shortest so far; as tried, it was done */
static struct steps *next; /* what is tried; the child notes in it */
static const char *kind;
static time_t until;

static void replay(void *with)
{
	static struct chaos chaos;

	guard_brief();
	guard_limit(HANG);
	chaos_replay(&chaos, with);
}

static bool out_of_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec >= until;
}

static void copy(struct steps *to, const struct steps *from)
{
	to->app = from->app;
	to->count = from->count;
	memcpy(to->deed, from->deed, from->count * sizeof(from->deed[0]));
}

/* The best is what fails, without the steps that it did not come to. */
static void keep(void)
{
	best->count = 0;
	for (uint32_t i = 0; i < next->count; i++) {
		if (next->deed[i].done)
			best->deed[best->count++] = next->deed[i];
	}
}

/* The log may have been too full to say which assertion it was. */
static bool alike(const char *a, const char *b)
{
	static const char unnamed[] = "ERROR: assertion: ?";
	size_t n = sizeof(unnamed) - 2;
	bool some = strncmp(a, unnamed, n + 1) == 0 ||
		    strncmp(b, unnamed, n + 1) == 0;

	return some ? strncmp(a, b, n) == 0 : strcmp(a, b) == 0;
}

static bool still_fails(void)
{
	struct verdict verdict;

	for (uint32_t i = 0; i < next->count; i++)
		next->deed[i].done = false;
	shrink_tried++;
	guard(replay, next, &verdict);
	if (verdict.passed || !alike(verdict.kind, kind))
		return false;
	keep();
	return true;
}

/* Whose call it was may not matter: then fewer steps lead to it. */
static bool fails_by_anybody(void)
{
	for (uint32_t i = 0; i < next->count; i++)
		next->deed[i].thread = NIL;
	return still_fails();
}

static bool without(uint32_t from, uint32_t count)
{
	copy(next, best);
	next->count -= count;
	memmove(&next->deed[from], &next->deed[from + count],
		(next->count - from) * sizeof(next->deed[0]));
	return still_fails() || fails_by_anybody();
}

/* From the end: what is last is seldom what the failure needs... to begin. */
static bool sweep(uint32_t chunk)
{
	bool shorter = false;

	for (uint32_t end = best->count; end > 0 && !out_of_time();) {
		uint32_t from = end > chunk ? end - chunk : 0;

		shorter |= without(from, end - from);
		end = from < best->count ? from : best->count;
	}
	return shorter;
}

static void zero(uint32_t i, k5_word_t *(*field)(struct request *r))
{
	copy(next, best);
	if (*field(&next->deed[i].request) == 0)
		return;
	*field(&next->deed[i].request) = 0;
	still_fails();
}

#define FIELD(name, member)                                                    \
	static k5_word_t *name(struct request *r)                              \
	{                                                                      \
		return &r->member;                                             \
	}
FIELD(label, label)
FIELD(word0, word[0])
FIELD(word1, word[1])
FIELD(word2, word[2])
FIELD(word3, word[3])
FIELD(reply_slot, reply)
FIELD(flags, flags)

static void zero_registers(void)
{
	static k5_word_t *(*const fields[])(struct request *) = {
		flags, label, word0, word1, word2, word3, reply_slot};

	for (uint32_t i = 0; i < best->count; i++) {
		for (unsigned f = 0; f < 7 && !out_of_time(); f++) {
			if (i < best->count && best->deed[i].kind == DEED_CALL)
				zero(i, fields[f]);
		}
	}
}

/* Time that passes in two steps, in one. */
static void join_passes(void)
{
	for (uint32_t i = 1; i < best->count && !out_of_time();) {
		copy(next, best);
		if (next->deed[i - 1].kind != DEED_PASS ||
		    next->deed[i].kind != DEED_PASS) {
			i++;
			continue;
		}
		next->deed[i].value += next->deed[i - 1].value;
		next->count--;
		memmove(&next->deed[i - 1], &next->deed[i],
			(next->count - i + 1) * sizeof(next->deed[0]));
		i += still_fails() ? 0 : 1;
	}
}

static void allocate(void)
{
	if (best == NULL) {
		best = guard_shared(sizeof(*best));
		next = guard_shared(sizeof(*next));
	}
}

bool shrink(struct steps *steps, const struct verdict *failure,
	    unsigned seconds)
{
	struct timespec now;

	allocate();
	clock_gettime(CLOCK_MONOTONIC, &now);
	until = now.tv_sec + (time_t)seconds;
	kind = failure->kind;
	shrink_tried = 0;
	best->app = steps->app;
	copy(next, steps);
	if (!still_fails())
		return false;
	for (uint32_t chunk = best->count / 2; chunk > 0; chunk /= 2)
		sweep(chunk);
	while (best->count > 1 && !out_of_time() && sweep(1))
		;
	join_passes();
	zero_registers();
	copy(steps, best);
	return true;
}
