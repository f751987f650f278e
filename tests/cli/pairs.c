/*
 * pairs.c - is that a trace Perfetto can read? For the scripts that test k5
 *
 *      pairs FILE      prints how many B, b, i and C it has; 1 after naming what
 *                      is wrong
 *
 * A B needs an E on its track before the next B there, as k5 writes no nested
 * ones; a b needs an e of the same id and name. Nothing may be left open, and
 * no time may go back.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
	TRACKS = 512
};

struct seen {
	bool running[TRACKS];
	const char *call[TRACKS]; /* NULL: none is open */
	unsigned count[128];
	double time;
};

static const char *look_at(struct seen *s, const json_t *e)
{
	const char *phase = json_string_value(json_object_get(e, "ph"));
	const char *name = json_string_value(json_object_get(e, "name"));
	json_int_t tid = json_integer_value(json_object_get(e, "tid"));
	json_int_t id = json_integer_value(json_object_get(e, "id"));
	double time = json_number_value(json_object_get(e, "ts"));

	if (!phase || strlen(phase) != 1 || tid < 0 || tid >= TRACKS ||
	    id < 0 || id >= TRACKS) {
		return "an event without phase or track";
	}
	s->count[(unsigned char)phase[0] % 128]++;
	if (time < s->time) {
		return "time goes back";
	}
	s->time = time;
	switch (phase[0]) {
	case 'B':
	case 'E':
		if (s->running[tid] != (phase[0] == 'E')) {
			return "a B without its E";
		}
		s->running[tid] = phase[0] == 'B';
		return NULL;
	case 'b':
		if (s->call[id]) {
			return "a b in a b";
		}
		s->call[id] = name;
		return name ? NULL : "a call without a name";
	case 'e':
		if (!s->call[id] || !name || strcmp(s->call[id], name) != 0) {
			return "an e that ends another b";
		}
		s->call[id] = NULL;
		return NULL;
	default:
		return strchr("iCM", phase[0]) ? NULL : "an unknown phase";
	}
}

static const char *look_at_all(struct seen *s, const json_t *events)
{
	if (json_array_size(events) == 0) {
		return "no events";
	}
	for (size_t i = 0; i < json_array_size(events); i++) {
		const char *wrong = look_at(s, json_array_get(events, i));

		if (wrong) {
			return wrong;
		}
	}
	for (unsigned i = 0; i < TRACKS; i++) {
		if (s->running[i] || s->call[i]) {
			return "something is left open";
		}
	}
	return NULL;
}

int main(int argc, char **argv)
{
	static struct seen s;
	json_error_t error;
	json_t *root = argc == 2 ? json_load_file(argv[1], 0, &error) : NULL;
	const char *wrong =
		root ? look_at_all(&s, json_object_get(root, "traceEvents"))
		     : "no JSON";

	if (wrong) {
		printf("%s\n", wrong);
	} else {
		printf("B %u b %u i %u C %u\n", s.count['B'], s.count['b'],
		       s.count['i'], s.count['C']);
	}
	json_decref(root);
	return wrong != NULL;
}
