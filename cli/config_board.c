/*
 * config_board.c - boards/NAME.toml: a board as data
 *
 * The same reader and the same checks as for app.toml: whoever adds a board
 * gets messages with lines, too.
 */
#include "config.h"

#include <dirent.h>
#include <string.h>

#include "config_app.h"
#include "config_board.h"
#include "config_keep.h"

static char **texts_of(const struct toml_node *table, const char *key,
		       size_t *count)
{
	const struct toml_node *list = cfg_get(table, key);
	size_t n = list ? list->count : 0;
	char **texts = keep_alloc(n + 1, sizeof *texts);
	*count = 0;
	for (size_t i = 0; i < n; i++) {
		if (!list->child[i].bad) {
			texts[(*count)++] = list->child[i].string;
		}
	}
	return texts;
}

static struct m_range range_of(const struct toml_node *table, const char *key)
{
	const struct toml_node *n = cfg_get(table, key);
	return n ? cfg_range(n, key) : (struct m_range){.name = keep_text(key)};
}

/* [address, value] or [address, mask, value] */
static struct m_write step_of(const struct toml_node *n)
{
	bool waits = n->count == 3;

	return (struct m_write){
		.address = (uint32_t)n->child[0].integer,
		.value = (uint32_t)n->child[waits ? 2 : 1].integer,
		.mask = waits ? (uint32_t)n->child[1].integer : 0};
}

static struct m_write *read_writes(const struct toml_node *table, size_t *count)
{
	const struct toml_node *list = cfg_get(table, "writes");
	struct m_write *writes =
		keep_alloc(list ? list->count : 0, sizeof *writes);
	*count = 0;
	for (size_t i = 0; list && i < list->count; i++) {
		const struct toml_node *n = &list->child[i];
		if (!n->bad) {
			writes[(*count)++] = step_of(n);
		}
	}
	return writes;
}

static void read_secure(const struct toml_node *secure, struct m_board *b)
{
	b->secure_flash = range_of(secure, "flash");
	b->secure_ram = range_of(secure, "ram");
	const char *driver = cfg_text(secure, "mpc_driver");
	b->mpc_driver = keep_text(driver ? driver : "sie200");

	const struct toml_node *open = cfg_get(secure, "nonsecure");
	b->nonsecure_count = open ? open->count : 0;
	b->nonsecure = keep_alloc(b->nonsecure_count, sizeof *b->nonsecure);
	for (size_t i = 0; i < b->nonsecure_count; i++) {
		b->nonsecure[i] = cfg_range(&open->child[i], "nonsecure");
	}
	const struct toml_node *mpc = cfg_get(secure, "mpc");
	b->mpc_count = mpc ? mpc->count : 0;
	b->mpc = keep_alloc(b->mpc_count, sizeof *b->mpc);
	for (size_t i = 0; i < b->mpc_count; i++) {
		const struct toml_node *n = &mpc->child[i];
		b->mpc[i] = (struct m_mpc){
			.controller = cfg_number(n, CFG_MPC, "controller", 0),
			.offset = cfg_number(n, CFG_MPC, "offset", 0),
			.size = cfg_number(n, CFG_MPC, "size", 0)};
	}
	b->writes = read_writes(secure, &b->write_count);
}

/* Whatever a window has beside its place. */
static void read_extra(const struct toml_node *n, struct m_range *w)
{
	w->extra = keep_alloc(n->count, sizeof *w->extra);
	for (size_t i = 0; i < n->count; i++) {
		const struct toml_node *c = &n->child[i];
		if (!c->bad && strcmp(c->key, "address") != 0 &&
		    strcmp(c->key, "size") != 0) {
			w->extra[w->extra_count++] = (struct m_named_number){
				.name = c->key,
				.value = (uint32_t)c->integer,
				.at = c->key_at};
		}
	}
}

static void read_names(const struct toml_node *tree, struct m_board *b)
{
	const struct toml_node *windows = cfg_get(tree, "windows");
	const struct toml_node *irqs = cfg_get(tree, "irqs");
	b->windows =
		keep_alloc(windows ? windows->count : 0, sizeof *b->windows);
	for (size_t i = 0; windows && i < windows->count; i++) {
		const struct toml_node *n = &windows->child[i];
		if (!n->bad) {
			struct m_range *w = &b->windows[b->window_count++];
			*w = cfg_range(n, n->key);
			w->device = true;
			w->at = n->key_at;
			read_extra(n, w);
		}
	}
	b->irqs = keep_alloc(irqs ? irqs->count : 0, sizeof *b->irqs);
	for (size_t i = 0; irqs && i < irqs->count; i++) {
		const struct toml_node *n = &irqs->child[i];
		if (!n->bad) {
			b->irqs[b->irq_count++] = (struct m_named_number){
				.name = n->key,
				.value = (uint32_t)n->integer,
				.at = n->key_at};
		}
	}
}

static void read_devices(const struct toml_node *tree, struct m_board *b)
{
	const struct toml_node *clock = cfg_get(tree, "clock");
	b->clock_hz = cfg_number(clock, CFG_CLOCK, "hz", 1);
	b->clock_counter = cfg_number(clock, CFG_CLOCK, "counter", 0);
	b->clock_down = cfg_flag(clock, "down");
	b->clock_alarm = cfg_number(clock, CFG_CLOCK, "alarm", 0);

	const struct toml_node *uart = cfg_get(tree, "uart");
	b->uart_driver = cfg_text(uart, "driver");
	b->uart = cfg_number(uart, CFG_UART, "address", 0);
	b->uart_irq = (uint16_t)cfg_number(uart, CFG_UART, "irq", 0);
	b->uart_baud_divider = cfg_number(uart, CFG_UART, "baud_divider", 0);

	const char *log = cfg_text(tree, "log");
	const char *end = cfg_text(tree, "exit");
	b->console = !log || strcmp(log, "uart") == 0;
	b->semihosting = end && strcmp(end, "semihosting") == 0;
}

static void read_board(const struct toml_node *tree, struct m_board *b)
{
	b->name = cfg_text(tree, "name");
	b->description = cfg_text(tree, "description");
	b->arch = cfg_text(tree, "arch");
	b->parts = texts_of(tree, "parts", &b->part_count);
	b->toolchain = cfg_text(tree, "toolchain");
	b->task_flags = texts_of(tree, "task_flags", &b->task_flag_count);
	b->kernel_flags = texts_of(tree, "kernel_flags", &b->kernel_flag_count);
	b->task_flags_at = cfg_at(tree, "task_flags");
	b->kernel_flags_at = cfg_at(tree, "kernel_flags");
	b->protection = cfg_text(tree, "protection");
	b->regions = (uint8_t)cfg_number(tree, CFG_BOARD, "regions", 0);
	b->granule = cfg_number(tree, CFG_BOARD, "granule", 1);
	b->kernel_stack = cfg_number(tree, CFG_BOARD, "kernel_stack", 0);
	b->uf2_family = cfg_number(tree, CFG_BOARD, "uf2_family", 0);
	b->irq_lines = (uint16_t)cfg_number(tree, CFG_BOARD, "irq_lines", 0);
	b->irq_controller = cfg_number(tree, CFG_BOARD, "irq_controller", 0);

	b->boot_writes = read_writes(tree, &b->boot_write_count);

	const struct toml_node *memory = cfg_get(tree, "memory");
	b->flash = range_of(memory, "flash");
	b->ram = range_of(memory, "ram");
	read_secure(cfg_get(tree, "secure"), b);
	read_devices(tree, b);
	read_names(tree, b);
	b->qemu = texts_of(cfg_get(tree, "qemu"), "command", &b->qemu_count);
	b->qemu_console = (uint8_t)cfg_number(cfg_get(tree, "qemu"), CFG_QEMU,
					      "console", 0);

	const struct toml_node *openocd = cfg_get(tree, "openocd");
	b->openocd = texts_of(openocd, "args", &b->openocd_count);
	b->program = cfg_text(openocd, "program");
	b->options = cfg_text(openocd, "options");
	b->options_show = cfg_text(openocd, "options_show");
	b->options_set = cfg_text(openocd, "options_set");
}

/* The board's name in a file's name "x.toml", else NULL. */
static char *board_of(const char *file)
{
	size_t length = strlen(file);
	if (length < 5 || strcmp(file + length - 5, ".toml") != 0 ||
	    name_fault(file, length - 5)) {
		return NULL;
	}
	return keep_bytes(file, length - 5);
}

char **board_names(const char *root, size_t *n)
{
	struct words names = {0};
	DIR *d = opendir(cfg_path(root, "boards"));
	for (struct dirent *e; d && (e = readdir(d));) {
		char *name = board_of(e->d_name);
		if (name) {
			words_add(&names, name);
		}
	}
	if (d) {
		closedir(d);
	}
	words_sort(&names);
	char **sorted = keep_alloc(names.count + 1, sizeof *sorted);
	for (size_t i = 0; i < names.count; i++) {
		sorted[i] = keep_text(names.word[i]);
	}
	*n = names.count;
	return sorted;
}

static void unknown_board(const char *root, const char *name, struct where at)
{
	size_t count;
	char **names = board_names(root, &count);
	struct words known = {0};
	for (size_t i = 0; i < count; i++) {
		words_add(&known, names[i]);
	}
	diag_error((struct diag){.code = "K5-E0212",
				 .at = at,
				 .note = "unknown",
				 .help = count > 0 ? words_help(&known, name,
								"boards")
						   : "this k5 is outside its "
						     "tree: link to it instead "
						     "of copying it, or set "
						     "K5_ROOT"},
		   "there is no board '%s'", name);
}

int board_load_at(const char *root, const char *name, struct where at,
		  struct m_board *out)
{
	int before = diag_errors();
	char *file = cfg_path(cfg_path(root, "boards"),
			      keep_format("%s.toml", name));
	*out = (struct m_board){.file = file};
	if (name_fault(name, strlen(name)) || !cfg_exists(file)) {
		unknown_board(root, name, at);
		return K5X_USAGE;
	}
	struct toml_node *tree = cfg_read(file, CFG_BOARD);
	if (tree) {
		read_board(tree, out);
	}
	if (diag_errors() == before) {
		board_check(tree, name, out);
		board_check_port(root, tree, out);
	}
	return diag_errors() == before ? K5X_OK : K5X_USAGE;
}

int board_load(const char *root, const char *name, struct m_board *out)
{
	return board_load_at(root, name, (struct where){0}, out);
}
