/*
 * elffile.c - reads what a linked ELF file holds, with libelf
 *
 * A section's place in the image is not in its own header: the segment that
 * covers its bytes in the file has it. A section without bytes has none.
 */
#include "elffile.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cli/diag.h"

static bool complain(const struct elf_file *elf, const char *why)
{
	diag_error((struct diag){.code = "K5-E0307",
				 .help = "remove the build folder and build "
					 "again"},
		   "cannot read %s: %s", elf->path, why);
	return false;
}

static void *zeroed(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size);

	if (!p)
		abort();
	return p;
}

/* The segment that covers a section's bytes says where they are loaded. */
static uint64_t load_address(Elf *elf, const GElf_Shdr *sh)
{
	size_t count = 0;
	GElf_Phdr ph;

	elf_getphdrnum(elf, &count);
	for (int i = 0; i < (int)count; i++) {
		if (!gelf_getphdr(elf, i, &ph) || ph.p_type != PT_LOAD)
			continue;
		if (sh->sh_offset >= ph.p_offset &&
		    sh->sh_offset + sh->sh_size <= ph.p_offset + ph.p_filesz)
			return ph.p_paddr + (sh->sh_offset - ph.p_offset);
	}
	return sh->sh_addr;
}

static void read_section(struct elf_file *elf, Elf_Scn *scn, size_t names)
{
	struct elf_section *s = &elf->sections[elf_ndxscn(scn)];
	GElf_Shdr sh;

	if (!gelf_getshdr(scn, &sh))
		return;

	s->name = elf_strptr(elf->handle, names, sh.sh_name);
	s->address = sh.sh_addr;
	s->load = sh.sh_addr;
	s->size = sh.sh_size;
	s->align = sh.sh_addralign;
	s->alloc = (sh.sh_flags & SHF_ALLOC) != 0;
	s->write = (sh.sh_flags & SHF_WRITE) != 0;
	s->execute = (sh.sh_flags & SHF_EXECINSTR) != 0;
	s->bits = sh.sh_type != SHT_NOBITS;
	if (!s->bits || sh.sh_size == 0)
		return;

	Elf_Data *data = elf_rawdata(scn, NULL);
	s->bytes = data ? data->d_buf : NULL;
	if (s->alloc)
		s->load = load_address(elf->handle, &sh);
}

static void read_symbols(struct elf_file *elf, Elf_Scn *scn)
{
	GElf_Shdr sh;
	GElf_Sym sym;
	Elf_Data *data = elf_getdata(scn, NULL);

	if (!data || !gelf_getshdr(scn, &sh) || sh.sh_type != SHT_SYMTAB)
		return;

	size_t count = sh.sh_entsize ? sh.sh_size / sh.sh_entsize : 0;
	elf->symbols = zeroed(count, sizeof(*elf->symbols));
	for (size_t i = 0; i < count; i++) {
		if (!gelf_getsym(data, (int)i, &sym))
			continue;
		elf->symbols[elf->symbol_count++] = (struct elf_symbol){
			.name = elf_strptr(elf->handle, sh.sh_link,
					   sym.st_name),
			.value = sym.st_value,
			.size = sym.st_size,
			.type = GELF_ST_TYPE(sym.st_info),
			.global = GELF_ST_BIND(sym.st_info) != STB_LOCAL,
			.defined = sym.st_shndx != SHN_UNDEF,
			.absolute = sym.st_shndx >= SHN_LORESERVE,
			.section = sym.st_shndx};
	}
}

static bool read_all(struct elf_file *elf)
{
	size_t names;
	GElf_Ehdr eh;
	Elf_Scn *scn = NULL;

	if (elf_kind(elf->handle) != ELF_K_ELF ||
	    !gelf_getehdr(elf->handle, &eh) ||
	    elf_getshdrnum(elf->handle, &elf->section_count) != 0 ||
	    elf_getshdrstrndx(elf->handle, &names) != 0)
		return complain(elf, "not an ELF file");

	elf->machine = eh.e_machine;
	elf->flags = eh.e_flags;
	elf->wide = eh.e_ident[EI_CLASS] == ELFCLASS64;
	elf->entry = eh.e_entry;
	elf->sections = zeroed(elf->section_count, sizeof(*elf->sections));
	elf->sections[0].name = "";
	while ((scn = elf_nextscn(elf->handle, scn))) {
		read_section(elf, scn, names);
		read_symbols(elf, scn);
	}
	return true;
}

bool elf_load(struct elf_file *elf, const char *path)
{
	*elf = (struct elf_file){.path = path, .fd = open(path, O_RDONLY)};
	if (elf->fd < 0)
		return complain(elf, strerror(errno));

	elf_version(EV_CURRENT);
	elf->handle = elf_begin(elf->fd, ELF_C_READ, NULL);
	if (!elf->handle) {
		complain(elf, elf_errmsg(-1));
		elf_close(elf);
		return false;
	}
	if (!read_all(elf)) {
		elf_close(elf);
		return false;
	}
	return true;
}

void elf_close(struct elf_file *elf)
{
	free(elf->sections);
	free(elf->symbols);
	if (elf->handle)
		elf_end(elf->handle);
	if (elf->fd >= 0)
		close(elf->fd);
	*elf = (struct elf_file){.fd = -1};
}

const struct elf_section *elf_section(const struct elf_file *elf,
				      const char *name)
{
	for (size_t i = 1; i < elf->section_count; i++)
		if (elf->sections[i].name &&
		    strcmp(elf->sections[i].name, name) == 0)
			return &elf->sections[i];
	return NULL;
}

const struct elf_symbol *elf_symbol(const struct elf_file *elf,
				    const char *name)
{
	for (size_t i = 0; i < elf->symbol_count; i++)
		if (elf->symbols[i].defined && elf->symbols[i].name &&
		    strcmp(elf->symbols[i].name, name) == 0)
			return &elf->symbols[i];
	return NULL;
}
