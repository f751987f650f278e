/*
 * fuzz.c - broken app.toml files by the thousand
 *
 *      fuzz COUNT SEED BOARD GOOD...
 *
 * Each round takes a good file, cuts, doubles, swaps and rewrites pieces of
 * it, and reads the result as an app and as a board. Whatever comes out, the
 * reader must return 0 or 2, and 2 exactly when it reported something; a crash
 * or a sanitizer's report ends a child, whose file is then kept for a look.
 * Children are short, so that the limit on printed errors hides nothing.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../cli/config.h"
#include "../../../cli/config_keep.h"
#include "../../../codegen/interface.h"

enum {
	ROOM = 1 << 16,
	BATCH = 20
};

struct sample {
	char text[ROOM];
	size_t length;
};

static uint64_t state;

/* xorshift: the same seed gives the same files on every machine. */
static size_t roll(size_t limit)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return limit > 0 ? (size_t)(state % limit) : 0;
}

/* Puts `length` bytes in place of `gone` bytes at `at`, if there is room. */
static void put(struct sample *s, size_t at, size_t gone, const char *bytes,
		size_t length)
{
	if (at + gone > s->length || s->length - gone + length > ROOM) {
		return;
	}
	memmove(s->text + at + length, s->text + at + gone,
		s->length - at - gone);
	memcpy(s->text + at, bytes, length);
	s->length = s->length - gone + length;
}

static void splice_word(struct sample *s)
{
	static const char *const words[] = {"[",
					    "]",
					    "[[",
					    "]]",
					    "{",
					    "}",
					    "\"",
					    "'",
					    "\"\"\"",
					    "=",
					    ",",
					    ".",
					    "\n",
					    "\r",
					    "\t",
					    "#",
					    "\\",
					    "\\u0000",
					    "\\U0010ffff",
					    "0x",
					    "-1",
					    "0",
					    "99999999999",
					    "9223372036854775807",
					    "4294967295",
					    "4294967296",
					    "1e400",
					    "nan",
					    "1979-05-27T07:32:00Z",
					    "true",
					    "{}",
					    "[]",
					    "[[1,2],[3]]",
					    "\xff",
					    "\xc3\xa4",
					    "\xef\xbb\xbf",
					    "\xed\xa0\x80",
					    "\xe2\x80\xa8",
					    "\xc2\x85",
					    "\xe1\x9a\x80",
					    "\xc2\xa0",
					    "\xd0\xb0",
					    "\xf0\x9f\x98\x80",
					    "'''",
					    "\nname = \"a\"\n",
					    "\n[[tasks]]\n",
					    "\n[tasks.caps]\n",
					    "\n[[tasks.threads]]\n",
					    "\n[[irqs]]\n",
					    "mmio = [\"timer1\"]\n",
					    "endpoints = [\"e\", \"f\"]\n",
					    "[\"send\", \"recv\"]",
					    "system",
					    "reply",
					    "object",
					    "rights",
					    "address",
					    "size"};
	const char *word = words[roll(sizeof words / sizeof words[0])];
	put(s, roll(s->length + 1), roll(2) ? roll(4) : 0, word, strlen(word));
}

static void mutate(struct sample *s)
{
	static char piece[ROOM];
	size_t at = roll(s->length + 1);
	size_t length = roll(roll(8) ? 40 : 400);
	length = length > s->length - at ? s->length - at : length;
	memcpy(piece, s->text + at, length);
	switch (roll(6)) {
	case 0: /* lose a piece */
		put(s, at, length, "", 0);
		return;
	case 1: /* move a piece */
		put(s, at, length, "", 0);
		put(s, roll(s->length + 1), 0, piece, length);
		return;
	case 2: /* double a piece */
		put(s, roll(s->length + 1), 0, piece, length);
		return;
	case 3: /* flip bits */
		if (at < s->length) {
			s->text[at] = (char)(s->text[at] ^ (1 << roll(8)));
		}
		return;
	default:
		splice_word(s);
	}
}

static void load_sample(struct sample *s, const char *file)
{
	FILE *f = fopen(file, "r");
	if (!f) {
		perror(file);
		exit(1);
	}
	s->length = fread(s->text, 1, ROOM, f);
	fclose(f);
}

static void save_sample(const struct sample *s, const char *file)
{
	FILE *f = fopen(file, "w");
	if (!f || fwrite(s->text, 1, s->length, f) != s->length) {
		perror(file);
		exit(1);
	}
	fclose(f);
}

static void read_both(const struct sample *s)
{
	struct model m;
	struct m_board b;
	save_sample(s, "app.toml");
	save_sample(s, "boards/case.toml");
	int before = diag_errors();
	int result = config_load(".", roll(2) ? "bench" : NULL, ".", &m);
	if (result != (diag_errors() > before ? K5X_USAGE : K5X_OK)) {
		abort();
	}
	keep_release();
	before = diag_errors();
	result = board_load(".", "case", &b);
	if (result != (diag_errors() > before ? K5X_USAGE : K5X_OK)) {
		abort();
	}
	keep_release();
}

/* The same text as the interface of a good app; what is good becomes C. */
static void read_interface(const struct sample *s)
{
	struct model m;
	struct text t = {0};

	save_sample(s, "face/vault.toml");
	int before = diag_errors();
	int result = config_load("face", "bench", ".", &m);
	if (result != (diag_errors() > before ? K5X_USAGE : K5X_OK)) {
		abort();
	}
	if (result == K5X_OK) {
		interface_types(&t, &m.interfaces[0]);
		interface_client(&t, &m, &m.interfaces[0], &m.tasks[0]);
		interface_server(&t, &m, &m.interfaces[0], &m.tasks[0]);
	}
	text_free(&t);
	keep_release();
}

static void batch(uint64_t seed, int files, char **file)
{
	static struct sample s;
	state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	for (int i = 0; i < BATCH; i++) {
		load_sample(&s, file[roll((size_t)files)]);
		for (size_t n = 1 + roll(12); n > 0; n--) {
			mutate(&s);
		}
		diag_style((struct diag_style){.json = roll(4) == 0,
					       .color = roll(2) == 0});
		read_both(&s);
		read_interface(&s);
	}
}

/* Runs a batch apart; false if it did not end by itself. */
static bool run_batch(uint64_t seed, int files, char **file)
{
	pid_t child = fork();
	if (child == 0) {
		/* only our messages: a sanitizer writes to the descriptor */
		stderr = fopen("/dev/null", "w");
		batch(seed, files, file);
		_exit(0);
	}
	int status = 1;
	waitpid(child, &status, 0);
	return child > 0 && status == 0;
}

static const char face[] =
	"endpoints = [\"vault\"]\n[[interfaces]]\nname = \"vault\"\n"
	"[[tasks]]\nname = \"a\"\nsource = \"../a\"\n"
	"caps.vault = [\"send\", \"recv\"]\n";

static void prepare(const char *dir, const char *board)
{
	static struct sample s;
	load_sample(&s, board);
	if (chdir(dir) != 0 || mkdir("a", 0777) != 0 || mkdir("b", 0777) != 0 ||
	    mkdir("boards", 0777) != 0 || mkdir("face", 0777) != 0) {
		perror(dir);
		exit(1);
	}
	save_sample(&s, "boards/bench.toml");
	s.length = 0;
	save_sample(&s, "a/main.c");
	save_sample(&s, "b/main.c");
	s.length = sizeof(face) - 1;
	memcpy(s.text, face, s.length);
	save_sample(&s, "face/app.toml");
}

static void clean(const char *dir)
{
	static const char *const files[] = {
		"app.toml", "boards/case.toml", "boards/bench.toml", "a/main.c",
		"b/main.c", "face/app.toml",    "face/vault.toml"};
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		unlink(files[i]);
	}
	rmdir("a");
	rmdir("b");
	rmdir("boards");
	rmdir("face");
	rmdir(dir);
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fputs("fuzz COUNT SEED BOARD GOOD...\n", stderr);
		return K5X_USAGE;
	}
	uint64_t count = strtoull(argv[1], NULL, 10);
	uint64_t seed = strtoull(argv[2], NULL, 10);
	for (int i = 3; i < argc; i++) {
		argv[i] = realpath(argv[i], NULL);
	}
	char dir[] = "/tmp/k5-fuzz-XXXXXX";
	if (!mkdtemp(dir)) {
		perror(dir);
		return 1;
	}
	prepare(dir, argv[3]);
	for (uint64_t i = 0; i < count; i += BATCH, seed++) {
		if (!run_batch(seed, argc - 3, argv + 3)) {
			fprintf(stderr,
				"FAIL fuzz: seed %" PRIu64
				"; its last file is in %s\n",
				seed, dir);
			return 1;
		}
	}
	clean(dir);
	printf("config-fuzz: 1 passed, 0 failed (%" PRIu64 " broken files)\n",
	       count);
	return 0;
}
