/*
 * rules.c - the variables and rules at the head of build.ninja
 *
 * No absolute path gets into an object file: the prefixes of the app and of
 * the K5 tree are mapped away, the folder of the compilation becomes ".".
 */
#include <string.h>

#include "rules.h"

#include "../cli/config_keep.h"
#include "ninja.h"
#include "paths.h"
#include "ports.h"

static void add_words(struct text *t, char **words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ninja_word(t, words[i]);
}

/* In debug information, which the assembler writes as well, and __FILE__. */
static void hide_prefix(struct text *t, const char *map)
{
	ninja_words(t, "-fdebug-prefix-map=%s", map);
	ninja_words(t, "-fmacro-prefix-map=%s", map);
}

/* For every compilation. Of the prefixes that fit, the last is taken. */
static void common_flags(struct text *t, const struct model *m,
			 const struct graph_options *o)
{
	const char *app = path_absolute(m->dir);

	text_add(t,
		 " -O%s -g -gno-record-gcc-switches -fno-common"
		 " -ffunction-sections -fdata-sections -Wall -Wextra"
		 " -fdiagnostics-color=always",
		 o->optimize);
	hide_prefix(t, keep_format("%s/=", o->root));
	hide_prefix(t, keep_format("%s/=", app));
	hide_prefix(
		t, keep_format("%s/build%s=.", app, strrchr(path_out(m), '/')));
}

/* The port's own headers before those it shares. */
static void port_includes(struct text *t, const struct model *m,
			  const struct graph_options *o, const char *under)
{
	const char *folder[PORT_FOLDERS];
	size_t count = port_folders(&m->board, folder);

	for (size_t i = 0; i < count; i++)
		ninja_words(t, "-I%s",
			    keep_format("%s/%s/%s/include", o->root, under,
					folder[i]));
}

/*
 * The kernel's functions are short and its paths cross many of them. At -O2
 * they are inlined until saving registers costs less than the calls did;
 * nothing is unrolled, and -Os is left alone.
 */
static const char *inlining(const struct graph_options *o)
{
	return strcmp(o->optimize, "2") == 0
		       ? " --param=max-inline-insns-auto=80"
			 " --param=inline-min-speedup=2"
			 " --param=inline-unit-growth=300"
			 " --param=large-function-growth=1000"
			 " --param=large-function-insns=10000"
		       : "";
}

static void kernel_variables(struct text *t, const struct model *m,
			     const struct graph_options *o)
{
	const struct m_board *b = &m->board;

	text_add(t, "kernel_part =");
	add_words(t, b->kernel_flags, b->kernel_flag_count);
	text_add(t,
		 "\nkernel_flags = $kernel_part -std=c11 -ffreestanding "
		 "-fno-thread-jumps"
		 " -Werror -Wconversion -DK5_IRQ_LINES=%u%s%s",
		 b->irq_lines, inlining(o), port_kernel_flags(b));
	common_flags(t, m, o);
	ninja_words(t, "-I%s", o->root);
	if (m->trace) /* its trace/hooks.h before the empty one */
		ninja_words(t, "-I%s/kernel/traced", o->root);
	ninja_words(t, "-I%s/kernel", o->root);
	ninja_words(t, "-I%s/abi", o->root);
	ninja_words(t, "-I%s/arch/common/include", o->root);
	port_includes(t, m, o, "arch");
	text_add(t, " -Ikernel/include\n");
}

static void task_variables(struct text *t, const struct model *m,
			   const struct graph_options *o)
{
	const struct m_board *b = &m->board;

	text_add(t, "task_part =");
	add_words(t, b->task_flags, b->task_flag_count);
	text_add(t, " --specs=picolibc.specs\ntask_flags = $task_part"
		    " -fomit-frame-pointer" /* r7 carries an argument */);
	common_flags(t, m, o);
	text_add(t, o->release ? " -DK5_RELEASE=1" : "");
	ninja_words(t, "-I%s/userspace/include", o->root);
	port_includes(t, m, o, "userspace/arch");
	ninja_words(t, "-I%s/abi", o->root);
	text_add(t, "\n\n");
}

static void variable(struct text *t, const char *name, const char *value)
{
	text_add(t, "%s =", name);
	ninja_word(t, value);
	text_add(t, "\n");
}

static void tool_variables(struct text *t, const struct model *m,
			   const struct graph_options *o)
{
	variable(t, "root", o->root);
	variable(t, "k5", o->tool);
	variable(t, "app", path_absolute(m->dir));
	variable(t, "board", m->board.name);
	text_add(t, "cc = %sgcc\n", m->board.toolchain);
	text_add(t, "cxx = %sg++\n", m->board.toolchain);
}

/*
 * Kernel and monitor are optimised as a whole at their link: small files cost
 * nothing, and what the app's table says is known to the compiler. Until then
 * an object holds the compiler's own form, the same for every app. Warnings
 * were errors when each file was compiled; seen whole, the same code gives
 * false ones.
 */
static const char rules[] =
	"rule kernel\n"
	"  command = $cc $kernel_flags -flto -flto-partition=one"
	" -MMD -MF $out.d -c $in -o $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"  description = compile $what\n"
	"rule kernel_s\n"
	"  command = $cc $kernel_flags -MMD -MF $out.d -c $in -o $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"  description = compile $what\n"
	"rule task_c\n"
	"  command = $cc $task_flags $own -std=gnu17"
	" -Werror=implicit-function-declaration -MMD -MF $out.d"
	" -c $in -o $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"  description = compile $what\n"
	"rule task_cxx\n"
	"  command = $cxx $task_flags $own -std=gnu++17 -fno-exceptions"
	" -fno-rtti -fno-threadsafe-statics -MMD -MF $out.d -c $in -o $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"  description = compile $what\n"
	"rule offsets\n"
	"  command = $cc $kernel_flags -MMD -MF $out.d -MT $out -S -o $out.s "
	"$in"
	" && sed -n 's/^->\\([A-Z0-9_]*\\) \\(.*\\)$$/#define \\1 \\2/p'"
	" $out.s > $out.new && mv $out.new $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"  description = offsets for assembly\n"
	"rule link_task\n"
	"  command = $cc $task_part -nostartfiles -static -Wl,--gc-sections"
	" $own -L$memory -T $root/codegen/task.ld $in -o $out\n"
	"  description = link $what\n"
	"rule link\n"
	"  command = $cc $kernel_flags -flto -flto-partition=one -w -nostdlib "
	"-static"
	" -Wl,--gc-sections"
	" -Wl,--fatal-warnings $own -L$memory -T $script $in -lgcc -o $out\n"
	"  description = link $what\n"
	"rule k5\n"
	"  command = $k5 internal $step $app $board $own $in\n"
	"  restat = 1\n"
	"  description = $step $what\n\n";

void rules_write(struct text *t, const struct model *m,
		 const struct graph_options *o)
{
	text_add(t, "ninja_required_version = 1.10\n\n");
	tool_variables(t, m, o);
	kernel_variables(t, m, o);
	task_variables(t, m, o);
	text_add(t, "%s", rules);
}
