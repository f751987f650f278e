/*
 * driver.c - config_load on its own, for tests
 *
 *      driver load DIR ROOT [BOARD]    errors, or the model as text
 *      driver json DIR ROOT            errors as JSON
 *      driver color DIR ROOT           errors in colour
 *      driver boards ROOT              names of the boards
 *      driver explain CODE
 *      driver docs                     docs/app-toml.md
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../../cli/config.h"
#include "../../../cli/config_keep.h"
#include "../../../codegen/interface.h"

static void dump_range(const char *what, const struct m_range *r)
{
	printf("%s %s 0x%" PRIx32 " +0x%" PRIx32 " load 0x%" PRIx32 "%s\n",
	       what, r->name, r->address, r->size, r->load,
	       r->device ? " device" : "");
}

static void dump_texts(const char *what, char *const *texts, size_t count)
{
	printf("%s:", what);
	for (size_t i = 0; i < count; i++) {
		printf(" %s", texts[i]);
	}
	putchar('\n');
}

static void dump_board(const struct m_board *b)
{
	printf("board %s arch %s toolchain %s\n", b->name, b->arch,
	       b->toolchain);
	dump_texts("task flags", b->task_flags, b->task_flag_count);
	dump_texts("kernel flags", b->kernel_flags, b->kernel_flag_count);
	dump_range("memory", &b->flash);
	dump_range("memory", &b->ram);
	dump_range("secure", &b->secure_flash);
	dump_range("secure", &b->secure_ram);
	for (size_t i = 0; i < b->window_count; i++) {
		dump_range("window", &b->windows[i]);
	}
	for (size_t i = 0; i < b->irq_count; i++) {
		printf("irq %s %" PRIu32 "\n", b->irqs[i].name,
		       b->irqs[i].value);
	}
	printf("protection %s regions %d granule %" PRIu32 " lines %d\n",
	       b->protection, b->regions, b->granule, b->irq_lines);
	printf("clock %" PRIu32 " at 0x%" PRIx32 "%s\n", b->clock_hz,
	       b->clock_counter, b->clock_down ? " down" : "");
	printf("uart %s 0x%" PRIx32 " divider %" PRIu32 " irq %d%s%s\n",
	       b->uart_driver ? b->uart_driver : "-", b->uart,
	       b->uart_baud_divider, b->uart_irq, b->console ? " console" : "",
	       b->semihosting ? " semihosting" : "");
	for (size_t i = 0; i < b->nonsecure_count; i++) {
		dump_range("open", &b->nonsecure[i]);
	}
	for (size_t i = 0; i < b->mpc_count; i++) {
		printf("mpc 0x%" PRIx32 " 0x%" PRIx32 " +0x%" PRIx32 "\n",
		       b->mpc[i].controller, b->mpc[i].offset, b->mpc[i].size);
	}
	for (size_t i = 0; i < b->boot_write_count; i++) {
		printf("kernel writes 0x%" PRIx32 " = 0x%" PRIx32 "\n",
		       b->boot_writes[i].address, b->boot_writes[i].value);
	}
	for (size_t i = 0; i < b->write_count; i++) {
		printf("write 0x%" PRIx32 " = 0x%" PRIx32 "\n",
		       b->writes[i].address, b->writes[i].value);
	}
	dump_texts("qemu", b->qemu, b->qemu_count);
	dump_texts("openocd", b->openocd, b->openocd_count);
}

static void dump_task(const struct m_task *t)
{
	printf("task %s source %s empty slots %d line %d\n", t->name, t->source,
	       t->empty_slots, t->at.line);
	for (size_t i = 0; i < t->thread_count; i++) {
		const struct m_thread *th = &t->threads[i];
		printf("  thread %s entry %s stack %" PRIu32
		       " priority %d time %" PRIu32 "/%" PRIu32 "%s\n",
		       th->name, th->entry ? th->entry : "-", th->stack_size,
		       th->priority, th->budget_us, th->period_us,
		       th->passive ? " passive" : "");
		if (th->ceiling != th->priority) {
			printf("    ceiling %d\n", th->ceiling);
		}
		if (th->overrun_bits != 0) {
			printf("    overrun sets 0x%" PRIx32 " in %d\n",
			       th->overrun_bits, th->overrun);
		}
		if (th->job_at.line > 0) {
			printf("    work %" PRIu32 " every %" PRIu32
			       " deadline %" PRIu32 " line %d\n",
			       th->work_us, th->every_us, th->deadline_us,
			       th->job_at.line);
		}
	}
	for (size_t i = 0; i < t->cap_count; i++) {
		const struct m_cap *cap = &t->caps[i];
		printf("  slot %zu %s type %d object %d rights 0x%x badge "
		       "%" PRIu32 "\n",
		       i, cap->name, (int)cap->type, cap->object, cap->rights,
		       cap->badge);
	}
	for (size_t i = 0; i < t->mmio_count; i++) {
		dump_range("  mmio", &t->mmio[i]);
	}
	if (t->windows > 0) {
		printf("  windows %d\n", t->windows);
	}
	for (size_t i = 0; i < t->view_count; i++) {
		printf("  shares %d rights 0x%x\n", t->views[i].shared,
		       t->views[i].rights);
	}
}

static void dump_fields(const char *what, const struct m_fields *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct m_field *v = &f->field[i];
		printf("    %s %s type %d max %" PRIu32 "%s%s\n", what, v->name,
		       (int)v->type, v->max, v->of ? " of " : "",
		       v->of ? v->of->name : "");
	}
}

static void dump_interface(const struct m_interface *f)
{
	printf("interface %s at %d in %s\n", f->name, f->endpoint, f->file);
	for (size_t i = 0; i < f->enum_count; i++) {
		dump_texts("  enum", f->enums[i].values,
			   f->enums[i].value_count);
	}
	for (size_t i = 0; i < f->operation_count; i++) {
		const struct m_operation *op = &f->operations[i];
		printf("  %s label 0x%" PRIx32 "\n", op->name, op->label);
		dump_fields("takes", &op->arguments);
		dump_fields("gives", &op->results);
	}
}

static void dump(const struct model *m)
{
	printf("app %s in %s (%s)\n", m->name, m->dir, m->file);
	dump_board(&m->board);
	printf("kernel stack %" PRIu32 " flash %" PRIu32 " ram %" PRIu32
	       " log %" PRIu32 "\n",
	       m->kernel_stack, m->kernel_flash, m->kernel_ram, m->log_buffer);
	dump_texts("endpoints", m->endpoints, m->endpoint_count);
	dump_texts("notifications", m->notifications, m->notification_count);
	for (size_t i = 0; i < m->port_count; i++) {
		printf("port %s endpoint %d\n", m->ports[i].name,
		       m->ports[i].endpoint);
	}
	for (size_t i = 0; i < m->irq_count; i++) {
		printf("irq %s line %d sets 0x%" PRIx32 " in %d\n",
		       m->irqs[i].name, m->irqs[i].line, m->irqs[i].bits,
		       m->irqs[i].notification);
	}
	for (size_t i = 0; i < m->shared_count; i++) {
		printf("shared %s size %" PRIu32 "\n", m->shared[i].name,
		       m->shared[i].size);
	}
	for (size_t i = 0; i < m->pool_count; i++) {
		const uint8_t *n = m->pools[i].count;

		printf("pool %s %d endpoints %d notifications %d replies "
		       "%d threads\n",
		       m->pools[i].name, n[0], n[1], n[2], n[3]);
	}
	for (size_t i = 0; i < m->interface_count; i++) {
		dump_interface(&m->interfaces[i]);
	}
	for (size_t i = 0; i < m->task_count; i++) {
		dump_task(&m->tasks[i]);
	}
	printf("replies %zu\n", m->reply_count);
}

static int load(int argc, char **argv)
{
	struct model m;
	const char *board = argc > 4 ? argv[4] : NULL;
	int result = config_load(argv[2], board, argv[3], &m);
	if (result == K5X_OK) {
		dump(&m);
	}
	return result;
}

static int boards(const char *root)
{
	size_t count;
	char **names = board_names(root, &count);
	for (size_t i = 0; i < count; i++) {
		puts(names[i]);
	}
	return K5X_OK;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	int result = K5X_USAGE;
	if (strcmp(what, "load") == 0 && argc > 3) {
		result = load(argc, argv);
	} else if (strcmp(what, "json") == 0 && argc > 3) {
		diag_style((struct diag_style){.json = true});
		result = load(argc, argv);
	} else if (strcmp(what, "color") == 0 && argc > 3) {
		diag_style((struct diag_style){.color = true});
		result = load(argc, argv);
	} else if (strcmp(what, "boards") == 0 && argc > 2) {
		result = boards(argv[2]);
	} else if (strcmp(what, "explain") == 0 && argc > 2) {
		result = explain(argv[2]);
	} else if (strcmp(what, "docs") == 0) {
		docs_app_toml(stdout);
		result = K5X_OK;
	}
	keep_release();
	return result;
}
