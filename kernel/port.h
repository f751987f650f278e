/*
 * port.h - a name where a server listens and clients connect
 *
 * A port owns an endpoint from the start, so neither side has to come first:
 * a client that connects early just waits in its first call.
 */
#pragma once

#include "state.h"

/*
 * The port named by `name`, if one of the task's caps has it and the right;
 * else K5_ERR_NAME, or K5_ERR_RIGHT when only the right is missing.
 */
enum k5_err port_find(idx_t task, const char name[K5_PORT_NAME], uint8_t right,
		      idx_t *port);

/* The same of the name in t's words: four bytes in each, whatever its width. */
enum k5_err port_named(idx_t t, uint8_t right, idx_t *port);

/* A cap to receive goes into a vacant slot. K5_ERR_BUSY: somebody listens. */
enum k5_err port_listen(idx_t port, idx_t task, k5_word_t slot);

/* A cap to send, with the next badge. K5_ERR_FULL: no badge is left. */
enum k5_err port_connect(idx_t port, idx_t task, k5_word_t slot);
