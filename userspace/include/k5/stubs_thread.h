/*
 * stubs_thread.h - the bodies of calls about threads, as stubs.h has the others
 *
 * Macros only: stubs.h has what they are made of, and a row of the table for each.
 */
#pragma once

#define K5_STUB_START(name)                                                    \
	K5_STUB enum k5_err k5_##name(k5_slot_t thread, k5_entry_t entry,      \
				      k5_word_t argument, k5_word_t priority)  \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, thread);             \
		r.arg[K5_ARG_WORD] = (k5_word_t)entry;                         \
		r.arg[K5_ARG_WORD + 1] = argument;                             \
		r.arg[K5_ARG_WORD + 2] = priority;                             \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_STATUS(name)                                                   \
	K5_STUB enum k5_err k5_##name(k5_slot_t thread,                        \
				      struct k5_thread_info *info)             \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, thread);             \
		k5_trap(&r);                                                   \
		info->stands = (enum k5_standing)r.arg[K5_ARG_WORD];           \
		info->client = r.arg[K5_ARG_WORD + 1];                         \
		info->used = (uint32_t)r.arg[K5_ARG_WORD + 2];                 \
		info->wait = (uint32_t)r.arg[K5_ARG_WORD + 3];                 \
		return k5_status(&r);                                          \
	}

#define K5_STUB_PRIORITY(name) K5_STUB_BITS(name)
