/*
 * arch.h - what a port supplies, and what it may call
 *
 * A port is a folder under arch/ with <arch/types.h> on its include path:
 * struct arch_context begins with `k5_word_t arg[K5_ARGS]`, the registers of
 * abi.h, and struct arch_regions holds a task's memory view as the hardware
 * wants it, struct arch_window one region of it, struct arch_place where one is.
 *
 *      entry in the port          kernel                      exit in the port
 *      save k5.current's regs --> kernel_syscall/irq/... --> load k5.current
 *
 * Between entry and exit interrupts are off. Every kernel_ function returns
 * with k5.current set to the thread to load next, NIL to idle.
 */
#pragma once

#include "state.h"

/* --- the port supplies ------------------------------------------------- */

/* Hardware to a known state: faults, timer, console. Called once by boot. */
void arch_init(void);

/* Ticks since boot. Never goes back; called at least once per wrap. */
/*@ assigns \nothing;
    exits \false;
    ensures k5.now <= \result < 0x4000000000000000; */
k5_ticks_t arch_clock(void);

/* Enter kernel_tick at or soon after `when`; replaces the last wish. */
/*@ assigns \nothing;
    exits \false; */
void arch_timer_set(k5_ticks_t when);

/*
 * A thread's first registers. The stack is whole and empty; the entry gets the
 * argument, and returns to the first byte of its task's code, where the thread
 * is to end.
 */
void arch_context_init(struct arch_context *ctx,
		       const struct k5_thread_desc *desc, k5_word_t argument);

/*
 * Encodes a task's view. False if the hardware cannot give exactly these
 * bytes and rights, and then *out is not to be used.
 */
bool arch_regions_encode(struct arch_regions *out,
			 const struct k5_region *regions, uint8_t count);

/*
 * A region that comes and goes is encoded once: mapping it is a copy. False if
 * one entry cannot give exactly these bytes and rights.
 */
bool arch_window_encode(struct arch_window *out,
			const struct k5_region *region);

/* Are so many entries left in a view that arch_regions_encode made? */
bool arch_window_room(const struct arch_regions *view, uint8_t windows);

/* Where window `index` of such a view is; there is room for it. */
struct arch_place arch_window_place(struct arch_regions *view, uint8_t index);

/* The window there shows this. */
void arch_window_set(struct arch_place at, const struct arch_window *window);

/* The window there shows nothing. */
void arch_window_clear(struct arch_place at);

/* What the one shows goes to the other, of another view. */
void arch_window_move(struct arch_place from, struct arch_place to);

/* The view that is loaded may have changed: it is loaded again. */
/*@ assigns \nothing;
    exits \false; */
void arch_view_changed(void);

/*
 * The kernel reads and writes tasks' memory between these two and nowhere else
 * (claim.c). A port whose hardware can closes that memory to it otherwise.
 */
/*@ assigns \nothing;
    exits \false; */
void arch_user_begin(void);
/*@ assigns \nothing;
    exits \false; */
void arch_user_end(void);

/* Interrupt lines. Masked at boot. */
void arch_irq_mask(uint16_t line);
void arch_irq_unmask(uint16_t line);

/* Gives one byte to the log's UART; false if it cannot take it now. */
bool arch_console_put(uint8_t byte);

/* True if the log leaves through the console, false if a probe reads it. */
bool arch_console_present(void);

/* The end: exit code to the emulator or a stop for good. Never returns. */
_Noreturn void arch_shutdown(int32_t code);

/* --- the port calls ---------------------------------------------------- */

/* Builds the state from k5_app and chooses the first thread. */
void kernel_boot(void);

/* k5.current made a system call; its registers are in ctx.arg. */
void kernel_syscall(void);

/* The timer fired. */
void kernel_tick(void);

/* Interrupt `line` fired; it is masked when this returns. */
void kernel_irq(uint16_t line);

/* The console can take bytes again. */
void kernel_console(void);

/* k5.current broke its contract. `address` is 0 where there is none. */
struct k5_fault_info {
	uint64_t address;
	uint64_t pc;
	enum k5_fault fault;
};
void kernel_fault(const struct k5_fault_info *info);
