/*
 * chaos_app.h - which app, and what a thread of it asks
 */
#pragma once

#include "chaos.h"

/* Makes a world: tasks, threads and caps by chance; it is yet to boot. */
void chaos_app(struct chance *c);

/* What the running thread asks next; the system call's number. */
k5_word_t chaos_request(struct chaos *c, struct request *out);

/* A slot of its task with the type and right, or if it has none any. */
k5_word_t chaos_slot(struct chance *c, uint8_t type, uint8_t right);

/* The type of cap and the right that each system call wants. */
extern const uint8_t chaos_wants[][2];
