/*
 * start.c - from reset to the first thread
 *
 * port_start gives C its memory; port_boot sets the hart up, lets the kernel
 * build its state, and returns to entry.S, which loads the thread the kernel
 * chose.
 */
#include <k5/board.h>
#include <k5/uart.h>

#include "check.h"
#include "core.h"
#include "csr.h"

/* From kernel.ld. */
extern k5_word_t k5_data_start[], k5_data_end[], k5_data_load[];
extern k5_word_t k5_bss_start[], k5_bss_end[];

struct arch_port arch_port __attribute__((section(".port")));

void port_start(void)
{
	const k5_word_t *from = k5_data_load;

	for (k5_word_t *to = k5_data_start; to < k5_data_end; to++)
		*to = *from++;
	for (k5_word_t *to = k5_bss_start; to < k5_bss_end; to++)
		*to = 0;
}

/*
 * Traps return to user mode (MPP 0), and machine mode takes no interrupt
 * (MIE and MPIE 0). Floating-point registers start as "of somebody", so that
 * the first thread finds them cleared. Counters may be read by all, as the
 * clock may.
 */
static void hart_init(void)
{
	/* With paging there would have to be fences (entry.S). */
	K5_ASSERT((csr_read(misa) & MISA_S) == 0);

	csr_write(mstatus, MSTATUS_FS_1);
	arch_port.fp_live = 1;
	csr_write(mcounteren, COUNTERS);
	csr_write(mie, IRQ_EXTERNAL | IRQ_TIMER);
}

void arch_init(void)
{
	board_writes();
	plic_init();
	arch_timer_set(UINT64_MAX);
	hart_init();
	if (k5_board.console) {
		uart_init();
		arch_irq_unmask(k5_board.uart_irq);
	}
}

/* From entry.S: behind these, eight bytes of code for each entry below. */
extern const char load_lower[], load_upper[];

/*
 * A switch loads as many entries as the largest view has: fewer in all than to
 * look, each time, how many the last view and the next have.
 */
static void load_init(void)
{
	unsigned last = 0;

	for (idx_t i = 0; i < k5_app.tasks; i++) {
		unsigned end = k5_task[i].regions.first_window +
			       (unsigned)k5_app.task[i].windows;

		if (end > last + 1)
			last = end - 1;
	}
	arch_port.load = last < 7 ? (uintptr_t)load_lower - 8 * last
				  : (uintptr_t)load_upper - 8 * (last - 6);
}

void port_boot(void)
{
	arch_port.thread = NIL;
	kernel_boot();
	load_init();
}
