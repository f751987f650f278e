/*
 * port.c - the port contract, kept by a test process
 *
 * The end of a run cannot return into the kernel, so it jumps out to where
 * the test entered.
 */
#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"

struct host host;

static jmp_buf outside;
static bool inside;

void host_reset(void)
{
	memset(&host, 0, sizeof(host));
	host.timer = UINT64_MAX;
	host.encodable = true;
	host.console = true;
	host.console_room = HOST_CONSOLE;
}

bool host_enter(void (*entry)(void))
{
	if (setjmp(outside) == 0) {
		inside = true;
		entry();
	}
	inside = false;
	return !host.ended;
}

/* setjmp keeps no locals: what an entry needs waits here. */
static uint16_t fired_line;
static const struct k5_fault_info *fault_info;

static void enter_irq(void)
{
	kernel_irq(fired_line);
}

static void enter_fault(void)
{
	kernel_fault(fault_info);
}

bool host_irq(uint16_t line)
{
	fired_line = line;
	return host_enter(enter_irq);
}

bool host_tick(void)
{
	host.timer = UINT64_MAX; /* one-shot */
	return host_enter(kernel_tick);
}

bool host_fault(const struct k5_fault_info *info)
{
	fault_info = info;
	return host_enter(enter_fault);
}

void arch_init(void)
{
}

k5_ticks_t arch_clock(void)
{
	return host.clock;
}

void arch_timer_set(k5_ticks_t when)
{
	host.timer = when;
	host.timer_sets++;
}

void arch_context_init(struct arch_context *ctx,
		       const struct k5_thread_desc *desc, k5_word_t argument)
{
	*ctx = (struct arch_context){.fresh = true,
				     .entry = desc->entry,
				     .argument = argument,
				     .stack_base = desc->stack_base,
				     .stack_top = desc->stack_top};
}

bool arch_regions_encode(struct arch_regions *out,
			 const struct k5_region *regions, uint8_t count)
{
	*out = (struct arch_regions){.region = regions, .count = count};
	return host.encodable;
}

bool arch_window_encode(struct arch_window *out, const struct k5_region *region)
{
	*out = (struct arch_window){.base = region->base,
				    .size = region->size,
				    .rights = region->rights};
	return host.encodable;
}

bool arch_window_room(const struct arch_regions *view, uint8_t windows)
{
	(void)view;
	return windows <= HOST_WINDOWS;
}

struct arch_place arch_window_place(struct arch_regions *view, uint8_t index)
{
	return (struct arch_place){&view->window[index]};
}

void arch_window_set(struct arch_place at, const struct arch_window *window)
{
	*at.window = *window;
}

void arch_window_clear(struct arch_place at)
{
	*at.window = (struct arch_window){0};
}

void arch_window_move(struct arch_place from, struct arch_place to)
{
	*to.window = *from.window;
	*from.window = (struct arch_window){0};
}

void arch_view_changed(void)
{
	host.changed = true;
}

void arch_irq_mask(uint16_t line)
{
	host.open[line] = false;
}

void arch_irq_unmask(uint16_t line)
{
	host.open[line] = true;
}

bool arch_console_put(uint8_t byte)
{
	if (host.console_room == 0)
		return false;
	host.console_room--;
	if (host.console_count < HOST_CONSOLE)
		host.console_bytes[host.console_count++] = byte;
	return true;
}

void arch_user_begin(void)
{
	assert(!host.user);
	host.user = true;
}

void arch_user_end(void)
{
	assert(host.user);
	host.user = false;
}

bool arch_console_present(void)
{
	return host.console;
}

_Noreturn void arch_shutdown(int32_t code)
{
	host.ended = true;
	host.code = code;
	if (!inside)
		abort(); /* a test called the kernel without host_enter */
	longjmp(outside, 1);
}
