/*
 * map.c - where everything lies, and what its place costs
 *
 *      ram: 2097152 bytes at 0x28000000
 *        address       bytes      used      lost
 *        0x28000000     8192      3280         -  kernel
 *        0x28000a10      512                       its log
 *        0x28002000     1248      1236  12  1.0%  server   #########
 *        0x280024e0  2088736                      free
 *
 * Lost is what a task's region holds beyond its wish, because the hardware
 * cannot cut closer. What the kernel does not use of its reservation is kept
 * for it, and is not lost in this sense. The last line of a memory compares
 * with regions laid one behind the other in the order of app.toml.
 */
#include "map.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "../codegen/elffile.h"
#include "../codegen/paths.h"
#include "../codegen/sizes.h"
#include "json_line.h"

enum {
	BAR = 24
};

/* One of the two memories: its range, and which half of each row is meant. */
struct memory {
	const struct m_range *range;
	const struct room *room;
	const char *name;
	bool flash;
};

struct sum {
	uint32_t used;
	uint32_t lost;
	uint32_t naive;
};

static const struct share *share_of(const struct memory *mem,
				    const struct size_row *r)
{
	return mem->flash ? &r->flash : &r->ram;
}

static struct sum sum_of(const struct sizes *s, const struct memory *mem)
{
	size_t kernel = s->kernel;
	const struct share *own = share_of(mem, &s->row[kernel]);
	struct sum sum = {.lost = mem->room->gaps,
			  .naive = mem->room->naive - own->base - own->given};

	for (size_t i = kernel + 1; i < s->rows; i++) {
		const struct share *h = share_of(mem, &s->row[i]);

		sum.used += h->used;
		sum.lost += h->given - h->used;
	}
	sum.naive -= sum.used;
	return sum;
}

/*
 * The rows of `s` that take something of this memory, by their address. The
 * kernel's comes first. Returns how many.
 */
static size_t sort_rows(const struct sizes *s, const struct memory *mem,
			size_t order[])
{
	size_t n = 0;

	for (size_t i = s->kernel; i < s->rows; i++) {
		uint32_t base = share_of(mem, &s->row[i])->base;
		size_t j = n;

		if (share_of(mem, &s->row[i])->given == 0)
			continue;
		while (j > 0 &&
		       share_of(mem, &s->row[order[j - 1]])->base > base) {
			order[j] = order[j - 1];
			j--;
		}
		order[j] = i;
		n++;
	}
	return n;
}

static double percent(uint32_t part, uint32_t whole)
{
	return whole > 0 ? 100.0 * part / whole : 0.0;
}

/* Where the log's ring lies, as the kernel was linked; size 0: unknown. */
static struct m_range log_ring(const struct model *m)
{
	struct elf_file elf;
	struct m_range range = {0};

	if (!elf_load(&elf, path_kernel_elf(path_out(m)))) {
		return range;
	}
	const struct elf_symbol *s = elf_symbol(&elf, "k5_log_ring");
	if (s) {
		range.address = (uint32_t)s->value;
		range.size = m->log_buffer;
	}
	elf_close(&elf);
	return range;
}

/* A bar as long as the part is large, of all that lies in this memory. */
static void put_bar(const struct share *h, uint32_t all)
{
	uint32_t n = (uint32_t)(((uint64_t)h->given * BAR + all - 1) / all);
	uint32_t full =
		h->given ? (uint32_t)((uint64_t)h->used * n / h->given) : 0;

	for (uint32_t i = 0; i < n; i++) {
		putchar(i < full ? '#' : '.');
	}
	putchar('\n');
}

static void put_part(const struct memory *mem, const struct size_row *r,
		     bool task)
{
	const struct share *h = share_of(mem, r);
	uint32_t lost = h->given - h->used;

	printf("  0x%08x  %8u  %8u", h->base, h->given, h->used);
	if (task) {
		printf("  %6u %5.1f%%", lost, percent(lost, h->given));
	} else {
		printf("  %6s %6s", "", "");
	}
	printf("  %-24s ", r->part);
	put_bar(h, mem->room->end - mem->range->address);
}

static void put_memory(const struct model *m, const struct sizes *s,
		       const struct memory *mem)
{
	struct sum sum = sum_of(s, mem);
	struct m_range ring = log_ring(m);
	size_t order[MODEL_TASKS + MODEL_SHARED + 2];
	size_t n = sort_rows(s, mem, order);

	printf("%s: %u bytes at 0x%08x\n", mem->name, mem->range->size,
	       mem->range->address);
	printf("  %-10s  %8s  %8s  %14s\n", "address", "bytes", "used",
	       "alignment lost");
	for (size_t i = 0; i < n; i++) {
		put_part(mem, &s->row[order[i]], i > 0);
		if (i == 0 && !mem->flash && ring.size > 0) {
			printf("  0x%08x  %8u  %8s  %14s  its log\n",
			       ring.address, ring.size, "", "");
		}
	}
	if (mem->room->gaps > 0) {
		printf("  %-10s  %8u  %8s  %6u %6s  between them\n", "",
		       mem->room->gaps, "", mem->room->gaps, "");
	}
	printf("  0x%08x  %8u  %8s  %14s  free\n", mem->room->end,
	       mem->room->free, "", "");
	printf("  lost to alignment: %u bytes, %.1f%%; one behind the other: "
	       "%u bytes, %.1f%%\n\n",
	       sum.lost, percent(sum.lost, sum.used + sum.lost), sum.naive,
	       percent(sum.naive, sum.used + sum.naive));
}

static void put_windows(const struct m_task *t)
{
	for (size_t j = 0; j < t->mmio_count; j++) {
		printf("window 0x%08x  %8u  %s, of %s\n", t->mmio[j].address,
		       t->mmio[j].size, t->mmio[j].name, t->name);
	}
}

static void put_text(const struct model *m, const struct sizes *s,
		     const struct memory mem[2])
{
	printf("%s on %s\n\n", m->name, m->board.name);
	put_memory(m, s, &mem[0]);
	put_memory(m, s, &mem[1]);
	for (size_t i = 0; i < m->task_count; i++) {
		put_windows(&m->tasks[i]);
	}
}

static void put_object(json_t *o)
{
	json_line(o, stdout);
}

static json_t *part_json(const char *memory, const char *part, uint32_t base,
			 uint32_t size)
{
	return json_pack("{s:i, s:s, s:s, s:I, s:I}", "v", 1, "memory", memory,
			 "part", part, "base", (json_int_t)base, "size",
			 (json_int_t)size);
}

static void put_memory_json(const struct model *m, const struct sizes *s,
			    const struct memory *mem)
{
	struct sum sum = sum_of(s, mem);
	struct m_range ring = log_ring(m);
	size_t order[MODEL_TASKS + MODEL_SHARED + 2];
	size_t n = sort_rows(s, mem, order);

	for (size_t i = 0; i < n; i++) {
		const struct size_row *r = &s->row[order[i]];
		const struct share *h = share_of(mem, r);
		json_t *o = part_json(mem->name, r->part, h->base, h->given);

		json_object_set_new(o, "used", json_integer(h->used));
		if (i > 0) {
			json_object_set_new(o, "lost",
					    json_integer(h->given - h->used));
		}
		put_object(o);
	}
	if (!mem->flash && ring.size > 0) {
		put_object(
			part_json(mem->name, "log", ring.address, ring.size));
	}
	put_object(json_pack(
		"{s:i, s:s, s:I, s:I, s:I, s:I, s:I, s:I}", "v", 1, "memory",
		mem->name, "base", (json_int_t)mem->range->address, "size",
		(json_int_t)mem->range->size, "free",
		(json_int_t)mem->room->free, "used", (json_int_t)sum.used,
		"lost", (json_int_t)sum.lost, "naive", (json_int_t)sum.naive));
}

static void put_windows_json(const struct m_task *t)
{
	for (size_t j = 0; j < t->mmio_count; j++) {
		json_t *o = part_json("device", t->mmio[j].name,
				      t->mmio[j].address, t->mmio[j].size);

		json_object_set_new(o, "task", json_string(t->name));
		put_object(o);
	}
}

int map(const struct model *m, bool json)
{
	struct sizes s;

	if (!sizes_of(&s, m, path_out(m))) {
		return K5X_BUILD;
	}
	const struct memory mem[2] = {
		{&m->board.flash, &s.flash_left, "flash", true},
		{&m->board.ram, &s.ram_left, "ram", false}};
	if (!json) {
		put_text(m, &s, mem);
		return K5X_OK;
	}
	put_memory_json(m, &s, &mem[0]);
	put_memory_json(m, &s, &mem[1]);
	for (size_t i = 0; i < m->task_count; i++) {
		put_windows_json(&m->tasks[i]);
	}
	return K5X_OK;
}
