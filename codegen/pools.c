/*
 * pools.c - ranges of objects, one after the other
 */
#include "pools.h"

const enum m_object pool_types[M_POOL_KINDS] = {M_ENDPOINT, M_NOTIFICATION,
						M_REPLY};

static size_t named(const struct model *m, enum m_object type)
{
	switch (type) {
	case M_ENDPOINT:
		return m->endpoint_count;
	case M_NOTIFICATION:
		return m->notification_count;
	default:
		return m->reply_count;
	}
}

size_t pool_first(const struct model *m, size_t pool, size_t kind)
{
	size_t first = named(m, pool_types[kind]);

	for (size_t i = 0; i < pool; i++)
		first += m->pools[i].count[kind];
	return first;
}

const char *cap_word(enum m_object type)
{
	static const char *const words[] = {
		[M_ENDPOINT] = "K5_CAP_ENDPOINT",
		[M_NOTIFICATION] = "K5_CAP_NOTIFICATION",
		[M_PORT] = "K5_CAP_PORT",
		[M_IRQ] = "K5_CAP_IRQ",
		[M_REPLY] = "K5_CAP_REPLY",
		[M_SYSTEM] = "K5_CAP_SYSTEM",
		[M_POOL] = "K5_CAP_POOL",
		[M_REGION] = "K5_CAP_REGION",
		[M_TIMER] = "K5_CAP_TIMER"};

	return words[type];
}
