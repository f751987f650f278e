/*
 * guard.c - fork, wait, and read what was said last
 *
 *      child --- stderr ---> a file without a name ---> verdict
 *            --- exit ----->
 */
#include "guard.h"

#include <sanitizer/asan_interface.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

void *guard_shared(uint64_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		abort();
	return memory;
}

void guard_limit(unsigned milliseconds)
{
	const struct itimerval timer = {
		.it_value = {.tv_sec = milliseconds / 1000,
			     .tv_usec = milliseconds % 1000 * 1000}};

	setitimer(ITIMER_PROF, &timer, NULL); /* SIGPROF ends the process */
}

/* There is none in a build without AddressSanitizer. */
#pragma weak __asan_get_report_pc
#pragma weak __asan_get_report_description

static bool brief;

void guard_brief(void)
{
	brief = true;
}

/*
 * AddressSanitizer calls it before it reports. To find the names for a report takes
 * longer than a replay, and the place says it all, in letters: numbers are not
 * compared.
 */
__attribute__((visibility("default"))) void __asan_on_error(void)
{
	const uintptr_t here = (uintptr_t)guard;
	uintptr_t place = (uintptr_t)__asan_get_report_pc() - here;
	char letters[2 * sizeof(place) + 1] = "";

	for (unsigned i = 0; i < sizeof(letters) - 1; i++)
		letters[i] = (char)('a' + (place >> 4 * i & 0xf));
	fprintf(stderr, "ERROR: %s, place %s\n",
		__asan_get_report_description(), letters);
	if (brief)
		_exit(1);
}

/* Signals end it again, also where cmocka caught them. */
static void be_child(int said)
{
	static const int deadly[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	const struct rlimit none = {0};

	for (unsigned i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		signal(deadly[i], SIG_DFL);
	setrlimit(RLIMIT_CORE, &none);
	setenv("CMOCKA_TEST_ABORT", "1", 1);
	dup2(said, STDERR_FILENO);
}

/* The first line that tells of an error; each number as one #. */
static void find_kind(char *kind, size_t size, const char *line)
{
	size_t n = 0;

	if (kind[0] != '\0' ||
	    (strstr(line, "ERROR") == NULL && strstr(line, "error") == NULL))
		return;
	while (*line != '\0' && n + 2 < size) {
		size_t number =
			strncmp(line, "0x", 2) == 0
				? 2 + strspn(line + 2, "0123456789abcdef")
				: strspn(line, "0123456789");

		kind[n++] = number > 0 ? '#' : *line;
		line += number > 0 ? number : 1;
	}
	kind[n] = '\0';
}

static void read_verdict(FILE *said, int status, struct verdict *out)
{
	char line[500];
	size_t used = 0;

	*out = (struct verdict){.passed = WIFEXITED(status) &&
					  WEXITSTATUS(status) == 0};
	rewind(said);
	while (fgets(line, sizeof(line), said) != NULL) {
		find_kind(out->kind, sizeof(out->kind), line);
		if (used + strlen(line) + 1 < sizeof(out->text)) {
			strcpy(out->text + used, line);
			used += strlen(line);
		}
	}
	if (out->kind[0] == '\0' && WIFSIGNALED(status))
		snprintf(out->kind, sizeof(out->kind), "%s\n",
			 WTERMSIG(status) == SIGPROF
				 ? "it hangs"
				 : strsignal(WTERMSIG(status)));
	if (used == 0)
		strcpy(out->text, out->kind);
	else if (out->text[used - 1] != '\n')
		strcpy(out->text + used, "\n");
}

void guard(void (*work)(void *with), void *with, struct verdict *out)
{
	FILE *said = tmpfile();
	int status = 1;
	pid_t child;

	fflush(stdout);
	child = said != NULL ? fork() : -1;
	if (child < 0)
		abort();
	if (child == 0) {
		be_child(fileno(said));
		work(with);
		_exit(0);
	}
	while (waitpid(child, &status, 0) != child)
		;
	read_verdict(said, status, out);
	fclose(said);
}
