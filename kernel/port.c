/*
 * port.c - names become caps
 *
 *      server: listen("net")  --> recv cap --.
 *                                             port's endpoint
 *      client: connect("net") --> send cap --'  badge 1, 2, 3 ...
 *
 * The name is looked up among the caller's own caps, never among all ports:
 * who holds no cap to a port cannot even learn that it exists.
 */
#include "port.h"

#include "bitmap.h"
#include "cspace.h"

static bool same_name(const char *a, const char *b)
{
	for (unsigned i = 0; i < K5_PORT_NAME; i++) {
		if (a[i] != b[i])
			return false;
	}
	return true;
}

enum k5_err port_find(idx_t task, const char name[K5_PORT_NAME], uint8_t right,
		      idx_t *port)
{
	slot_idx_t first = k5_app.task[task].first_slot;
	enum k5_err e = K5_ERR_NAME;

	for (uint16_t i = 0; i < k5_app.task[task].slots; i++) {
		struct cap cap = k5_slot[first + i];

		if (cap.type != K5_CAP_PORT ||
		    !same_name(k5_app.port[cap.object].name, name))
			continue;
		if (allows(cap.rights, right)) {
			*port = cap.object;
			return K5_OK;
		}
		e = K5_ERR_RIGHT;
	}
	return e;
}

static struct cap to_endpoint(idx_t port, uint8_t right, k5_word_t badge)
{
	return (struct cap){.badge = badge,
			    .type = K5_CAP_ENDPOINT,
			    .rights = right,
			    .object = k5_app.port[port].endpoint};
}

enum k5_err port_named(idx_t t, uint8_t right, idx_t *port)
{
	const k5_word_t *word = &k5_context[t].arg[K5_ARG_WORD];
	char name[K5_PORT_NAME];

	for (unsigned i = 0; i < K5_PORT_NAME; i++)
		name[i] = (char)(uint8_t)(word[i / 4] >> (8 * (i % 4)));
	return port_find(k5_thread[t].task, name, right, port);
}

enum k5_err port_listen(idx_t port, idx_t task, k5_word_t slot)
{
	enum k5_err e = cspace_vacant(task, slot);

	if (e != K5_OK)
		return e;
	if (k5_port[port].listening)
		return K5_ERR_BUSY;
	k5_port[port].listening = true;
	cspace_put(task, slot, to_endpoint(port, K5_RIGHT_RECV, 0));
	return K5_OK;
}

enum k5_err port_connect(idx_t port, idx_t task, k5_word_t slot)
{
	enum k5_err e = cspace_vacant(task, slot);

	if (e != K5_OK)
		return e;
	if (k5_port[port].clients == UINT32_MAX)
		return K5_ERR_FULL;
	k5_port[port].clients++;
	cspace_put(task, slot,
		   to_endpoint(port, K5_RIGHT_SEND, k5_port[port].clients));
	return K5_OK;
}
