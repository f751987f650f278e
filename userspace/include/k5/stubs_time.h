/*
 * stubs_time.h - the shapes of calls that say or hear a time, as stubs.h makes them
 *
 * A time is 64 bits, in two words of 32 on every machine.
 */
#pragma once

#define K5_STUB_CLOCK(name)                                                    \
	K5_STUB uint64_t k5_##name(void)                                       \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, k5_any());           \
		k5_trap(&r);                                                   \
		return (uint64_t)r.arg[K5_ARG_WORD + 1] << 32 |                \
		       (uint32_t)r.arg[K5_ARG_WORD];                           \
	}

#define K5_STUB_TIME(name)                                                     \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, uint64_t time)           \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = (uint32_t)time;                           \
		r.arg[K5_ARG_WORD + 1] = (uint32_t)(time >> 32);               \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_TIMER(name)                                                    \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, uint64_t time,           \
				      k5_slot_t notification, k5_word_t bits)  \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = (uint32_t)time;                           \
		r.arg[K5_ARG_WORD + 1] = (uint32_t)(time >> 32);               \
		r.arg[K5_ARG_WORD + 2] = notification;                         \
		r.arg[K5_ARG_WORD + 3] = bits;                                 \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_TERMS(name)                                                    \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, uint64_t budget,         \
				      uint64_t period)                         \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		r.arg[K5_ARG_WORD] = (uint32_t)budget;                         \
		r.arg[K5_ARG_WORD + 1] = (uint32_t)(budget >> 32);             \
		r.arg[K5_ARG_WORD + 2] = (uint32_t)period;                     \
		r.arg[K5_ARG_WORD + 3] = (uint32_t)(period >> 32);             \
		k5_trap(&r);                                                   \
		return k5_status(&r);                                          \
	}

#define K5_STUB_TICKS(name)                                                    \
	K5_STUB enum k5_err k5_##name(k5_slot_t slot, uint64_t *ticks)         \
	{                                                                      \
		struct k5_regs r = k5_bare(K5_SYS_##name, slot);               \
		k5_trap(&r);                                                   \
		*ticks = (uint64_t)r.arg[K5_ARG_WORD + 1] << 32 |              \
			 (uint32_t)r.arg[K5_ARG_WORD];                         \
		return k5_status(&r);                                          \
	}
