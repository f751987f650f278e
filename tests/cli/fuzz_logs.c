/*
 * fuzz_logs.c - what a hostile device or a broken line may send
 *
 *      fuzz_logs DICTIONARY ROUNDS SEED
 *
 * Each round makes a stream of good frames with random kinds, tasks, ids and
 * payloads, damages it at random places, and has it shown as text and as
 * JSON. Sanitizers watch; besides, every line of JSON must be JSON, and no
 * line of text may hold a control character. A failing round is found again
 * by its seed.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../cli/show.h"
#include "frames.h"

static uint64_t state;

/* Marsaglia's xorshift, star variant. */
static uint32_t any(uint32_t below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (uint32_t)((state * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % below;
}

static uint32_t id_of(const struct dict *d, unsigned task)
{
	const struct dict_image *image = dict_image(d, (uint8_t)task);

	if (!image || image->string_count == 0 || any(8) == 0) {
		return any(256);
	}
	return image->strings[any((uint32_t)image->string_count)].id;
}

static void add_frame(struct frames *f, const struct dict *d)
{
	uint8_t payload[K5_LOG_MAX + 4];
	unsigned task = any(4) ? any((uint32_t)d->task_count + 1) : 255;
	struct frame_head head = {
		.kind = (uint8_t)(any(3) ? any(6) : any(16)),
		.level = (uint8_t)any(8),
		.task = (uint8_t)task,
		.dropped = (uint16_t)(any(4) ? 0 : any(65536)),
		.build = any(16) ? d->build : any(4),
		.ticks = (uint64_t)any(UINT32_MAX) << any(33),
	};
	size_t length = any(sizeof(payload) + 1);

	for (size_t i = 0; i < length; i++) {
		payload[i] = (uint8_t)(any(3) ? any(256) : any(6));
	}
	if (length >= 4) {
		uint32_t id = id_of(d, task);
		memcpy(payload, &id, 4);
	}
	frames_add(f, head, payload, length);
}

static void damage(struct frames *f)
{
	for (unsigned n = any(4); n > 0 && f->used > 1; n--) {
		size_t at = any((uint32_t)f->used);

		if (any(2)) {
			f->bytes[at] = (uint8_t)any(256);
		} else {
			memmove(f->bytes + at, f->bytes + at + 1,
				f->used - at - 1);
			f->used--;
		}
	}
}

static void broken(const char *what, const char *line)
{
	fprintf(stderr, "fuzz_logs: %s: %s\n", what, line);
	abort();
}

static void check_line(const char *line, bool json)
{
	json_t *value = json ? json_loads(line, 0, NULL) : NULL;

	if (json && !json_is_object(value)) {
		broken("no JSON object", line);
	}
	json_decref(value);
	for (const char *c = line; *c && !json; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f) {
			broken("a control character", line);
		}
	}
}

/* The payload in memory of exactly its size: a step beyond is seen. */
static void show_exact(void *show, const struct frame *frame)
{
	struct frame copy = *frame;
	uint8_t *payload = malloc(frame->length ? frame->length : 1);

	if (!payload) {
		broken("no memory", "");
	}
	memcpy(payload, frame->payload, frame->length);
	copy.payload = payload;
	show_frame(show, &copy);
	free(payload);
}

static void show_as(const struct frames *f, const struct dict *d, bool json)
{
	char *text = NULL;
	size_t size = 0;
	struct decoder decoder = {0};
	struct show s = {
		.out = open_memstream(&text, &size),
		.dict = d,
		.json = json,
		.verbose = any(2),
		.boots = true,
	};

	for (size_t at = 0; at < f->used;) {
		size_t n = 1 + any(64);

		n = n < f->used - at ? n : f->used - at;
		decoder_feed(&decoder, f->bytes + at, n, show_exact, &s);
		at += n;
	}
	fclose(s.out);
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		check_line(line, json);
	}
	free(text);
}

int main(int argc, char **argv)
{
	static struct frames f;
	const struct dict *d = argc == 4 ? dict_load(argv[1]) : NULL;

	if (!d) {
		return 2;
	}
	for (long round = 0; round < atol(argv[2]); round++) {
		uint64_t seed = strtoull(argv[3], NULL, 0) + (uint64_t)round;

		state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
		f.used = 0;
		for (unsigned n = 1 + any(12); n > 0; n--) {
			add_frame(&f, d);
		}
		damage(&f);
		show_as(&f, d, false);
		show_as(&f, d, true);
	}
	printf("fuzz_logs: %s rounds from seed %s\n", argv[2], argv[3]);
	return 0;
}
