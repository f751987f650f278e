/*
 * log.c - packs a log statement's arguments for the kernel
 *
 *      numbers    as wide as their type, little-endian
 *      strings    one byte of length, then the bytes
 *
 * Numbers get their place first, strings share the rest: whatever a string
 * holds, the reader can still take the record apart.
 */
#include <k5/log.h>

#include <stdarg.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
	       "arguments go out as they lie in memory");

struct pack {
	uint8_t bytes[K5_LOG_MAX];
	size_t length;
	size_t room; /* for strings */
};

static const char cut[] = "...";

static size_t width(uint32_t type)
{
	switch (type) {
	case K5_LOG_INT:
		return sizeof(int);
	case K5_LOG_WORD:
		return sizeof(k5_word_t);
	case K5_LOG_STRING:
		return 1; /* its length */
	default:
		return 8;
	}
}

static size_t widths(uint32_t types)
{
	size_t sum = 0;

	for (; types; types >>= K5_LOG_TYPE_BITS)
		sum += width(types & K5_LOG_TYPE_MASK);
	return sum;
}

static void put(struct pack *p, const void *bytes, size_t size)
{
	memcpy(&p->bytes[p->length], bytes, size);
	p->length += size;
}

static size_t length_within(const char *s, size_t limit)
{
	size_t n = 0;

	while (n < limit && s[n])
		n++;
	return n;
}

static void put_string(struct pack *p, const char *s)
{
	if (!s)
		s = "(null)";

	size_t size = length_within(s, p->room + 1);
	bool whole = size <= p->room;
	uint8_t length = (uint8_t)(whole ? size : p->room);

	put(p, &length, 1);
	put(p, s, length);
	if (!whole && length >= sizeof(cut) - 1)
		memcpy(&p->bytes[p->length - (sizeof(cut) - 1)], cut,
		       sizeof(cut) - 1);
	p->room -= length;
}

void k5_log_args(const char *id, uint32_t level_and_types, ...)
{
	uint32_t level = level_and_types >> K5_LOG_LEVEL_SHIFT;
	uint32_t types = level_and_types & ((1u << K5_LOG_LEVEL_SHIFT) - 1);
	struct pack p;
	va_list args;

	p.length = 0;
	p.room = K5_LOG_MAX - widths(types);
	va_start(args, level_and_types);
	for (; types; types >>= K5_LOG_TYPE_BITS) {
		uint32_t type = types & K5_LOG_TYPE_MASK;

		if (type == K5_LOG_STRING)
			put_string(&p, va_arg(args, const char *));
		else if (type == K5_LOG_DOUBLE)
			put(&p, &(double){va_arg(args, double)}, 8);
		else if (type == K5_LOG_LONG)
			put(&p, &(uint64_t){va_arg(args, uint64_t)}, 8);
		else if (type == K5_LOG_WORD)
			put(&p, &(k5_word_t){va_arg(args, k5_word_t)},
			    sizeof(k5_word_t));
		else
			put(&p, &(int){va_arg(args, int)}, sizeof(int));
	}
	va_end(args);
	k5_log((k5_word_t)id, level, p.bytes, p.length);
}
