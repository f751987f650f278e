/*
 * place.c - symbols and line tables, through elfutils
 *
 * Faults are rare, so the file is opened for each and closed again. A task's
 * ELF is linked at its final place: no bias, no relocation.
 *
 * Every unit's line table is asked. The short way, .debug_aranges, is closed on
 * RISC-V: the length of a function that the linker threw away is a relocation
 * there and becomes 0, and a pair (0, 0) in the middle of a unit's ranges is
 * what ends them, so a reader takes the rest for the next unit's head.
 */
#include "place.h"

#include <elfutils/libdwfl.h>
#include <stddef.h>

#include "config_keep.h"

static const Dwfl_Callbacks callbacks = {
	.find_debuginfo = dwfl_standard_find_debuginfo,
	.section_address = dwfl_offline_section_address,
};

/*
 * What was thrown away lies at 0 in its unit's table and may reach far; what is
 * there begins nearer to the address.
 */
static Dwarf_Line *nearest_line(Dwfl_Module *module, Dwarf_Addr address)
{
	Dwarf_Line *nearest = NULL;
	Dwarf_Addr highest = 0;
	Dwarf_Addr bias;

	for (Dwarf_Die *unit = NULL;
	     (unit = dwfl_module_nextcu(module, unit, &bias));) {
		Dwarf_Line *line = dwarf_getsrc_die(unit, address - bias);
		Dwarf_Addr at;

		if (line && dwarf_lineaddr(line, &at) == 0 &&
		    (!nearest || at > highest)) {
			nearest = line;
			highest = at;
		}
	}
	return nearest;
}

static void look_up(Dwfl_Module *module, Dwarf_Addr address, struct place *out)
{
	const char *function = dwfl_module_addrname(module, address);
	Dwarf_Line *line = nearest_line(module, address);

	if (function) {
		out->function = keep_text(function);
	}
	if (line && dwarf_lineno(line, &out->line) == 0) {
		const char *file = dwarf_linesrc(line, NULL, NULL);
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
