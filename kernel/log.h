/*
 * log.h - frames for the host: records, faults, last words
 *
 * Nothing here blocks. A frame that does not fit is dropped and counted; the
 * next one that fits carries the count. Shapes: abi/k5/log.h.
 */
#pragma once

#include "arch.h"
#include "claim.h"

void log_init(void);

/* A task's deferred record: string `id`, arguments as raw bytes. */
void log_record(idx_t task, uint8_t level, uint32_t id, struct claim args);

/*
 * The buffer that t's registers name for a record's arguments or for last words;
 * none named is an empty one. K5_ERR_RANGE: too long.
 */
enum k5_err log_text(idx_t t, struct claim *out);

/* A task's last words. */
void log_panic(idx_t task, struct claim text);

void log_fault(idx_t thread, const struct k5_fault_info *info);
void log_assert(uint32_t id);
void log_boot(void);
void log_exit(int32_t code);

/*
 * A frame of a traced kernel's events, at most log_spare() bytes of them: so many
 * leave the longest record its room. Of a ring of 512 bytes that is something.
 */
void log_trace(const uint8_t *events, uint32_t length);
uint32_t log_spare(void);

/* The console can take more, or everything must get out before the end. */
void log_drain(void);
void log_flush(void);
