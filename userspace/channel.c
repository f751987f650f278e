/*
 * channel.c - messages without waiting: a ring that two tasks share
 *
 *      head     entries ever sent       written by the sender
 *      tail     entries ever received   written by the receiver
 *      asleep   1: wake me              by the receiver; the sender clears it
 *      dropped  entries refused         by the sender
 *
 * Each side keeps its own count privately, publishes it, and never reads it
 * back. head - tail is what is in the ring; more than fits is a lie.
 *
 * No wake-up is lost: the sender writes head and then looks at asleep, the
 * receiver writes asleep and then looks at head, each with a full fence in
 * between, so at least one of them sees the other (Dekker). A sender that
 * clears asleep always signals after, and a signal stays until it is waited
 * for. tests/user/order/order.c plays interleavings.
 *
 * Nobody zeroes shared memory at boot. The sender does, and says so with the
 * first signal; before that the receiver looks at nothing.
 */
#include <k5/channel.h>
#include <stdatomic.h>
#include <string.h>

struct k5_ring {
	_Atomic uint32_t head;
	_Atomic uint32_t tail;
	_Atomic uint32_t asleep;
	_Atomic uint32_t dropped;
	uint8_t entry[];
};

static uint8_t *entry_at(const struct k5_channel_end *end)
{
	return end->ring->entry +
	       (end->count & (end->entries - 1)) * end->entry_size;
}

/* Both sides get the same numbers from the same words. */
static enum k5_err open_end(struct k5_channel_end *end, struct k5_channel c)
{
	size_t room = c.size > sizeof(struct k5_ring)
			      ? c.size - sizeof(struct k5_ring)
			      : 0;
	uint32_t entries = 1;

	if (c.entry_size == 0 || c.entry_size > room || room > UINT32_MAX / 2)
		return K5_ERR_RANGE;
	while (entries * 2 <= room / c.entry_size)
		entries *= 2;
	*end = (struct k5_channel_end){.ring = c.memory,
				       .entries = entries,
				       .entry_size = (uint32_t)c.entry_size,
				       .wake = c.wake,
				       .bits = c.bits};
	return K5_OK;
}

enum k5_err k5_channel_open_send(struct k5_channel_end *to,
				 struct k5_channel channel)
{
	enum k5_err e = open_end(to, channel);

	if (e != K5_OK)
		return e;
	atomic_store_explicit(&to->ring->tail, 0, memory_order_relaxed);
	atomic_store_explicit(&to->ring->asleep, 0, memory_order_relaxed);
	atomic_store_explicit(&to->ring->dropped, 0, memory_order_relaxed);
	atomic_store_explicit(&to->ring->head, 0, memory_order_relaxed);
	atomic_thread_fence(memory_order_seq_cst);
	return k5_notify(to->wake, to->bits);
}

static enum k5_err refuse(struct k5_channel_end *to)
{
	to->dropped++;
	atomic_store_explicit(&to->ring->dropped, to->dropped,
			      memory_order_relaxed);
	return K5_ERR_AGAIN;
}

enum k5_err k5_channel_send(struct k5_channel_end *to, const void *entry)
{
	struct k5_ring *ring = to->ring;
	uint32_t tail = atomic_load_explicit(&ring->tail, memory_order_acquire);

	if (to->count - tail >= to->entries)
		return refuse(to);
	memcpy(entry_at(to), entry, to->entry_size);
	to->count++;
	atomic_store_explicit(&ring->head, to->count, memory_order_release);
	atomic_thread_fence(memory_order_seq_cst);
	if (atomic_load_explicit(&ring->asleep, memory_order_relaxed) == 0)
		return K5_OK;
	atomic_store_explicit(&ring->asleep, 0, memory_order_relaxed);
	atomic_thread_fence(memory_order_seq_cst);
	return k5_notify(to->wake, to->bits);
}

enum k5_err k5_channel_open_recv(struct k5_channel_end *from,
				 struct k5_channel channel)
{
	return open_end(from, channel);
}

enum k5_err k5_channel_try_recv(struct k5_channel_end *from, void *entry)
{
	struct k5_ring *ring = from->ring;
	uint32_t head;

	if (!from->heard)
		return K5_ERR_AGAIN;
	head = atomic_load_explicit(&ring->head, memory_order_acquire);
	if (head == from->count)
		return K5_ERR_AGAIN;
	if (head - from->count > from->entries) {
		from->count = head;
		atomic_store_explicit(&ring->tail, head, memory_order_release);
		return K5_ERR_RANGE;
	}
	memcpy(entry, entry_at(from), from->entry_size);
	from->count++;
	atomic_store_explicit(&ring->tail, from->count, memory_order_release);
	return K5_OK;
}

void k5_channel_heard(struct k5_channel_end *from, k5_word_t bits)
{
	from->heard = from->heard || (bits & from->bits) != 0;
}

bool k5_channel_may_sleep(struct k5_channel_end *from)
{
	struct k5_ring *ring = from->ring;

	if (!from->heard)
		return true; /* the first signal comes unasked */
	atomic_store_explicit(&ring->asleep, 1, memory_order_relaxed);
	atomic_thread_fence(memory_order_seq_cst);
	if (atomic_load_explicit(&ring->head, memory_order_acquire) ==
	    from->count)
		return true;
	atomic_store_explicit(&ring->asleep, 0, memory_order_relaxed);
	return false;
}

enum k5_err k5_channel_recv(struct k5_channel_end *from, void *entry)
{
	enum k5_err e = k5_channel_try_recv(from, entry);

	while (e == K5_ERR_AGAIN) {
		k5_word_t bits = from->bits;

		if (k5_channel_may_sleep(from)) {
			e = k5_wait(from->wake, &bits);
			if (e != K5_OK)
				return e;
		}
		k5_channel_heard(from, bits);
		e = k5_channel_try_recv(from, entry);
	}
	return e;
}

unsigned k5_channel_missed(const struct k5_channel_end *from)
{
	if (!from->heard)
		return 0;
	return atomic_load_explicit(&from->ring->dropped, memory_order_relaxed);
}
