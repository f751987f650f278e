/*
 * ports.h - the folders that make a port, and what it can do
 *
 *      arch = "armv7m"  ->  arch/armv7m            arch/cortexm
 *                           userspace/arch/armv7m  userspace/arch/cortexm
 *
 *      arch = "riscv"   ->  arch/riscv  arch/riscv/rv32  arch/riscv/double
 *      parts = ["rv32", "double"]
 *
 * A port is a folder, may share others with its sisters, and has parts of
 * which a board names those that its core has. Sources are taken from all of
 * them, headers are looked for in the port's own first, and a file that is
 * needed once (kernel.ld) is the first one found.
 */
#pragma once

#include "model.h"

enum {
	PORT_PARTS = 4,
	PORT_SHARED = 2,
	PORT_FOLDERS = 1 + PORT_PARTS + PORT_SHARED
};

/* Names below arch/, the port's own first; returns how many. */
size_t port_folders(const struct m_board *b, const char *folder[PORT_FOLDERS]);

/* The names that `arch` may have, one by one; NULL behind the last. */
const char *port_name(size_t index);

/* The same for the parts of a port. */
const char *port_part(const char *arch, size_t index);

/*
 * For a board whose arch is one of them. Of the parts the port cannot do
 * without, a list of those of which the board names none; or NULL.
 */
const char *port_lacks(const struct m_board *b);

/* How the port guards memory, and in how many regions of a task (0: unsaid). */
const char *port_protection(const struct m_board *b);
uint8_t port_regions(const struct m_board *b);

/* What this port's C asks of the compiler, each with a space before it. */
const char *port_kernel_flags(const struct m_board *b);

/* ROOT/arch/FOLDER/FILE, in the first folder that has the file. */
const char *port_file(const char *root, const struct m_board *b,
		      const char *file);
