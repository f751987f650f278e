/*
 * trace_ctf.c - the trace as a folder of the Common Trace Format 1.8
 *
 *      DIR/metadata   what the bytes mean, as text (TSDL)
 *      DIR/stream     packet | packet | ...
 *                     `- header, first and last time, size, events lost so far;
 *                        then events: id, time, fields
 *
 * Names are written out as strings: the folder needs nothing beside it. A packet
 * ends where events were lost, so a reader can say between which moments. The
 * format: diamon.org/ctf, version 1.8.3.
 */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../codegen/text.h"
#include "config_keep.h"
#include "record.h"
#include "trace.h"

static const uint32_t CTF_MAGIC = 0xc1fc1fc1;

enum {
	PACKET_HEAD = 4 + 4,
	PACKET_CONTEXT = 5 * 8,
	PACKET_EVENTS = 4096 /* at most, so that a reader can seek */
};

static const char types[] =
	"/* CTF 1.8 */\n"
	"typealias integer { size = 8; align = 8; signed = false; } := u8;\n"
	"typealias integer { size = 32; align = 8; signed = false; } := u32;\n"
	"typealias integer { size = 64; align = 8; signed = false; } := u64;\n";

static const char stream[] =
	"trace {\n\tmajor = 1;\n\tminor = 8;\n\tbyte_order = le;\n"
	"\tpacket.header := struct { u32 magic; u32 stream_id; };\n};\n";

static const char context[] =
	"typealias integer { size = 64; align = 8; signed = false;"
	" map = clock.k5.value; } := time;\n"
	"stream {\n\tid = 0;\n"
	"\tpacket.context := struct { time timestamp_begin; time "
	"timestamp_end;"
	" u64 content_size; u64 packet_size; u64 events_discarded; };\n"
	"\tevent.header := struct { u8 id; time timestamp; };\n};\n";

/* Fields in the order in which put_fields writes them. Times: nanoseconds. */
static const struct {
	const char *name;
	const char *fields;
} kinds[K5_TRACE_KINDS] = {
	[TRACE_RECORD] = {"log", "string task; string level; string text;"},
	[K5_TRACE_SWITCH] = {"switch", "string thread; string before;"
				       " string before_is;"},
	[K5_TRACE_WAKE] = {"wake", "string thread; string was;"},
	[K5_TRACE_CALL] = {"call", "string thread; string call;"
				   " string object;"},
	[K5_TRACE_LEAVE] = {"leave", "string thread; string status;"},
	[K5_TRACE_CHARGE] = {"charge", "string thread; string budget;"
				       " u64 used_ns; u64 left_ns;"},
	[K5_TRACE_OVERRUN] = {"overrun", "string thread; string budget;"
					 " u64 beyond_ns;"},
	[K5_TRACE_THROTTLE] = {"throttle", "string thread; string budget;"
					   " u64 for_ns;"},
	[K5_TRACE_REFILL] = {"refill", "string thread; string budget;"
				       " u64 has_ns;"},
	[K5_TRACE_FAULT] = {"fault", "string thread; string fault;"},
	[K5_TRACE_IRQ] = {"interrupt", "string line;"},
};

static void put_metadata(struct text *m, const struct trace *t)
{
	const struct dict *d = t->dict;

	text_add(m, "%s%s", types, stream);
	text_add(m,
		 "env {\n\ttracer_name = \"k5\";\n\tapp = \"%s\";\n"
		 "\tboard = \"%s\";\n\tbuild = \"%08x\";\n};\n",
		 d->app, d->board, d->build);
	text_add(m,
		 "clock {\n\tname = k5;\n\tdescription = \"since boot\";\n"
		 "\tfreq = %u;\n\toffset = 0;\n};\n",
		 d->hz);
	text_add(m, "%s", context);
	for (unsigned i = 0; i < K5_TRACE_KINDS; i++) {
		if (kinds[i].name) {
			text_add(m,
				 "event {\n\tname = \"%s\";\n\tid = %u;\n"
				 "\tstream_id = 0;\n\tfields := struct { %s "
				 "};\n};\n",
				 kinds[i].name, i, kinds[i].fields);
		}
	}
}

static void put_u(struct text *s, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++) {
		uint8_t byte = (uint8_t)(value >> (8 * i));

		text_add_bytes(s, &byte, 1);
	}
}

static void put_string(struct text *s, const char *string)
{
	text_add_bytes(s, string, strlen(string) + 1);
}

static void put_ns(struct text *s, const struct trace *t, uint32_t ticks)
{
	put_u(s, (uint64_t)ticks * 1000000000 / t->dict->hz, 8);
}

static void put_record(struct text *s, const struct trace_record *r)
{
	put_string(s, r->name);
	put_string(s, r->label);
	put_string(s, r->text);
}

static void put_fields(struct text *s, const struct trace *t,
		       const struct trace_event *e)
{
	const char *whose = trace_thread(t, (uint8_t)e->value[0]);

	if (e->kind == TRACE_RECORD) {
		put_record(s, &t->record[e->value[0]]);
		return;
	}
	if (e->kind == K5_TRACE_IRQ) {
		put_string(s, trace_line(t, e->value[0]));
		return;
	}
	put_string(s, trace_thread(t, e->thread));
	switch (e->kind) {
	case K5_TRACE_SWITCH:
		put_string(s, whose);
		put_string(s, e->value[0] == K5_TRACE_NOBODY
				      ? "-"
				      : trace_state(e->value[1]));
		break;
	case K5_TRACE_WAKE:
		put_string(s, trace_state(e->value[0]));
		break;
	case K5_TRACE_CALL:
		put_string(s, trace_call(e));
		put_string(s, trace_object(t, e));
		break;
	case K5_TRACE_LEAVE:
		put_string(s, trace_status(e->value[0]));
		break;
	case K5_TRACE_FAULT:
		put_string(s, fault_words(e->value[0]));
		break;
	case K5_TRACE_CHARGE:
		put_string(s, whose);
		put_ns(s, t, e->value[1]);
		put_ns(s, t, e->value[2]);
		break;
	default:
		put_string(s, whose);
		put_ns(s, t, e->value[1]);
	}
}

static bool is_lost(const struct trace *t, size_t i)
{
	return i < t->count && t->event[i].kind == K5_TRACE_LOST;
}

/*
 * Events from `first` on, up to a loss or as many as fit; the next one's index.
 * A loss is counted in the packet after it: so it lies between the two.
 */
static size_t put_packet(struct text *s, const struct trace *t, size_t first,
			 uint64_t *lost)
{
	struct text events = {0};
	uint64_t from = t->event[first].time;
	uint64_t to = from;
	size_t i = first;

	while (is_lost(t, i)) {
		*lost += t->event[i++].value[0];
	}
	for (size_t n = 0; i < t->count && n < PACKET_EVENTS; n++, i++) {
		const struct trace_event *e = &t->event[i];

		if (is_lost(t, i)) {
			break;
		}
		to = e->time;
		put_u(&events, e->kind, 1);
		put_u(&events, e->time, 8);
		put_fields(&events, t, e);
	}
	uint64_t bits =
		8 * (PACKET_HEAD + PACKET_CONTEXT + (uint64_t)events.length);
	put_u(s, CTF_MAGIC, 4);
	put_u(s, 0, 4);
	put_u(s, from, 8);
	put_u(s, to, 8);
	put_u(s, bits, 8);
	put_u(s, bits, 8);
	put_u(s, *lost, 8);
	text_add_bytes(s, events.s ? events.s : "", events.length);
	text_free(&events);
	return i;
}

static bool refuse(const char *dir, const char *why)
{
	diag_error((struct diag){.code = "K5-E0512",
				 .help = "name a folder that is not there yet, "
					 "or one that k5 trace wrote"},
		   "cannot write the trace to '%s': %s", dir, why);
	return false;
}

/* Is there nothing that somebody else may want to keep? */
static bool replaceable(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	bool ours = true;

	if (!d) {
		return errno == ENOENT || refuse(dir, strerror(errno));
	}
	while ((entry = readdir(d))) {
		const char *name = entry->d_name;

		ours = ours &&
		       (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
			strcmp(name, "metadata") == 0 ||
			strcmp(name, "stream") == 0);
	}
	closedir(d);
	return ours || refuse(dir, "other files are in that folder");
}

static void drop(const char *dir)
{
	unlink(keep_format("%s/metadata", dir));
	unlink(keep_format("%s/stream", dir));
	rmdir(dir);
}

/* A name whose end is no slash, so that another can go beside it. */
static char *plain(const char *dir)
{
	size_t n = strlen(dir);

	while (n > 1 && dir[n - 1] == '/') {
		n--;
	}
	return keep_bytes(dir, n);
}

/* Both files or neither: made beside the folder, then put in its place. */
static bool save(const char *dir, const struct text *metadata,
		 const struct text *bytes)
{
	char *new = keep_format("%s.new", dir);

	if (!replaceable(dir) || !replaceable(new)) {
		return false;
	}
	drop(new);
	if (!make_folder(new)) {
		return false;
	}
	bool ok =
		text_save(metadata, keep_format("%s/metadata", new)) !=
			SAVE_FAILED &&
		text_save(bytes, keep_format("%s/stream", new)) != SAVE_FAILED;
	if (ok) {
		drop(dir);
		ok = rename(new, dir) == 0 || refuse(dir, strerror(errno));
	}
	if (!ok) {
		drop(new);
	}
	return ok;
}

bool trace_ctf(const struct trace *t, const char *dir)
{
	struct text metadata = {0};
	struct text bytes = {0};
	uint64_t lost = 0;

	put_metadata(&metadata, t);
	for (size_t i = 0; i < t->count;) {
		i = put_packet(&bytes, t, i, &lost);
	}
	bool ok = save(plain(dir), &metadata, &bytes);
	text_free(&metadata);
	text_free(&bytes);
	return ok;
}
