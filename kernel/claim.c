/*
 * claim.c - from a task's claim to memory
 *
 * What a task always sees never changes, so a claim there that was accepted when
 * a thread entered the kernel still holds when its partner arrives. A window may
 * have closed meanwhile: message.c asks again. All casts from numbers to pointers
 * in kernel/ are in this file.
 */
#include "claim.h"

#include "arch.h"
#include "bitmap.h"
#include "check.h"

/* Written so that nothing can wrap, whatever the two ranges are. */
static bool inside(struct claim claim, const struct k5_region *region)
{
	if (claim.base < region->base)
		return false;

	k5_word_t offset = claim.base - region->base;

	return offset <= region->size && claim.length <= region->size - offset;
}

/* In a region that came by a cap, and is not lent on. */
static K5_RARE bool in_window(const struct k5_task_desc *desc,
			      struct claim claim, uint8_t rights)
{
	for (uint8_t i = 0; i < desc->windows; i++) {
		const struct window *w = &k5_window[desc->first_window + i];

		if (w->region != NIL && allows(w->rights, rights) &&
		    inside(claim, &k5_app.region[w->region]))
			return true;
	}
	return false;
}

bool claim_ok(idx_t task, struct claim claim, uint8_t rights)
{
	const struct k5_task_desc *desc = &k5_app.task[task];

	if (claim.length == 0)
		return true;
	for (uint8_t i = 0; i < desc->region_count; i++) {
		if (allows(desc->regions[i].rights, K5_MEM_DEVICE))
			continue;
		if (allows(desc->regions[i].rights, rights) &&
		    inside(claim, &desc->regions[i]))
			return true;
	}
	return app_lends() && in_window(desc, claim, rights);
}

uint8_t claim_byte(struct claim claim, k5_word_t offset)
{
	K5_ASSERT(offset < claim.length);

	arch_user_begin();

	uint8_t byte = *(const volatile uint8_t *)(claim.base + offset);

	arch_user_end();
	return byte;
}

static void copy_words(k5_word_t to, k5_word_t from, k5_word_t words)
{
	uint32_t *out = (uint32_t *)to;
	const uint32_t *in = (const uint32_t *)from;

	for (k5_word_t i = 0; i < words; i++)
		out[i] = in[i];
}

static void copy_bytes(k5_word_t to, k5_word_t from, k5_word_t bytes)
{
	uint8_t *out = (uint8_t *)to;
	const uint8_t *in = (const uint8_t *)from;

	for (k5_word_t i = 0; i < bytes; i++)
		out[i] = in[i];
}

static void copy(k5_word_t to, k5_word_t from, k5_word_t length)
{
	k5_word_t whole = 0;

	if (((to | from) & 3u) == 0) {
		whole = length & ~(k5_word_t)3u;
		copy_words(to, from, whole / 4);
	}
	copy_bytes(to + whole, from + whole, length - whole);
}

void claim_copy(struct claim to, struct claim from, k5_word_t length)
{
	K5_ASSERT(length <= to.length && length <= from.length);

	arch_user_begin();
	copy(to.base, from.base, length);
	arch_user_end();
}

void claim_load(idx_t task)
{
	const struct k5_task_desc *desc = &k5_app.task[task];
	uint32_t *ram = (uint32_t *)desc->regions[1].base;

	arch_user_begin();
	for (uintptr_t i = 0; i < desc->regions[1].size / 4; i++)
		ram[i] = 0;
	copy(desc->data, desc->data_load, desc->data_size);
	arch_user_end();
}
