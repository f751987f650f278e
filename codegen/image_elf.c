/*
 * image_elf.c - an image as one ELF file
 *
 * Every section of every part that has a place in memory is there under the
 * name PART.section, every function and object as PART.name. Each section with
 * bytes is a segment of its own, whose physical address is where it is loaded.
 * Debug information stays in the parts' own files, where it is true, but for the
 * ways back from functions to their callers (image_frames.c). The file
 * is of the kernel's class, or a debugger would take its registers for those of
 * another core; addresses are 32 bits wide all the same, as in struct model.
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cli/config_keep.h"
#include "image.h"

struct writer {
	const struct image *image;
	Elf *elf;
	int class;
	struct text names;   /* of sections */
	struct text strings; /* of symbols */
	struct text symbols; /* of the file's class, local ones first */
	struct text frames;
	size_t *number[IMAGE_PARTS]; /* a part's section -> ours */
};

/* The offset of a string in a table that begins with an empty one. */
static uint32_t add_string(struct text *table, const char *part,
			   const char *name)
{
	size_t at = table->length;

	text_add(table, "%s%s", part, name);
	text_add_bytes(table, "", 1);
	return (uint32_t)at;
}

/* One more section at the end, with its bytes; its header is *sh so far. */
static Elf_Scn *add_section(struct writer *w, GElf_Shdr *sh, uint32_t name,
			    const struct text *bytes, Elf_Type type)
{
	Elf_Scn *scn = elf_newscn(w->elf);
	Elf_Data *data = scn ? elf_newdata(scn) : NULL;

	if (!data || !gelf_getshdr(scn, sh))
		return NULL;
	data->d_buf = bytes->s;
	data->d_size = bytes->length;
	data->d_type = type;
	data->d_align = type == ELF_T_SYM
				? gelf_fsize(w->elf, ELF_T_ADDR, 1, EV_CURRENT)
				: 1;
	data->d_version = EV_CURRENT;
	sh->sh_name = name;
	sh->sh_addralign = data->d_align;
	return scn;
}

static bool add_part_section(struct writer *w, size_t part, size_t index)
{
	const struct image_part *p = &w->image->part[part];
	const struct elf_section *s = &p->elf.sections[index];
	uint32_t name = add_string(&w->names, p->name, s->name);
	struct text bytes = {.s = (char *)(uintptr_t)s->bytes,
			     .length = s->size};
	GElf_Shdr sh;
	Elf_Scn *scn = add_section(w, &sh, name, &bytes, ELF_T_BYTE);

	if (!scn)
		return false;
	sh.sh_type = s->bits ? SHT_PROGBITS : SHT_NOBITS;
	sh.sh_flags = SHF_ALLOC | (s->write ? SHF_WRITE : 0u) |
		      (s->execute ? SHF_EXECINSTR : 0u);
	sh.sh_addr = s->address;
	w->number[part][index] = elf_ndxscn(scn);
	return gelf_update_shdr(scn, &sh) != 0;
}

static bool add_parts(struct writer *w)
{
	for (size_t i = 0; i < w->image->parts; i++) {
		const struct elf_file *elf = &w->image->part[i].elf;

		w->number[i] = keep_alloc(elf->section_count + 1,
					  sizeof(*w->number[i]));
		for (size_t j = 1; j < elf->section_count; j++)
			if (elf->sections[j].alloc && elf->sections[j].size &&
			    !add_part_section(w, i, j))
				return false;
	}
	return true;
}

static void add_symbol(struct writer *w, const GElf_Sym *s)
{
	const Elf32_Sym narrow = {.st_name = s->st_name,
				  .st_value = (Elf32_Addr)s->st_value,
				  .st_size = (Elf32_Word)s->st_size,
				  .st_info = s->st_info,
				  .st_shndx = s->st_shndx};

	if (w->class == ELFCLASS64)
		text_add_bytes(&w->symbols, s, sizeof(*s));
	else
		text_add_bytes(&w->symbols, &narrow, sizeof(narrow));
}

/* Symbols of one binding: ELF wants the local ones first. */
static void add_symbols(struct writer *w, bool global)
{
	for (size_t i = 0; i < w->image->parts; i++) {
		const struct image_part *p = &w->image->part[i];
		const char *prefix = keep_format("%s.", p->name);

		for (size_t j = 0; j < p->elf.symbol_count; j++) {
			const struct elf_symbol *s = &p->elf.symbols[j];

			if (!s->defined || s->absolute || !s->name ||
			    !*s->name || s->global != global ||
			    !w->number[i][s->section])
				continue;

			/* $t and $d tell a disassembler code from data */
			const char *own = s->name[0] == '$' ? "" : prefix;
			add_symbol(
				w,
				&(GElf_Sym){
					.st_name = add_string(&w->strings, own,
							      s->name),
					.st_value = s->value,
					.st_size = s->size,
					.st_info = (unsigned char)GELF_ST_INFO(
						global ? 1u : 0u, s->type),
					.st_shndx =
						(GElf_Half)
							w->number[i]
								 [s->section]});
		}
	}
}

static bool add_frames(struct writer *w)
{
	uint32_t name = add_string(&w->names, "", ".debug_frame");
	GElf_Shdr sh;

	image_frames(&w->frames, w->image);
	if (w->frames.length == 0)
		return true;

	Elf_Scn *scn = add_section(w, &sh, name, &w->frames, ELF_T_BYTE);
	if (!scn)
		return false;
	sh.sh_type = SHT_PROGBITS;
	return gelf_update_shdr(scn, &sh) != 0;
}

static bool add_strings(struct writer *w, uint32_t name,
			const struct text *bytes)
{
	GElf_Shdr sh;
	Elf_Scn *scn = add_section(w, &sh, name, bytes, ELF_T_BYTE);

	if (!scn)
		return false;
	sh.sh_type = SHT_STRTAB;
	return gelf_update_shdr(scn, &sh) != 0;
}

static bool add_tables(struct writer *w)
{
	size_t each = gelf_fsize(w->elf, ELF_T_SYM, 1, EV_CURRENT);
	size_t locals;
	GElf_Shdr sh;

	add_symbol(w, &(GElf_Sym){0});
	add_symbols(w, false);
	locals = w->symbols.length / each;
	add_symbols(w, true);

	uint32_t symtab = add_string(&w->names, "", ".symtab");
	uint32_t strtab = add_string(&w->names, "", ".strtab");
	uint32_t shstrtab = add_string(&w->names, "", ".shstrtab");

	Elf_Scn *scn = add_section(w, &sh, symtab, &w->symbols, ELF_T_SYM);
	if (!scn)
		return false;
	sh.sh_type = SHT_SYMTAB;
	sh.sh_entsize = each;
	sh.sh_link = (GElf_Word)elf_ndxscn(scn) + 1; /* the next section */
	sh.sh_info = (GElf_Word)locals;
	return gelf_update_shdr(scn, &sh) != 0 &&
	       add_strings(w, strtab, &w->strings) &&
	       add_strings(w, shstrtab, &w->names);
}

/* Once libelf has laid the sections out, segments can point at them. */
static bool add_segments(struct writer *w)
{
	const struct image *image = w->image;

	for (size_t i = 0; i < image->pieces; i++) {
		const struct image_piece *p = &image->piece[i];
		size_t part = (size_t)(p->part - image->part);
		size_t index = (size_t)(p->section - p->part->elf.sections);
		Elf_Scn *scn = elf_getscn(w->elf, w->number[part][index]);
		GElf_Shdr sh;

		if (!scn || !gelf_getshdr(scn, &sh))
			return false;
		GElf_Phdr ph = {.p_type = PT_LOAD,
				.p_offset = sh.sh_offset,
				.p_vaddr = sh.sh_addr,
				.p_paddr = p->load,
				.p_filesz = p->size,
				.p_memsz = p->size,
				.p_flags = PF_R |
					   (p->section->write ? PF_W : 0u) |
					   (p->section->execute ? PF_X : 0u),
				.p_align = 1};
		if (!gelf_update_phdr(w->elf, (int)i, &ph))
			return false;
	}
	return true;
}

static bool write_all(struct writer *w)
{
	const struct elf_file *kernel = &w->image->part[0].elf;
	size_t pieces = w->image->pieces;
	GElf_Ehdr eh;
	size_t count;

	w->class = kernel->wide ? ELFCLASS64 : ELFCLASS32;
	if (!gelf_newehdr(w->elf, w->class) || !gelf_getehdr(w->elf, &eh) ||
	    (pieces > 0 && !gelf_newphdr(w->elf, pieces)))
		return false;
	text_add_bytes(&w->names, "", 1);
	text_add_bytes(&w->strings, "", 1);
	if (!add_parts(w) || !add_frames(w) || !add_tables(w) ||
	    elf_getshdrnum(w->elf, &count) != 0 || !gelf_getehdr(w->elf, &eh))
		return false;
	eh.e_ident[EI_DATA] = ELFDATA2LSB;
	eh.e_type = ET_EXEC;
	eh.e_machine = kernel->machine;
	eh.e_version = EV_CURRENT;
	eh.e_flags = kernel->flags;
	eh.e_entry = w->image->entry;
	eh.e_shstrndx = (GElf_Half)(count - 1);
	return gelf_update_ehdr(w->elf, &eh) != 0 &&
	       elf_update(w->elf, ELF_C_NULL) >= 0 && add_segments(w) &&
	       elf_update(w->elf, ELF_C_WRITE) >= 0;
}

static bool write_file(const struct image *image, const char *path)
{
	struct writer w = {.image = image};
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0777);
	bool ok = false;

	if (fd < 0)
		return false;
	elf_version(EV_CURRENT);
	w.elf = elf_begin(fd, ELF_C_WRITE, NULL);
	if (w.elf) {
		ok = write_all(&w);
		elf_end(w.elf);
	}
	text_free(&w.names);
	text_free(&w.strings);
	text_free(&w.symbols);
	text_free(&w.frames);
	return close(fd) == 0 && ok;
}

bool image_elf(const struct image *image, const char *path)
{
	const char *temporary = keep_format("%s.new%ld", path, (long)getpid());

	errno = 0;
	if (write_file(image, temporary) && rename(temporary, path) == 0)
		return true;
	diag_error((struct diag){.code = "K5-E0306"}, "cannot write %s: %s",
		   path, errno ? strerror(errno) : elf_errmsg(-1));
	unlink(temporary);
	return false;
}
