/*
 * main.c - unit tests of the code generator, and what they share
 */
#include "cases.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../cli/config_keep.h"
#include "../../codegen/text.h"

const char *scratch(const char *name)
{
	const char *under = getenv("K5_SCRATCH");
	const char *folder =
		keep_format("%s/%s", under ? under : "build/scratch", name);

	if (system(keep_format("rm -rf '%s'", folder)) != 0 ||
	    !make_folder(folder))
		abort();
	return folder;
}

uint32_t scramble(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

struct image_part make_part(const char *name, struct made_part *from,
			    size_t sections, size_t symbols)
{
	return (struct image_part){.name = name,
				   .elf = {.path = name,
					   .machine = EM_ARM,
					   .sections = from->section,
					   .section_count = sections,
					   .symbols = from->symbol,
					   .symbol_count = symbols}};
}

struct model make_model(uint32_t flash, uint32_t ram, uint32_t granule)
{
	return (struct model){
		.name = "made",
		.file = "app.toml",
		.dir = ".",
		.board = {.name = "board",
			  .granule = granule,
			  .protection = "v8m",
			  .regions = 8,
			  .clock_hz = 20000000,
			  .flash = {.address = 0x00200000,
				    .size = flash,
				    .load = 0x10200000},
			  .ram = {.address = 0x28000000, .size = ram}},
		.kernel_flash = 0x1000,
		.kernel_ram = 0x800};
}

int main(void)
{
	int failed = cases_solver() + cases_naive() + cases_text() +
		     cases_layout() + cases_image() + cases_frames() +
		     cases_tables();

	return failed == 0 ? 0 : 1;
}
