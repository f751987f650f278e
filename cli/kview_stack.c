/*
 * kview_stack.c - the high-water mark of a stack
 *
 *      top   ->  #################    in use, or used once
 *                ## ####  # ###  #    a hole is what was only reserved
 *                ................     zeros, as the kernel left them at boot
 *      base  ->  ................
 *
 * The kernel clears a task's RAM before the task begins, and nobody paints it. So
 * the lowest byte that is not zero has been written; below it a thread may have
 * reserved room, or written zeros, of which no trace is left.
 */
#include "kview.h"

uint64_t kview_stack_used(const struct core *c, uint64_t base, uint64_t size)
{
	const uint8_t *bytes = core_bytes(c, base, size);
	uint64_t clean = 0;

	while (bytes && clean < size && bytes[clean] == 0) {
		clean++;
	}
	return bytes ? size - clean : 0;
}
