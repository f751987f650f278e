/*
 * target_sight.c - to see all memory, whoever runs
 *
 * QEMU answers a question about memory as if the running code had asked: while a
 * task runs, or the core sleeps on its behalf, the kernel's memory is not there.
 * Three ways, the mildest first:
 *
 *      as it is      the kernel runs, or this is no QEMU
 *      the bus       QEMU's physical addresses; behind an Arm memory protection
 *                    controller (TrustZone boards) nothing answers there
 *      the kernel    into its fault entry, not one instruction further; only in an
 *                    emulator of our own, which ends here anyway
 *
 * For the last one the core pushes a frame below the running thread's sp, which is
 * nobody's, as for any interrupt.
 */
#include <elf.h>

#include "target.h"

enum {
	ARM_PC = 15,
	ENTRY_MS = 2000
};

/* What the controller closes may read as zeros; no kernel's code is that. */
static bool sees(struct target *t, const struct kview *v)
{
	const struct elf_symbol *k5 = elf_symbol(&v->image, "kernel.k5");
	const struct elf_section *code = elf_section(&v->image, "kernel.text");
	uint32_t word, some = 0;
	uint8_t first[16];

	if (!k5 || !code ||
	    !link_read(&t->link, k5->value, &word, sizeof(word)) ||
	    !link_read(&t->link, code->address, first, sizeof(first))) {
		return false;
	}
	for (size_t i = 0; i < sizeof(first); i++) {
		some |= first[i];
	}
	return some != 0;
}

/* A task may not execute the kernel's code: to try is a fault. */
static bool enter_kernel(struct target *t, const struct kview *v)
{
	const struct elf_symbol *entry =
		elf_symbol(&v->image, "kernel.entry_fault");
	const struct elf_symbol *forbidden =
		elf_symbol(&v->image, "kernel.entry_tick");

	return v->image.machine == EM_ARM && entry && forbidden &&
	       link_break(&t->link, entry->value & ~(uint64_t)1, true) &&
	       link_set(&t->link, ARM_PC, (uint32_t)forbidden->value & ~1u) &&
	       link_run(&t->link, ENTRY_MS, -1) == LINK_HALTED;
}

int target_sight(struct target *t, const struct kview *v)
{
	if (sees(t, v)) {
		return 0;
	}
	if (link_physical(&t->link, true)) {
		if (sees(t, v)) {
			return 0;
		}
		link_physical(&t->link, false);
	}
	if (t->folder && enter_kernel(t, v) && sees(t, v)) {
		return 0;
	}
	diag_error((struct diag){.code = "K5-E0707",
				 .help = "halt it within the kernel (in gdb: "
					 "'break kernel.leave'), or let k5 "
					 "boot the app itself"},
		   "%s shows no memory of the kernel while a task runs",
		   t->where);
	return K5X_TARGET;
}
