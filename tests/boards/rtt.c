/*
 * rtt.c - a debug probe without a board: RAM from a file, the log to stdout
 *
 *      rtt DUMP BASE FIRST SIZE
 *
 * DUMP is memory from address BASE on. As OpenOCD's "rtt setup FIRST SIZE
 * {SEGGER RTT}" does it: look for the name in that range, byte by byte; behind
 * it are two counts and the up-buffers, each {name, buffer, size, write, read,
 * flags} (SEGGER UM08001, "RTT control block"). What buffer 0 holds between
 * read and write is printed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t memory[1 << 22];
static size_t length;
static uint32_t base;

static uint32_t word(uint32_t address)
{
	uint32_t at = address - base;
	uint32_t v = 0;

	if (at > length || length - at < 4) {
		fprintf(stderr, "0x%08x is not in the dump\n", address);
		exit(1);
	}
	for (int i = 3; i >= 0; i--)
		v = v << 8 | memory[at + (uint32_t)i];
	return v;
}

/* The control block's address, 0 if there is none. */
static uint32_t find(uint32_t first, uint32_t size)
{
	static const char id[16] = "SEGGER RTT";

	for (uint32_t a = first; a - first + sizeof id <= size; a++)
		if (a - base + sizeof id <= length &&
		    memcmp(&memory[a - base], id, sizeof id) == 0)
			return a;
	return 0;
}

static int print(uint32_t block)
{
	uint32_t up = block + 24;
	uint32_t buffer = word(up + 4), size = word(up + 8);
	uint32_t write = word(up + 12), read = word(up + 16);

	if (word(block + 16) < 1 || size == 0 || write >= size || read >= size)
		return 1;
	for (; read != write; read = (read + 1) % size)
		putchar((int)(word(buffer + read / 4 * 4) >> read % 4 * 8 &
			      0xff));
	return 0;
}

int main(int argc, char **argv)
{
	FILE *f = argc == 5 ? fopen(argv[1], "rb") : NULL;

	if (!f)
		return 2;
	length = fread(memory, 1, sizeof memory, f);
	fclose(f);
	base = (uint32_t)strtoul(argv[2], NULL, 0);
	uint32_t block = find((uint32_t)strtoul(argv[3], NULL, 0),
			      (uint32_t)strtoul(argv[4], NULL, 0));
	if (block == 0)
		fprintf(stderr, "no control block there\n");
	return block == 0 ? 1 : print(block);
}
