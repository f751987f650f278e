/*
 * target_settle.c - the kernel finishes what it was about to do
 *
 *      thread --svc--> kernel ...halted here... leave ......... --> thread
 *                             `--- on to there -->`- step by step --^
 *
 * Inside the kernel queues are half linked, and a thread's registers are partly
 * in the processor, partly in memory. A pass is short; one that does not end is
 * that of a kernel that broke, and is shown as it is. Only the last instructions are
 * steps: a step takes time, and to a kernel that looks at the clock it would never
 * be enough. Whose code an address is of
 * says enough: no task can run the kernel's, and the kernel runs no task's.
 */
#include <elf.h>
#include <string.h>

#include "target.h"

enum {
	LEAVE_MS = 2000,
	STEPS = 400, /* of the way out, with all that a switch loads */
	ARM_LR = 14,
	ARM_PC = 15,
	ARM_BX_LR = 0x4770,
	ARM_GENERAL = 68, /* r0-r15, xPSR: what a stub says of an M profile */
	ARM_OLD = 168     /* the same with registers of a coprocessor between */
};

static const uint64_t ARM_MAGIC = 0xff000000; /* EXC_RETURN: and above */

static uint64_t word_at(const uint8_t *bytes, size_t size)
{
	uint64_t value = 0;

	while (size > 0) {
		value = value << 8 | bytes[--size];
	}
	return value;
}

bool target_registers(struct target *t, const struct kview *v,
		      uint64_t reg[CORE_REGISTERS])
{
	uint8_t raw[LINK_PACKET];
	size_t n = link_registers(&t->link, raw, sizeof(raw));
	size_t word = v->image.wide ? 8 : 4;

	if (v->image.machine != EM_ARM) {
		for (size_t i = 1; n >= 33 * word && i < 32; i++) {
			reg[i] = word_at(raw + i * word, word);
		}
		reg[0] = n >= 33 * word ? word_at(raw + 32 * word, word) : 0;
		return n >= 33 * word;
	}
	for (size_t i = 0; n >= ARM_GENERAL && i < 16; i++) {
		reg[i] = word_at(raw + 4 * i, 4);
	}
	reg[16] =
		n >= ARM_GENERAL
			? word_at(raw + (n >= ARM_OLD ? ARM_OLD : ARM_GENERAL) -
					  4,
				  4)
			: 0;
	return n >= ARM_GENERAL;
}

/* Of the loop or the code in which the port waits when no thread is ready. */
static bool is_idle(const struct kview *v, uint64_t pc)
{
	const struct elf_symbol *code =
		elf_symbol(&v->image, "kernel.arch_idle_code");
	const struct elf_symbol *from = elf_symbol(&v->image, "kernel.idle");
	const struct elf_symbol *to =
		elf_symbol(&v->image, "kernel.leave_idle");

	if (code) {
		uint64_t base = code->value & ~(uint64_t)1;
		return pc >= base && pc - base < code->size;
	}
	return from && to && pc >= from->value && pc < to->value;
}

enum target_at target_at(const struct kview *v, uint64_t pc)
{
	if (is_idle(v, pc)) {
		return AT_IDLE;
	}
	for (size_t i = 1; i < v->image.section_count; i++) {
		const struct elf_section *s = &v->image.sections[i];

		if (!s->execute || pc < s->address ||
		    pc - s->address >= s->size) {
			continue;
		}
		return strncmp(s->name, "kernel.", 7) == 0    ? AT_KERNEL
		       : strncmp(s->name, "monitor.", 8) == 0 ? AT_MONITOR
							      : AT_THREAD;
	}
	return AT_THREAD; /* a thread that jumped into the blue */
}

/* Both ways out of C code; the second is RISC-V's from idle. */
static bool break_at_exit(struct target *t, const struct kview *v, bool on)
{
	const struct elf_symbol *leave = elf_symbol(&v->image, "kernel.leave");
	const struct elf_symbol *idle =
		elf_symbol(&v->image, "kernel.leave_idle");

	return leave && link_break(&t->link, leave->value, on) &&
	       (!idle || link_break(&t->link, idle->value, on));
}

/* Is the next step the core's return from an exception, bx with a magic lr? */
static bool returns(const struct kview *v, const uint64_t reg[CORE_REGISTERS])
{
	const struct elf_section *code = elf_section(&v->image, "kernel.text");
	uint64_t at = code ? reg[ARM_PC] - code->address : 0;

	return v->image.machine == EM_ARM && code && at + 2 <= code->size &&
	       word_at(code->bytes + at, 2) == ARM_BX_LR &&
	       reg[ARM_LR] >= ARM_MAGIC;
}

static int step_out(struct target *t, const struct kview *v,
		    uint64_t reg[CORE_REGISTERS])
{
	size_t pc = v->image.machine == EM_ARM ? ARM_PC : 0;

	for (int i = 0; i < STEPS; i++) {
		/* what plays a recording can later not be made to enter it */
		if (t->recording && returns(v, reg) &&
		    !target_memory(t, v, &t->last_seen)) {
			return target_lost(t);
		}
		if (link_step(&t->link) != LINK_HALTED ||
		    !target_registers(t, v, reg)) {
			return target_lost(t);
		}
		enum target_at at = target_at(v, reg[pc]);
		if (at == AT_THREAD || at == AT_IDLE) {
			break;
		}
	}
	return 0;
}

int target_settle(struct target *t, const struct kview *v)
{
	uint64_t reg[CORE_REGISTERS] = {0};
	size_t pc = v->image.machine == EM_ARM ? ARM_PC : 0;

	if (!target_registers(t, v, reg)) {
		return target_lost(t);
	}
	enum target_at at = target_at(v, reg[pc]);
	if (at == AT_THREAD || at == AT_IDLE) {
		return 0;
	}
	if (!break_at_exit(t, v, true)) {
		return target_lost(t);
	}
	enum link_end e = link_run(&t->link, LEAVE_MS, -1);
	if (e == LINK_GONE || !break_at_exit(t, v, false) ||
	    !target_registers(t, v, reg)) {
		return target_lost(t);
	}
	return e == LINK_HALTED ? step_out(t, v, reg) : 0;
}
