/*
 * channel.c - the ring of userspace/channel.c against any peer
 *
 * Every word read from shared memory is any value, each time anew: the other
 * side writes what it likes, whenever it likes. From every state that open
 * leaves or a call before left, one call touches entries of the ring and
 * nothing else, and sends or takes at most one. Sizes of the ring are any up
 * to 128 bytes. The order of the two sides' steps is tests/user/order/order.c.
 */
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

#undef atomic_load_explicit
#undef atomic_store_explicit
#undef atomic_thread_fence
#define atomic_load_explicit(at, order) peer_load((const uint32_t *)(at))
#define atomic_store_explicit(at, value, order)                                \
	peer_store((uint32_t *)(at), value)
#define atomic_thread_fence(order) ((void)0)
#define memcpy(to, from, size)     entry_copy(to, from, size)
#define k5_host_trap               any_trap

static uint32_t peer_load(const uint32_t *at);
static void peer_store(uint32_t *at, uint32_t value);
static void entry_copy(void *to, const void *from, size_t size);

#include "userspace/channel.c"

#include "prove.h"

enum {
	MOST = 128,
	HEADER = 16
};

uint32_t nondet_u32(void);
k5_word_t nondet_word(void);
bool nondet_bool(void);

static uint8_t memory[MOST] __attribute__((aligned(8)));
static size_t size, entry_size;
static uint8_t own[MOST];
static unsigned copies;

static uint32_t peer_load(const uint32_t *at)
{
	PROVE((const uint8_t *)at >= memory &&
		      (const uint8_t *)at <= memory + HEADER - 4,
	      "a word of the header is read");
	return nondet_u32();
}

static void peer_store(uint32_t *at, uint32_t value)
{
	(void)value;
	PROVE((uint8_t *)at >= memory && (uint8_t *)at <= memory + HEADER - 4,
	      "a word of the header is written");
}

/* One side is the caller's own entry, the other a whole one in the ring. */
static void entry_copy(void *to, const void *from, size_t bytes)
{
	const uint8_t *ring = to == own ? from : to;

	PROVE(to == own || from == own, "between the caller and the ring");
	PROVE(bytes == entry_size, "one entry");
	PROVE(ring >= memory + HEADER && ring + bytes <= memory + size,
	      "inside the ring");
	copies++;
}

void any_trap(struct k5_regs *regs)
{
	regs->arg[K5_ARG_STATUS] = nondet_word();
	regs->arg[K5_ARG_WORD] = nondet_word();
}

void prove_main(void)
{
	struct k5_channel_end end;
	struct k5_channel c = {.memory = memory, .wake = {1}, .bits = 2};

	size = nondet_u32();
	entry_size = nondet_u32();
	ASSUME(size <= MOST);
	c.size = size;
	c.entry_size = entry_size;
	if (k5_channel_open_recv(&end, c) != K5_OK) {
		PROVE(entry_size == 0 || size < HEADER ||
			      entry_size > size - HEADER,
		      "refused only if not one entry fits");
		REACH("refused");
		return;
	}
	end.count = nondet_u32();
	end.heard = nondet_bool();

	uint32_t before = end.count;

	if (nondet_bool()) {
		enum k5_err e = k5_channel_send(&end, own);

		PROVE(end.count - before == copies, "sent what was counted");
		PROVE(copies == 1 || e == K5_ERR_AGAIN,
		      "only a full ring is not sent to");
		REACH_IF(copies == 1, "sent");
	} else {
		enum k5_err e = k5_channel_try_recv(&end, own);

		PROVE((e == K5_OK) == (copies == 1), "one, or an error");
		PROVE(e != K5_OK || end.heard, "nothing before it was told");
		REACH_IF(e == K5_OK, "received");
		REACH_IF(e == K5_ERR_RANGE, "nonsense");
	}
}
