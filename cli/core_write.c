/*
 * core_write.c - the file, from its first byte to its last
 *
 * The sizes of all parts are known before the first is written, so it is put
 * together in memory, from the notes outwards. Both ends are little-endian, as
 * is all that K5 runs on.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../codegen/text.h"
#include "config_keep.h"
#include "core_layout.h"
#include "diag.h"

static void put_padding(struct text *t)
{
	while (t->length % 4 != 0) {
		text_add_bytes(t, "", 1);
	}
}

static void put_note(struct text *t, const char *name, uint32_t type,
		     const void *bytes, size_t size)
{
	Elf32_Nhdr head = {.n_namesz = (Elf32_Word)strlen(name) + 1,
			   .n_descsz = (Elf32_Word)size,
			   .n_type = type};

	text_add_bytes(t, &head, sizeof(head));
	text_add_bytes(t, name, head.n_namesz);
	put_padding(t);
	text_add_bytes(t, bytes, size);
	put_padding(t);
}

static void put_thread(struct text *t, const struct core_layout *l,
		       const struct core_thread *thread)
{
	uint8_t status[512] = {0};

	memcpy(status + l->number, &thread->number, sizeof(thread->number));
	for (size_t i = 0; i < l->count; i++) {
		memcpy(status + l->regs + i * l->word, &thread->reg[i],
		       l->word);
	}
	put_note(t, "CORE", NT_PRSTATUS, status, l->status);
}

/* Else gdb takes an Arm core for one that has modes, and an xPSR for its CPSR. */
static void put_profile(struct text *t)
{
	struct text xml = {0};

	text_add(&xml, "<?xml version=\"1.0\"?><target>"
		       "<architecture>arm</architecture>"
		       "<feature name=\"org.gnu.gdb.arm.m-profile\">");
	for (int i = 0; i < 13; i++) {
		text_add(&xml, "<reg name=\"r%d\" bitsize=\"32\"/>", i);
	}
	text_add(&xml, "<reg name=\"sp\" bitsize=\"32\" type=\"data_ptr\"/>"
		       "<reg name=\"lr\" bitsize=\"32\"/>"
		       "<reg name=\"pc\" bitsize=\"32\" type=\"code_ptr\"/>"
		       "<reg name=\"xpsr\" bitsize=\"32\" regnum=\"25\"/>"
		       "</feature></target>");
	put_note(t, "GDB", (uint32_t)NT_GDB_TDESC, xml.s, xml.length + 1);
	text_free(&xml);
}

static void put_notes(struct text *t, const struct core *c,
		      const struct core_layout *l)
{
	char *origin = keep_format("image %016" PRIx64 "\nboard %s\napp %s\n",
				   c->image, c->board, c->app);

	for (size_t i = 0; i < c->threads; i++) {
		put_thread(t, l, &c->thread[i]);
	}
	if (c->machine == EM_ARM) {
		put_profile(t);
	}
	put_note(t, "K5", K5_ORIGIN, origin, strlen(origin) + 1);
}

static void put_header(struct text *t, const struct core *c, size_t segments)
{
	Elf64_Ehdr wide = {.e_type = ET_CORE,
			   .e_machine = c->machine,
			   .e_version = EV_CURRENT,
			   .e_phoff = sizeof(Elf64_Ehdr),
			   .e_ehsize = sizeof(Elf64_Ehdr),
			   .e_phentsize = sizeof(Elf64_Phdr),
			   .e_phnum = (Elf64_Half)segments};
	Elf32_Ehdr narrow = {.e_type = ET_CORE,
			     .e_machine = c->machine,
			     .e_version = EV_CURRENT,
			     .e_phoff = sizeof(Elf32_Ehdr),
			     .e_ehsize = sizeof(Elf32_Ehdr),
			     .e_phentsize = sizeof(Elf32_Phdr),
			     .e_phnum = (Elf32_Half)segments};
	const uint8_t ident[EI_NIDENT] = {ELFMAG0,
					  ELFMAG1,
					  ELFMAG2,
					  ELFMAG3,
					  c->wide ? ELFCLASS64 : ELFCLASS32,
					  ELFDATA2LSB,
					  EV_CURRENT};

	memcpy(c->wide ? wide.e_ident : narrow.e_ident, ident, sizeof(ident));
	if (c->wide) {
		text_add_bytes(t, &wide, sizeof(wide));
	} else {
		text_add_bytes(t, &narrow, sizeof(narrow));
	}
}

/* Notes have no place in memory. */
static void put_segment(struct text *t, bool wide, uint32_t type,
			uint64_t offset, uint64_t address, uint64_t size)
{
	uint64_t place = type == PT_LOAD ? size : 0;
	uint32_t flags = type == PT_LOAD ? PF_R | PF_W : PF_R;
	Elf64_Phdr ph = {.p_type = type,
			 .p_flags = flags,
			 .p_offset = offset,
			 .p_vaddr = address,
			 .p_filesz = size,
			 .p_memsz = place,
			 .p_align = 1};
	Elf32_Phdr narrow = {.p_type = type,
			     .p_flags = flags,
			     .p_offset = (Elf32_Off)offset,
			     .p_vaddr = (Elf32_Addr)address,
			     .p_filesz = (Elf32_Word)size,
			     .p_memsz = (Elf32_Word)place,
			     .p_align = 1};

	if (wide) {
		text_add_bytes(t, &ph, sizeof(ph));
	} else {
		text_add_bytes(t, &narrow, sizeof(narrow));
	}
}

static void put_core(struct text *t, const struct core *c,
		     const struct core_layout *l)
{
	const uint8_t open[SEAL_SIZE] = {0};
	struct text notes = {0}, seal = {0};
	size_t segments = c->memories + 2;
	uint64_t at =
		c->wide ? sizeof(Elf64_Ehdr) + segments * sizeof(Elf64_Phdr)
			: sizeof(Elf32_Ehdr) + segments * sizeof(Elf32_Phdr);

	put_notes(&notes, c, l);
	put_note(&seal, "K5", K5_SEAL, open, sizeof(open));
	put_header(t, c, segments);
	put_segment(t, c->wide, PT_NOTE, at, 0, notes.length);
	at += notes.length;
	for (size_t i = 0; i < c->memories; i++) {
		put_segment(t, c->wide, PT_LOAD, at, c->memory[i].address,
			    c->memory[i].size);
		at += c->memory[i].size;
	}
	put_segment(t, c->wide, PT_NOTE, at, 0, seal.length);
	text_add_bytes(t, notes.s, notes.length);
	for (size_t i = 0; i < c->memories; i++) {
		text_add_bytes(t, c->memory[i].bytes, c->memory[i].size);
	}
	text_add_bytes(t, seal.s, seal.length);

	uint64_t sum = core_sum(t->s, t->length - SEAL_SIZE);
	memcpy(t->s + t->length - SEAL_SIZE, &sum, sizeof(sum));
	text_free(&notes);
	text_free(&seal);
}

static bool put_file(const struct text *t, const char *path)
{
	FILE *f = fopen(path, "wbe");

	if (!f) {
		return false;
	}
	bool whole = fwrite(t->s, 1, t->length, f) == t->length;
	return fclose(f) == 0 && whole;
}

int core_write(const struct core *c, const char *path)
{
	char *temporary = keep_format("%s.new%ld", path, (long)getpid());
	struct text t = {0};

	put_core(&t, c, core_layout(c->machine, c->wide));
	bool written = put_file(&t, temporary) && rename(temporary, path) == 0;
	int why = errno;

	text_free(&t);
	if (!written) {
		unlink(temporary);
		diag_error((struct diag){.code = "K5-E0306"},
			   "cannot write %s: %s", path, strerror(why));
		return K5X_BUILD;
	}
	return 0;
}
