/*
 * place.c - symbols and line tables, through elfutils
 *
 * Faults are rare, so the file is opened for each and closed again. A task's
 * ELF is linked at its final place: no bias, no relocation.
 */
#include "place.h"

#include <elfutils/libdwfl.h>
#include <stddef.h>

#include "config_keep.h"

static const Dwfl_Callbacks callbacks = {
	.find_debuginfo = dwfl_standard_find_debuginfo,
	.section_address = dwfl_offline_section_address,
};

static void look_up(Dwfl_Module *module, Dwarf_Addr address, struct place *out)
{
	const char *function = dwfl_module_addrname(module, address);
	Dwfl_Line *line = dwfl_module_getsrc(module, address);

	if (function) {
		out->function = keep_text(function);
	}
	if (line) {
		const char *file =
			dwfl_lineinfo(line, NULL, &out->line, NULL, NULL, NULL);
		out->file = file ? keep_text(file) : NULL;
	}
}

bool place_find(const char *elf, uint64_t address, struct place *out)
{
	Dwfl *dwfl = dwfl_begin(&callbacks);

	*out = (struct place){0};
	if (!dwfl) {
		return false;
	}
	dwfl_report_begin(dwfl);
	Dwfl_Module *module = dwfl_report_offline(dwfl, "", elf, -1);
	dwfl_report_end(dwfl, NULL, NULL);
	if (module && dwfl_addrmodule(dwfl, address) == module) {
		look_up(module, address, out);
	}
	dwfl_end(dwfl);
	return out->function || out->file;
}
