/*
 * authority.h - who holds what, as one graph
 *
 *      client --send 7--> pong <--recv-- server          holds: a subject,
 *      tick (irq) --signal 0x1--> done <--wait-- server  its rights, an object
 *
 * A subject is a task, or an interrupt line, which can only signal, or a thread,
 * which acts in its task and signals its overruns. Everything else is an object. Names are those of app.toml; each hold knows the line
 * that gives it. k5 caps shows the graph, k5 audit judges it.
 */
#pragma once

#include "../codegen/model.h"

enum a_kind {
	A_TASK,
	A_ENDPOINT,
	A_NOTIFICATION,
	A_PORT,
	A_IRQ,
	A_POOL, /* objects that its holder makes */
	A_SYSTEM,
	A_TIMER,
	A_THREAD, /* one that somebody watches over */
	A_TIME,   /* of a thread, if somebody sees or sets it */
	A_WINDOW, /* registers of a device */
	A_SHARED, /* memory that several tasks see */
	A_REGION, /* memory that one has by a cap */
	A_MEMORY, /* code or RAM of a task; as the image has it */
	A_KINDS
};

/*
 * Rights on objects are K5_RIGHT_ bits, but grant-reply, whose bit is also
 * signal's; on memory these.
 */
enum {
	A_READ = 0x100,
	A_WRITE = 0x200,
	A_EXEC = 0x400,
	A_GRANT_REPLY = 0x800, /* where grant is not: that means both */
	A_RIGHTS = 12          /* bits there are */
};

/* There is one, and no app declares it. */
static inline bool a_builtin(enum a_kind kind)
{
	return kind == A_SYSTEM || kind == A_TIMER;
}

struct a_node {
	enum a_kind kind;
	const char *name;
	uint32_t base; /* windows and memory */
	uint32_t size;
	struct where at;
};

struct a_hold {
	size_t subject; /* index of a node */
	size_t object;
	const char *name; /* the subject's own name for it */
	uint32_t rights;
	uint32_t badge; /* of an irq or a thread: the bits it signals */
	struct where at;
};

struct authority {
	const struct model *m;
	struct a_node *node; /* the tasks first, in app.toml's order */
	size_t nodes;
	struct a_hold *hold;
	size_t holds;
	bool image; /* memory is the image's, and its tables agree */
};

/* From app.toml, all but regions. Then one of the two below. */
void authority_begin(struct authority *a, const struct model *m);

/* Regions from app.toml alone: windows, and no memory. */
void authority_windows(struct authority *a);

/*
 * Regions from the image in `out`, which must hold the same caps, windows,
 * interrupts and times. 0; K5X_BUILD without an image; K5X_POLICY after naming
 * each difference.
 */
int authority_image(struct authority *a, const char *out);

/* A region that task `t` may touch, as it calls it. */
void authority_region(struct authority *a, size_t t, const struct a_node *as,
		      const char *name, uint32_t rights);

/* The node of a region, shared or not. */
size_t authority_shared(const struct model *m, size_t shared);

/* What app.toml says of a node that is a region, shared or not. */
const struct m_shared *authority_memory(const struct authority *a, size_t node);

/*
 * authority_threads.c: how many of the first so many threads are nodes; these, and
 * what they hold, with nodes from `first` on. Of each two holds at most.
 */
size_t authority_threads(const struct model *m, size_t number);
size_t authority_thread_nodes(const struct model *m, struct a_node *out);
size_t authority_thread_holds(const struct model *m, size_t first,
			      size_t notifications, struct a_hold *out);

/* The same of times that a cap names. */
size_t authority_times(const struct model *m, size_t number);
size_t authority_time_nodes(const struct model *m, struct a_node *out);

/* What is in the pool of a node. */
const struct m_pool *authority_pool(const struct authority *a, size_t node);

/*
 * The node that a word means: NAME, or KIND:NAME where two kinds share it.
 * a->nodes, after having told why not, with the place of the word if it has
 * one; of what there is only the tasks if a `task` is wanted.
 */
size_t authority_find(const struct authority *a, const char *word,
		      struct where at, bool task);

/* "endpoint". */
const char *a_kind_word(enum a_kind kind);

/* K5_MEM_ bits as rights. */
uint32_t a_memory_rights(uint64_t mem);

/* "send, recv". */
const char *a_rights_words(uint32_t rights);

/* "endpoint pong"; a task is only its name. */
const char *a_words(const struct a_node *n);

/* The next hold of `object` with one of `rights`, from *i on; NULL: none. */
const struct a_hold *a_next(const struct authority *a, size_t object,
			    uint32_t rights, size_t *i);

/* Whether both are memory or windows, and share a byte. */
bool a_overlap(const struct a_node *x, const struct a_node *y);
