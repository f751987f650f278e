/*
 * tools.c - who provides what on Debian
 */
#include "tools.h"

#include <string.h>
#include <unistd.h>

#include "config_keep.h"
#include "diag.h"

const struct tool k5_tool[] = {
	{"ninja", "ninja-build", "k5 build", "--version", true},
	{"arm-none-eabi-gcc", "gcc-arm-none-eabi", "k5 build", "--version",
	 true},
	{"qemu-system-arm", "qemu-system-arm", "k5 run", "--version", true},
	{"riscv64-unknown-elf-gcc", "gcc-riscv64-unknown-elf",
	 "k5 build for RISC-V", "--version", false},
	{"qemu-system-riscv32", "qemu-system-misc", "k5 run on RISC-V",
	 "--version", false},
	{"openocd", "openocd", "k5 flash, k5 logs", "--version", false},
	{"dot", "graphviz", "k5 caps --svg", "-V", false},
	{"gdb-multiarch", "gdb-multiarch", "k5 debug, k5 inspect --backtrace",
	 "--version", false},
};

const size_t k5_tools = sizeof(k5_tool) / sizeof(k5_tool[0]);

const char *tool_package(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash ? slash + 1 : program;

	for (size_t i = 0; i < k5_tools; i++) {
		if (strcmp(k5_tool[i].program, name) == 0) {
			return k5_tool[i].package;
		}
	}
	return NULL;
}

const char *tool_install(const char *packages)
{
	return keep_format("%sapt install %s", geteuid() == 0 ? "" : "sudo ",
			   packages);
}

int tool_missing(const char *program)
{
	const char *package = tool_package(program);

	diag_error((struct diag){.code = "K5-E0401",
				 .help = package ? tool_install(package)
						 : "install it, or put its "
						   "folder into PATH"},
		   "%s is not installed", program);
	return K5X_TOOL;
}
