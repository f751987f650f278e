/*
 * logs.c - k5 logs: the log of something that is not our child
 *
 *      --from X            X itself: file, -, HOST:PORT, serial device
 *      board with a probe  openocd, its RTT server -> TCP -> us
 *      emulated board      the same as k5 run
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "config_keep.h"
#include "diag.h"
#include "flash.h"
#include "logs.h"
#include "process.h"
#include "run.h"
#include "show.h"
#include "source.h"
#include "tools.h"
#include "watch.h"

enum {
	BAUD = 115200,
	CONNECT_MS = 10000,
	STEP_MS = 50
};

/* Shows what comes from `fd`; the exit code. */
static int listen_to(const struct args *args, const struct app *app,
		     struct show *s, int fd, int signals)
{
	struct watch w = {
		.fd = fd,
		.timeout_us = args_micros(args, OPT_TIMEOUT),
		.signals = signals,
	};
	int status = show_expect(s, app->dict);

	if (status != 0) {
		return status;
	}
	s->boots = true;
	enum watch_end end = watch_stream(&w, s);
	show_close(s);
	status = watch_outcome(&w, s, end);
	if (status < 0 && s->frames == 0) {
		diag_warning((struct diag){.code = "K5-E0506"},
			     "no log record was in there");
	}
	if (status < 0 && args_has(args, OPT_UNTIL)) {
		diag_error((struct diag){.code = "K5-E0406"},
			   "the stream ended before a line matched --until");
		return K5X_TARGET;
	}
	return status < 0 ? s->foreign ? K5X_USAGE : K5X_OK : status;
}

/* A TCP port nobody uses, as text; kept. */
static char *free_port(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &length) != 0) {
		address.sin_port = htons(9090);
	}
	if (fd >= 0) {
		close(fd);
	}
	return keep_format("%u", ntohs(address.sin_port));
}

/*
 * OpenOCD that serves the board's RTT ring on `port`. Its own words go to the
 * file `said`: through a pipe it would wait for a reader.
 */
static char **rtt_server(const struct app *app, const char *port, char *said)
{
	const struct model *m = &app->model;
	static char no_ports[] = "gdb_port disabled; telnet_port disabled; "
				 "tcl_port disabled";
	char *extra[] = {
		"-l",
		said,
		"-c",
		no_ports,
		"-c",
		"init",
		"-c",
		keep_format("rtt setup 0x%08x %u {SEGGER RTT}",
			    m->board.ram.address, m->kernel_ram),
		"-c",
		"rtt polling_interval 10; rtt start",
		"-c",
		keep_format("rtt server start %s 0", port),
		NULL,
	};

	return flash_command(app, extra);
}

/* Connects as soon as OpenOCD listens; -1 when it ended or never did. */
static int connect_to(struct process *openocd, const char *port)
{
	struct timespec step = {.tv_nsec = STEP_MS * 1000000L};

	for (int ms = 0; ms < CONNECT_MS; ms += STEP_MS) {
		int fd = source_connect("127.0.0.1", port);
		if (fd >= 0 || process_poll(openocd) >= 0) {
			return fd;
		}
		nanosleep(&step, NULL);
	}
	return -1;
}

static int never_listened(const struct app *app, const char *said)
{
	static char text[65536];
	FILE *f = fopen(said, "r");

	if (f) {
		text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
		fclose(f);
	}
	return flash_failed(app, text);
}

static int listen_by_probe(const struct args *args, const struct app *app,
			   struct show *s)
{
	char *port = free_port();
	char *said = keep_format("%s/openocd.log", app->out);
	struct process openocd;
	int signals = process_signals();

	int error = process_start(&openocd, rtt_server(app, port, said),
				  PROCESS_BOTH);
	if (error != 0) {
		return tool_missing("openocd");
	}
	int fd = connect_to(&openocd, port);
	int status = fd < 0 ? never_listened(app, said)
			    : listen_to(args, app, s, fd, signals);
	process_stop(&openocd);
	return status;
}

static int listen_to_source(const struct args *args, const struct app *app,
			    struct show *s)
{
	int fd = source_open(args->value[OPT_FROM],
			     args_number(args, OPT_BAUD, BAUD));

	/* somebody traces what has no end of its own: Ctrl-C ends it */
	return fd < 0 ? K5X_USAGE
		      : listen_to(args, app, s, fd,
				  s->tap ? process_signals() : -1);
}

static int listen_to_board(const struct args *args, const struct app *app,
			   struct show *s)
{
	if (app->model.board.console) {
		diag_error((struct diag){.code = "K5-E0507",
					 .help = "for example --from "
						 "/dev/ttyACM0"},
			   "the board '%s' logs through its UART: name the "
			   "serial device with --from",
			   app->model.board.name);
		return K5X_USAGE;
	}
	int status = args_has(args, OPT_NO_FLASH) ? 0 : flash_app(args, app);
	return status != 0 ? status : listen_by_probe(args, app, s);
}

static int already_running(const struct app *app)
{
	diag_error((struct diag){.code = "K5-E0407",
				 .help = "leave --no-flash away, or use "
					 "'k5 run'"},
		   "the board '%s' is emulated: nothing runs yet to listen to",
		   app->model.board.name);
	return K5X_USAGE;
}

int logs_shown(const struct args *args, struct app *app, struct show *s)
{
	if (args_has(args, OPT_FROM)) {
		return listen_to_source(args, app, s);
	}
	if (app->model.board.openocd_count > 0) {
		return listen_to_board(args, app, s);
	}
	return args_has(args, OPT_NO_FLASH) ? already_running(app)
					    : run_shown(args, app, s);
}

int command_LOGS(const struct args *args)
{
	struct app app;
	struct show s;
	int status = app_load(args, &app);

	status = status != 0 ? status : show_open(&s, args);
	return status != 0 ? status : logs_shown(args, &app, &s);
}
