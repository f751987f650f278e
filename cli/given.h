/*
 * given.h - which caps could come to a task at run time, and by which way
 *
 *      giver --send, grant--> endpoint --recv, grant--> taker     with a call
 *      taker <--send, grant-- endpoint <--recv--------- giver     with its answer,
 *            or grant-reply                  and a reply cap with grant
 *      task --control--> pool: an endpoint, a notification of its own
 *
 * Of each cap a copy may travel, and what came may travel on; memory is lent with
 * a call, and moves for good if its cap has grant. The rights at an endpoint's
 * both ends are all that is asked: whether anybody gives, or has a slot to take
 * into, is in the code of the tasks. So nothing that is not here can happen, and
 * what is here may never.
 *
 * Not here: what a port gives, which reach.h follows as it is.
 */
#pragma once

#include "authority.h"
#include "reach.h"

/* How a hold came that app.toml does not give. */
enum given_how {
	GIVEN_NOT, /* app.toml gives it */
	GIVEN_COPY,
	GIVEN_LOAN,
	GIVEN_MOVE,
	GIVEN_MADE /* out of a pool */
};

struct given_by {
	enum given_how how;
	size_t from; /* the giver's hold, or the pool's: an index, and a lower one */
	size_t send; /* the ends that it came through, holds as well */
	size_t recv;
};

struct given {
	struct authority a;  /* with what may come; the nodes as they were, then
				what pools make */
	struct given_by *by; /* beside a.hold */
};

/* May caps go from one of these ends of an endpoint to the other? */
bool given_travels(const struct authority *a, size_t send, size_t recv,
		   bool call);

/*
 * Whether some reply cap of the task may have grant: it is given one if it takes
 * or answers with caps anywhere, makes one of a pool, or takes one that travels.
 */
bool given_hands_back(const struct authority *a, size_t task);

void given_find(const struct authority *a, struct given *out);

/* "camera may lend region page (read, write) to filter, through ...". */
char *given_gift_words(const struct given *g, size_t hold);

/* All gifts that end in this hold; all that a way needs, and then the way. */
char *given_hold_words(const struct given *g, size_t hold);
char *given_way_words(const struct given *g, const struct reach *r);

/* Beside g->a.hold: which of them a way needs, of app.toml's and of others. */
bool *given_needed(const struct given *g, const struct reach *r);
