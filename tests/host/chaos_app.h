/*
 * chaos_app.h - which app, and what a thread of it asks
 */
#pragma once

#include "chaos.h"

/* Makes a world: tasks, threads and caps by chance; it is yet to boot. */
void chaos_app(struct chance *c);

/* What the running thread asks next; the system call's number. */
k5_word_t chaos_request(struct chaos *c, struct request *out);
