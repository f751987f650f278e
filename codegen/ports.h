/*
 * ports.h - the folders that make a port
 *
 *      arch = "armv7m"  ->  arch/armv7m            arch/cortexm
 *                           userspace/arch/armv7m  userspace/arch/cortexm
 *
 * A port is a folder, and may share others with its sisters. Sources are taken
 * from all of them, headers are looked for in the port's own first, and a file
 * that is needed once (kernel.ld) is the first one found.
 */
#pragma once

#include <stddef.h>

enum {
	PORT_FOLDERS = 3
};

/* Names below arch/, the port's own first; returns how many. */
size_t port_folders(const char *arch, const char *folder[PORT_FOLDERS]);

/* ROOT/arch/FOLDER/FILE, in the first folder that has the file. */
const char *port_file(const char *root, const char *arch, const char *file);
