/*
 * ports.c - the folders that make a port
 *
 * The one place that knows which ports share what. A port without a row is
 * its own folder and nothing else.
 */
#include "ports.h"

#include <string.h>
#include <unistd.h>

#include "../cli/config_keep.h"

/*
 * On RISC-V entry.S saves the registers, so the kernel's C keeps none for
 * whoever called it but s0, which GCC has no way to give up; what lies near gp
 * (arch/riscv/kernel.ld) costs one instruction less; and a function call costs
 * more than on Arm, so that more is worth inlining.
 */
static const struct port {
	const char *arch;
	const char *shared[PORT_SHARED];
	const char *kernel_flags;
} rows[] = {
	{"armv7m", {"cortexm"}, ""},
	{"armv8m", {"cortexm"}, ""},
	{"riscv",
	 {NULL},
	 " -msmall-data-limit=1024 -fno-tree-forwprop"
	 " --param=max-inline-insns-auto=105 -fno-tree-vrp "
	 "-fno-tree-dominator-opts"
	 " -fcall-used-s1 -fcall-used-s2 -fcall-used-s3 -fcall-used-s4"
	 " -fcall-used-s5 -fcall-used-s6 -fcall-used-s7 -fcall-used-s8"
	 " -fcall-used-s9 -fcall-used-s10 -fcall-used-s11"},
};

static const struct port alone = {.kernel_flags = ""};

static const struct port *port_of(const struct m_board *b)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(rows[i].arch, b->arch) == 0)
			return &rows[i];
	}
	return &alone;
}

const char *port_kernel_flags(const struct m_board *b)
{
	return port_of(b)->kernel_flags;
}

size_t port_folders(const struct m_board *b, const char *folder[PORT_FOLDERS])
{
	const struct port *port = port_of(b);
	size_t count = 0;

	folder[count++] = b->arch;
	for (size_t i = 0; i < b->part_count && i < PORT_PARTS; i++)
		folder[count++] = keep_format("%s/%s", b->arch, b->parts[i]);
	for (size_t i = 0; i < PORT_SHARED && port->shared[i]; i++)
		folder[count++] = port->shared[i];
	return count;
}

const char *port_file(const char *root, const struct m_board *b,
		      const char *file)
{
	const char *folder[PORT_FOLDERS];
	size_t count = port_folders(b, folder);
	const char *path = NULL;

	for (size_t i = count; i-- > 0;) {
		const char *found =
			keep_format("%s/arch/%s/%s", root, folder[i], file);

		if (!path || access(found, F_OK) == 0)
			path = found;
	}
	return path;
}
