/*
 * deed.c - steps as text, in the words of the API
 *
 *      app 0x5c0e39
 *      pass 0x11
 *      thread 3 mint 0x15 slot 0x5 label 0 words 0x7 0xff 0 0 reply 0 flags 0
 *      thread 2 fault 0x4
 *
 * Numbers are hexadecimal, as registers are. What stands behind # is for the
 * reader: whose slot it was, what it held, what the kernel and the model said.
 */
#include "deed.h"

#include <inttypes.h>
#include <string.h>

#include "groups.h"

static const char *const calls[] = {
#define K5_SYSCALL(number, name, cap, right, shape, doc) [number] = #name,
#include <k5/syscalls.def>
#undef K5_SYSCALL
};

static const char *const statuses[] = {
	"K5_OK",        "K5_ERR_NUMBER", "K5_ERR_SLOT",   "K5_ERR_TYPE",
	"K5_ERR_RIGHT", "K5_ERR_MEMORY", "K5_ERR_RANGE",  "K5_ERR_AGAIN",
	"K5_ERR_BUSY",  "K5_ERR_DEAD",   "K5_ERR_NAME",   "K5_ERR_FULL",
	"K5_ERR_TIME",  "K5_ERR_LATE",   "K5_ERR_ABORTED"};

static const char *const types[] = {
	"nothing", "endpoint", "reply",  "notification", "port",   "irq",
	"system",  "pool",     "region", "timer",        "thread", "time"};

/* Deeds of one value, by kind; the others name a thread. */
static const char *const plain[] = {[DEED_PASS] = "pass",
				    [DEED_WAIT] = "wait",
				    [DEED_TICK] = "tick",
				    [DEED_CONSOLE] = "console",
				    [DEED_IRQ] = "irq"};

struct bit {
	k5_word_t bit;
	const char *name;
};

static const struct bit rights[] = {{K5_RIGHT_SEND, "send"},
				    {K5_RIGHT_RECV, "recv"},
				    {K5_RIGHT_SIGNAL, "signal or grant-reply"},
				    {K5_RIGHT_WAIT, "wait"},
				    {K5_RIGHT_LISTEN, "listen"},
				    {K5_RIGHT_CONNECT, "connect"},
				    {K5_RIGHT_CONTROL, "control"},
				    {K5_RIGHT_GRANT, "grant"}};

static const struct bit touches[] = {{K5_RIGHT_READ, "read"},
				     {K5_RIGHT_WRITE, "write"},
				     {K5_RIGHT_GRANT, "grant"}};

static const struct bit flags[] = {
	{K5_COPY_OUT, "copy out"}, {K5_COPY_IN, "copy in"},
	{K5_CAP_OUT, "cap out"},   {K5_CAP_IN, "cap in"},
	{K5_CAP_LEND, "lend"},     {K5_CAP_READ, "read"},
	{K5_CAP_MOVE, "move"},     {K5_TIMED, "timed"}};

#define NAME_OF(names, i)                                                      \
	((size_t)(i) < COUNT(names) && (names)[i] != NULL ? (names)[i] : "?")

const char *deed_call_name(k5_word_t number)
{
	return NAME_OF(calls, number);
}

const char *deed_status_name(int32_t status)
{
	return NAME_OF(statuses, status);
}

static void write_bits(FILE *out, k5_word_t word, const struct bit *bits,
		       size_t count)
{
	const char *comma = "";

	for (size_t i = 0; i < count; i++) {
		if ((word & bits[i].bit) != 0) {
			fprintf(out, "%s%s", comma, bits[i].name);
			comma = ", ";
		}
	}
}

static void write_cap(FILE *out, struct cap cap)
{
	bool memory = cap.type == K5_CAP_REGION;

	fprintf(out, "%s", NAME_OF(types, cap.type));
	if (cap.type == K5_CAP_NONE)
		return;
	fprintf(out, " %u (", cap.object);
	write_bits(out, cap.rights, memory ? touches : rights,
		   memory ? COUNT(touches) : COUNT(rights));
	fprintf(out, ")");
}

/* Behind the line: of the slot, of the flags, of the answers. */
static void write_outcome(FILE *out, const struct deed *d)
{
	fprintf(out, "\n    # task %u, its slot has ", d->task);
	write_cap(out, d->cap);
	if ((d->request.flags & K5_FLAGS_MASK) != 0) {
		fprintf(out, "; ");
		write_bits(out, d->request.flags, flags, COUNT(flags));
	}
	if (d->said >= 0)
		fprintf(out, "; said %s", deed_status_name(d->said));
	if (d->said >= 0 && d->want != d->said)
		fprintf(out, ", the model %s", deed_status_name(d->want));
}

static void write_call(FILE *out, const struct deed *d)
{
	const struct request *r = &d->request;

	fprintf(out,
		"thread %u %s %#" PRIx64 " slot %#" PRIxPTR " label %#" PRIxPTR
		" words %#" PRIxPTR " %#" PRIxPTR " %#" PRIxPTR " %#" PRIxPTR
		" reply %#" PRIxPTR " flags %#" PRIxPTR "%s",
		d->thread, deed_call_name(d->value & K5_NUMBER_MASK), d->value,
		r->slot, r->label, r->word[0], r->word[1], r->word[2],
		r->word[3], r->reply, r->flags, d->look ? " look" : "");
	if (d->done)
		write_outcome(out, d);
}

void deed_write(FILE *out, const struct deed *d)
{
	if (d->kind == DEED_CALL)
		write_call(out, d);
	else if (d->kind == DEED_FAULT)
		fprintf(out, "thread %u fault %#" PRIx64, d->thread, d->value);
	else
		fprintf(out, "%s %#" PRIx64, plain[d->kind], d->value);
	fprintf(out, "\n");
}

static bool read_call(struct deed *d, const char *line)
{
	struct request *r = &d->request;
	unsigned thread;
	char look[5] = "";
	int n = sscanf(line,
		       "thread %u %*s %" SCNx64 " slot %" SCNxPTR
		       " label %" SCNxPTR " words %" SCNxPTR " %" SCNxPTR
		       " %" SCNxPTR " %" SCNxPTR " reply %" SCNxPTR
		       " flags %" SCNxPTR " %4s",
		       &thread, &d->value, &r->slot, &r->label, &r->word[0],
		       &r->word[1], &r->word[2], &r->word[3], &r->reply,
		       &r->flags, look);

	d->kind = n == 2 ? DEED_FAULT : DEED_CALL;
	d->thread = (idx_t)thread;
	d->look = strcmp(look, "look") == 0;
	return n == 2 || n >= 10;
}

bool deed_read(struct deed *d, const char *line)
{
	char word[8];

	*d = (struct deed){0};
	if (strncmp(line, "thread ", 7) == 0)
		return read_call(d, line);
	if (sscanf(line, "%7s %" SCNx64, word, &d->value) != 2)
		return false;
	for (size_t i = 0; i < COUNT(plain); i++) {
		if (strcmp(word, plain[i]) == 0) {
			d->kind = (enum deed_kind)i;
			return true;
		}
	}
	return false;
}

void steps_write(FILE *out, const struct steps *s)
{
	fprintf(out, "app %#" PRIx64 "\n", s->app);
	for (uint32_t i = 0; i < s->count; i++)
		deed_write(out, &s->deed[i]);
}

bool steps_read(struct steps *s, FILE *in)
{
	char line[400];

	s->count = 0;
	if (fscanf(in, "app %" SCNx64 "\n", &s->app) != 1)
		return false;
	while (fgets(line, sizeof(line), in) != NULL) {
		if (line[strspn(line, " \t\n")] == '#')
			continue;
		if (s->count == STEPS || !deed_read(&s->deed[s->count++], line))
			return false;
	}
	return true;
}
