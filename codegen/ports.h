/*
 * ports.h - the folders that make a port
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

/* What this port's C asks of the compiler, each with a space before it. */
const char *port_kernel_flags(const struct m_board *b);

/* ROOT/arch/FOLDER/FILE, in the first folder that has the file. */
const char *port_file(const char *root, const struct m_board *b,
		      const char *file);
