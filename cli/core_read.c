/*
 * core_read.c - a core back in memory, or what is wrong with it
 *
 * The seal says that every byte is as it was written, so a file that is cut or
 * damaged is never read further. All the same nothing is believed of a length or
 * an offset: a sum of 64 bits is no secret.
 */
#include <errno.h>
#include <gelf.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../codegen/text.h"
#include "config_keep.h"
#include "core_layout.h"
#include "diag.h"

struct reader {
	struct core *core;
	const struct text *file;
	const struct core_layout *layout;
	bool origin; /* whose it is was said */
};

static int refuse(const char *path, const char *why)
{
	diag_error((struct diag){.code = "K5-E0704",
				 .help = "'k5 dump' makes one"},
		   "%s is %s", path, why);
	return K5X_USAGE;
}

static void take_thread(struct reader *r, const uint8_t *status, size_t size)
{
	const struct core_layout *l = r->layout;
	struct core *c = r->core;

	if (size != l->status || c->threads == CORE_PROCESSOR) {
		return;
	}
	struct core_thread *t = &c->thread[c->threads++];

	*t = (struct core_thread){0};
	memcpy(&t->number, status + l->number, sizeof(t->number));
	for (size_t i = 0; i < l->count; i++) {
		memcpy(&t->reg[i], status + l->regs + i * l->word, l->word);
	}
}

/* Lines of a word and a value. */
static void take_origin(struct reader *r, const char *text, size_t size)
{
	char *own = keep_bytes(text, size);
	char *rest = NULL;

	for (char *line = strtok_r(own, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		char *value = strchr(line, ' ');

		if (!value) {
			continue;
		}
		*value++ = '\0';
		if (strcmp(line, "image") == 0) {
			r->origin =
				sscanf(value, "%" SCNx64, &r->core->image) == 1;
		} else if (strcmp(line, "board") == 0) {
			r->core->board = value;
		} else if (strcmp(line, "app") == 0) {
			r->core->app = value;
		}
	}
}

static size_t padded(size_t size)
{
	return (size + 3) & ~(size_t)3;
}

static void take_notes(struct reader *r, const uint8_t *at, size_t size)
{
	Elf32_Nhdr head;

	while (size >= sizeof(head)) {
		memcpy(&head, at, sizeof(head));
		size_t name = padded(head.n_namesz);
		size_t whole = sizeof(head) + name + padded(head.n_descsz);
		const uint8_t *bytes = at + sizeof(head) + name;

		if (whole > size) {
			return;
		}
		const char *who = (const char *)at + sizeof(head);
		if (head.n_namesz == 5 && memcmp(who, "CORE", 5) == 0 &&
		    head.n_type == NT_PRSTATUS) {
			take_thread(r, bytes, head.n_descsz);
		} else if (head.n_namesz == 3 && memcmp(who, "K5", 3) == 0 &&
			   head.n_type == K5_ORIGIN) {
			take_origin(r, (const char *)bytes, head.n_descsz);
		}
		at += whole;
		size -= whole;
	}
}

static void take_segment(struct reader *r, const GElf_Phdr *ph)
{
	struct core *c = r->core;
	uint64_t size = r->file->length;

	if (ph->p_offset > size || ph->p_filesz > size - ph->p_offset) {
		return;
	}
	uint8_t *bytes = (uint8_t *)r->file->s + ph->p_offset;

	if (ph->p_type == PT_NOTE) {
		take_notes(r, bytes, ph->p_filesz);
	} else if (ph->p_type == PT_LOAD && c->memories < CORE_MEMORIES) {
		c->memory[c->memories++] =
			(struct core_memory){ph->p_vaddr, ph->p_filesz, bytes};
	}
}

static const char *take_elf(struct reader *r, Elf *elf)
{
	struct core *c = r->core;
	size_t segments;
	GElf_Ehdr eh;
	GElf_Phdr ph;

	if (!elf || !gelf_getehdr(elf, &eh) ||
	    elf_getphdrnum(elf, &segments) != 0) {
		return "no ELF file that can be read";
	}
	if (eh.e_type != ET_CORE) {
		return "an ELF file, but no core";
	}
	c->machine = eh.e_machine;
	c->wide = eh.e_ident[EI_CLASS] == ELFCLASS64;
	r->layout = core_layout(c->machine, c->wide);
	if (!r->layout) {
		return "a core of a processor that K5 does not run on";
	}
	for (size_t i = 0; i < segments; i++) {
		if (gelf_getphdr(elf, (int)i, &ph)) {
			take_segment(r, &ph);
		}
	}
	return r->origin && c->board && c->app && c->threads > 0
		       ? NULL
		       : "a core that says not of which app";
}

/* NULL, or what is wrong before a byte is believed. */
static const char *look(const struct text *file)
{
	uint64_t seal;

	if (file->length < SELFMAG || memcmp(file->s, ELFMAG, SELFMAG) != 0) {
		return "no ELF file";
	}
	if (file->length < sizeof(Elf32_Ehdr) + SEAL_SIZE) {
		return "cut off";
	}
	if (((const Elf32_Ehdr *)file->s)->e_type != ET_CORE) {
		return "an ELF file, but no core";
	}
	memcpy(&seal, file->s + file->length - SEAL_SIZE, sizeof(seal));
	return seal == core_sum(file->s, file->length - SEAL_SIZE)
		       ? NULL
		       : "cut off, damaged, or no core of 'k5 dump'";
}

/* The file's bytes, kept: what is read points into them. */
static bool load(struct text *kept, const char *path)
{
	struct text own = {0};
	bool loaded = text_load(&own, path);

	if (loaded) {
		*kept = (struct text){
			.s = keep_bytes(own.s ? own.s : "", own.length),
			.length = own.length};
	}
	text_free(&own);
	return loaded;
}

int core_read(struct core *c, const char *path)
{
	struct text file = {0};
	struct reader r = {.core = c, .file = &file};

	*c = (struct core){
		.thread = keep_alloc(CORE_PROCESSOR, sizeof(*c->thread))};
	errno = 0;
	if (!load(&file, path)) {
		return refuse(path, keep_format("not to be read: %s",
						strerror(errno)));
	}
	const char *wrong = look(&file);
	if (!wrong) {
		elf_version(EV_CURRENT);
		Elf *elf = elf_memory(file.s, file.length);

		wrong = take_elf(&r, elf);
		elf_end(elf);
	}
	return wrong ? refuse(path, wrong) : 0;
}
