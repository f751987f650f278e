/*
 * trace.c - k5 trace: a traced build runs, and what it told is laid out
 *
 *      app.toml -> build, traced -> QEMU, a board, or --from -> struct trace
 *                  (APP/build/BOARD-traced)                         |
 *                                    timeline, table, CTF, Perfetto-'
 *
 * What the run's own exit code says is kept; that of a trace that could not be
 * had or written comes before it.
 */
#include "trace.h"

#include <inttypes.h>
#include <unistd.h>

#include "app.h"
#include "commands.h"
#include "config.h"
#include "diag.h"
#include "logs.h"

/* Is there anything to lay out? 0, or an exit code after telling why not. */
static int judge(const struct args *args, const struct trace *t)
{
	if (t->wrong != TRACE_OK) {
		diag_error((struct diag){.code = "K5-E0511",
					 .help = "the board runs a kernel of "
						 "another version of K5: build "
						 "and flash with this one"},
			   t->wrong == TRACE_UNKNOWN
				   ? "the trace has an event of kind %u, which "
				     "this k5 does not know"
				   : "the trace has an event of kind %u that "
				     "is cut off inside its frame",
			   t->wrong_kind);
		return K5X_USAGE;
	}
	if (t->frames == 0) {
		diag_error(
			(struct diag){.code = "K5-E0510",
				      .help = "'k5 trace' builds and runs a "
					      "traced one; 'trace = true' in "
					      "[kernel] makes every build so"},
			"nothing was traced: what runs there was built "
			"without it");
		return K5X_USAGE;
	}
	if (args_has(args, OPT_FROM) && !t->ended) {
		diag_warning((struct diag){.code = "K5-E0513"},
			     "the stream ends before the app does; what came "
			     "last may be missing");
	}
	return 0;
}

/* The plan, if it is one for the threads of this trace. */
static bool planned(const struct trace *t, const struct model *m,
		    struct schedule *s)
{
	schedule_of(s, m, -1);
	return s->rows == trace_threads(t);
}

/* What is asked for, as files; without any the lines go to the terminal. */
static bool put_files(const struct args *args, const struct trace *t,
		      const struct model *m)
{
	const char *dir = args->value[OPT_CTF];
	const char *file = args->value[OPT_PERFETTO];
	const char *picture = args->value[OPT_SVG];
	struct schedule s;

	return (!dir || trace_ctf(t, dir)) && (!file || trace_json(t, file)) &&
	       (!picture || !planned(t, m, &s) || trace_svg(t, &s, picture));
}

static void put_lines(const struct args *args, const struct trace *t)
{
	bool files = args_has(args, OPT_CTF) || args_has(args, OPT_PERFETTO);

	if (!files || args_has(args, OPT_VERBOSE)) {
		trace_text(t, stdout);
		putchar('\n');
	}
}

static void put_summary(const struct args *args, const struct trace *t,
			const struct model *m)
{
	struct schedule s;

	if (args_has(args, OPT_QUIET)) {
		return;
	}
	put_lines(args, t);
	if (planned(t, m, &s)) {
		trace_table(t, &s);
	}
	printf("%zu events, %" PRIu64 " dropped\n", trace_events(t), t->lost);
}

static int lay_out(const struct args *args, struct trace *t,
		   const struct show *s, const struct model *m)
{
	t->dict = s->in_use;
	trace_sort(t);
	int status = judge(args, t);
	if (status != 0) {
		return status;
	}
	put_summary(args, t, m);
	fflush(stdout);
	return put_files(args, t, m) ? 0 : K5X_BUILD;
}

/*
 * What runs already, or was recorded, may be of a build that is not traced: its
 * dictionary says so better than none.
 */
static int load(const struct args *args, struct app *app)
{
	int status = app_load(args, app);
	char *plain = status == 0 ? app->dict : NULL;
	bool made = args_has(args, OPT_FROM) || args_has(args, OPT_NO_FLASH);

	status = status != 0 ? status : app_trace(app);
	if (status == 0 && made && access(app->dict, F_OK) != 0 &&
	    access(plain, F_OK) == 0) {
		app->dict = plain;
	}
	return status;
}

int command_TRACE(const struct args *args)
{
	struct app app;
	struct show s;
	struct trace t = {0};
	int status = load(args, &app);

	status = status != 0 ? status : show_open(&s, args);
	if (status != 0) {
		return status;
	}
	s.tap = trace_tap;
	s.tapper = &t;
	int outcome = logs_shown(args, &app, &s);
	if (s.frames == 0 || s.foreign) {
		return outcome; /* which was told */
	}
	status = lay_out(args, &t, &s, &app.model);
	return status != 0 ? status : outcome;
}
