/*
 * ports.c - the folders that make a port, and what it can do
 *
 * The one place that knows which ports there are, which share what, and how
 * many regions each has for a task; the kernel's own word for that, ARCH_REGIONS,
 * is compared with it in every build (tables_board.c).
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
	const char *protection;
	uint8_t regions; /* 0: one of its parts says */
	const char *kernel_flags;
} rows[] = {
	{"armv7m", {"cortexm"}, "v7m", 7, ""},
	{"armv8m", {"cortexm"}, "v8m", 8, ""},
	{"riscv",
	 {NULL},
	 "pmp",
	 0,
	 " -msmall-data-limit=1024 -fno-tree-forwprop"
	 " --param=max-inline-insns-auto=105 -fno-tree-vrp "
	 "-fno-tree-dominator-opts"
	 " -fcall-used-s1 -fcall-used-s2 -fcall-used-s3 -fcall-used-s4"
	 " -fcall-used-s5 -fcall-used-s6 -fcall-used-s7 -fcall-used-s8"
	 " -fcall-used-s9 -fcall-used-s10 -fcall-used-s11"},
};

/* A port needs one part of each kind that it has. */
static const struct part {
	const char *arch;
	const char *name;
	const char *kind;
	const char *kind_too; /* smepmp is two at once */
	uint8_t regions;
} parts[] = {
	{"riscv", "rv32", "width", NULL, 0},
	{"riscv", "rv64", "width", NULL, 0},
	{"riscv", "pmp8", "pmp", NULL, 3},
	{"riscv", "pmp16", "pmp", NULL, 7},
	{"riscv", "smepmp", "pmp", "lockdown", 4},
	{"riscv", "open", "lockdown", NULL, 0},
	{"riscv", "double", "float", NULL, 0},
	{"riscv", "nofloat", "float", NULL, 0},
};

enum {
	ROWS = sizeof(rows) / sizeof(rows[0]),
	PARTS = sizeof(parts) / sizeof(parts[0])
};

static const struct port *port_of(const struct m_board *b)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (strcmp(rows[i].arch, b->arch) == 0)
			return &rows[i];
	}
	return NULL;
}

const char *port_name(size_t index)
{
	return index < ROWS ? rows[index].arch : NULL;
}

const char *port_part(const char *arch, size_t index)
{
	for (size_t i = 0; i < PARTS; i++) {
		if (strcmp(parts[i].arch, arch) == 0 && index-- == 0)
			return parts[i].name;
	}
	return NULL;
}

static bool is_of(const struct part *p, const char *kind)
{
	return strcmp(p->kind, kind) == 0 ||
	       (p->kind_too && strcmp(p->kind_too, kind) == 0);
}

static const struct part *chosen(const struct m_board *b, const char *kind)
{
	for (size_t i = 0; i < PARTS; i++) {
		if (strcmp(parts[i].arch, b->arch) != 0 ||
		    !is_of(&parts[i], kind))
			continue;
		for (size_t j = 0; j < b->part_count; j++) {
			if (strcmp(b->parts[j], parts[i].name) == 0)
				return &parts[i];
		}
	}
	return NULL;
}

const char *port_lacks(const struct m_board *b)
{
	const char *list = NULL;

	for (size_t i = 0; i < PARTS && !list; i++) {
		const char *kind = parts[i].kind;

		if (strcmp(parts[i].arch, b->arch) != 0 || chosen(b, kind))
			continue;
		for (size_t j = 0; j < PARTS; j++) {
			if (is_of(&parts[j], kind))
				list = list ? keep_format("%s, %s", list,
							  parts[j].name)
					    : parts[j].name;
		}
	}
	return list;
}

const char *port_protection(const struct m_board *b)
{
	return port_of(b)->protection;
}

uint8_t port_regions(const struct m_board *b)
{
	const struct part *pmp = chosen(b, "pmp");

	return pmp ? pmp->regions : port_of(b)->regions;
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
