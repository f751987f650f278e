/*
 * tables_board.c - board.c for the kernel's port, monitor.c for the monitor; and
 * its clock
 */
#include "tables.h"

#include "ports.h"

uint32_t tables_ticks(const struct model *m, uint32_t us)
{
	uint64_t ticks = ((uint64_t)us * m->board.clock_hz + 999999) / 1000000;

	if (ticks > UINT32_MAX)
		return UINT32_MAX;
	return ticks ? (uint32_t)ticks : 1;
}

static const char *truth(bool b)
{
	return b ? "true" : "false";
}

static void writes(struct text *t, const struct m_write *write, size_t count)
{
	text_add(t, "static const struct k5_write writes[] = {\n");
	for (size_t i = 0; i < count; i++)
		text_add(t, "\t{0x%08x, 0x%08x, 0x%x},\n", write[i].address,
			 write[i].value, write[i].mask);
	text_add(t, "%s};\n\n", count ? "" : "\t{0, 0, 0},\n");
}

void tables_board(struct text *t, const struct model *m)
{
	const struct m_board *b = &m->board;

	text_add(t,
		 "/*\n * board.c - %s, as the kernel's port sees it\n *\n"
		 " * Made by k5 build from the board's file.\n */\n"
		 "#include <k5/board.h>\n\n#include <arch/types.h>\n\n"
		 "_Static_assert(ARCH_REGIONS == %u, \"codegen/ports.c has "
		 "another number\");\n\n",
		 b->name, port_regions(b));
	writes(t, b->boot_writes, b->boot_write_count);
	text_add(t,
		 "const struct k5_board k5_board = {\n"
		 "\t.clock_counter = 0x%08x,\n\t.clock_alarm = 0x%08x,\n"
		 "\t.clock_hz = %u,\n"
		 "\t.clock_down = %s,\n\t.console = %s,\n"
		 "\t.semihosting = %s,\n",
		 b->clock_counter, b->clock_alarm, b->clock_hz,
		 truth(b->clock_down), truth(b->console),
		 truth(b->semihosting));
	text_add(t,
		 "\t.uart = 0x%08x,\n\t.uart_baud_divider = %u,\n"
		 "\t.uart_irq = %u,\n\t.irq_controller = 0x%08x,\n"
		 "\t.irqs = %u,\n"
		 "\t.write = writes,\n\t.write_count = %zu,\n};\n",
		 b->uart, b->uart_baud_divider, b->uart_irq, b->irq_controller,
		 b->irq_lines, b->boot_write_count);
}

static void nonsecure(struct text *t, const struct m_board *b)
{
	text_add(t, "static const struct k5_range nonsecure[] = {\n");
	for (size_t i = 0; i < b->nonsecure_count; i++)
		text_add(t, "\t{0x%08x, 0x%x},\n", b->nonsecure[i].address,
			 b->nonsecure[i].size);
	text_add(t, "%s};\n\n", b->nonsecure_count ? "" : "\t{0, 0},\n");
}

static void mpc(struct text *t, const struct m_board *b)
{
	text_add(t, "static const struct k5_mpc mpc[] = {\n");
	for (size_t i = 0; i < b->mpc_count; i++)
		text_add(t, "\t{0x%08x, 0x%x, 0x%x},\n", b->mpc[i].controller,
			 b->mpc[i].offset, b->mpc[i].size);
	text_add(t, "%s};\n\n", b->mpc_count ? "" : "\t{0, 0, 0},\n");
}

/* The kernel's link puts its vectors first in flash, the mailbox in RAM. */
void tables_monitor(struct text *t, const struct model *m)
{
	const struct m_board *b = &m->board;

	text_add(t,
		 "/*\n * monitor.c - what the monitor opens on %s\n *\n"
		 " * Made by k5 build from the board's file.\n */\n"
		 "#include <k5/board.h>\n\n",
		 b->name);
	nonsecure(t, b);
	mpc(t, b);
	writes(t, b->writes, b->write_count);
	text_add(t,
		 "const struct k5_monitor k5_monitor = {\n"
		 "\t.nonsecure = nonsecure,\n\t.mpc = mpc,\n"
		 "\t.write = writes,\n\t.nonsecure_count = %zu,\n"
		 "\t.mpc_count = %zu,\n\t.write_count = %zu,\n"
		 "\t.vectors = 0x%08x,\n\t.mailbox = 0x%08x,\n};\n",
		 b->nonsecure_count, b->mpc_count, b->write_count,
		 b->flash.address, b->ram.address);
}
