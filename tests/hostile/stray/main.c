/*
 * main.c - the stack pointer somewhere else, and then something happens
 *
 *      c01_sp_PLACE_ACT     where sp points, and what happens there
 *
 *      svc     the processor stacks the frame of a system call
 *      spin    the budget ends, so that of a timer interrupt
 *      load    the task reads there
 *      udf     the frame of a fault
 *
 * Every act ends in `udf`, so that the task faults whatever the place allows.
 */
#include "../hostile.h"

struct place {
	const char *name;
	uintptr_t at; /* 0: asked for at run time */
};

static const struct place places[] = {
	{"null", 0x20},
	{"kernel", KERNEL_RAM + 0xf00},
	{"text", KERNEL_FLASH + 0x1000},
	{"secure", SECURE_RAM},
	{"monitor", SECURE_FLASH},
	{"device", DEVICE + 0x100},
	{"scs", 0xe000ed00},
	{"top", 0xfffffff8},
	{"other", 0},
	{"low", 0},
};

/* Behind "c01_sp_". */
static const char *const what = &K5_TASK_NAME[7];

static bool starts(const char *text, const char *word)
{
	while (*word && *text == *word) {
		text++;
		word++;
	}
	return *word == 0;
}

static uintptr_t place_of(const char *name)
{
	if (starts(name, "other"))
		return ask_witness(ASK_WHERE).word[0] + 0x80;
	if (starts(name, "low")) {
		uint32_t sp;

		/* the stack is 1 KiB, and this is its first page */
		__asm__ volatile("mov %0, sp" : "=r"(sp));
		return (sp & ~7u) - 1000;
	}
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		if (starts(name, places[i].name))
			return places[i].at;
	}
	k5_panic("no such place");
}

/* Behind PLACE and '_'. */
static const char *act_of(const char *name)
{
	while (*name != '_')
		name++;
	return name + 1;
}

#define STRAY(at, code)                                                        \
	__asm__ volatile("mov r11, #0\n"                                       \
			 "mov sp, %0\n" code "\nudf 9"                         \
			 :                                                     \
			 : "r"(at)                                             \
			 : "r0", "r11", "memory")

int main(void)
{
	uintptr_t at = place_of(what);

	switch (act_of(what)[1]) {
	case 'v':
		STRAY(at, "svc 0");
		break;
	case 'p':
		STRAY(at, "1: b 1b");
		break;
	case 'o':
		STRAY(at, "ldr r0, [sp]");
		break;
	default:
		STRAY(at, "");
	}
	return 0;
}
