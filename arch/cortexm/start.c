/*
 * start.c - from reset to the first thread
 *
 * port_start gives C its memory; port_boot, already in Handler mode, sets the
 * core up, lets the kernel build its state, and returns to entry.S, which
 * loads the thread the kernel chose.
 */
#include <k5/board.h>
#include <k5/uart.h>

#include <arch/variant.h>

#include "core.h"
#include "scs.h"

/* From kernel.ld. */
extern uint32_t k5_data_start[], k5_data_end[], k5_data_load[];
extern uint32_t k5_bss_start[], k5_bss_end[];

struct arch_port arch_port;

void port_start(void)
{
	const uint32_t *from = k5_data_load;

	for (uint32_t *to = k5_data_start; to < k5_data_end; to++)
		*to = *from++;
	for (uint32_t *to = k5_bss_start; to < k5_bss_end; to++)
		*to = 0;
}

/*
 * Faults are taken, at the one priority everything in the kernel has. Only the
 * highest bit is the priority that lets one exception interrupt another; what
 * is below merely orders those that wait (PRIGROUP), and there SysTick comes
 * last: a thread whose slices are shorter than a pass through the kernel has a
 * tick pending at every exit, and would else keep all interrupts out.
 */
static void faults_init(void)
{
	enum {
		ALL = 0x80808080u,
		TICK_LAST = 0xff808080u
	};

	*scs(SCB_SHPR1) = ALL;
	*scs(SCB_SHPR2) = ALL;
	*scs(SCB_SHPR3) = TICK_LAST;
	*scs(SCB_AIRCR) = AIRCR_KEY | AIRCR_PRIGROUP_6;
	*scs(SCB_CCR) = CCR_START;
	/* Added, not written: this one also says that PendSV is active. */
	*scs(SCB_SHCSR) |= SHCSR_FAULTS;
}

/*
 * Tasks may use FP; its registers are stacked at once, never lazily. A core
 * without FP ignores all three.
 */
static void fpu_init(void)
{
	*scs(SCB_CPACR) = CPACR_FP;
	*scs(FPU_FPCCR) = FPCCR_ASPEN;
	*scs(FPU_FPDSCR) = 0;
}

void arch_init(void)
{
	board_writes();
	faults_init();
	fpu_init();
	mpu_init();
	nvic_init();
	clock_init();
	if (k5_board.console) {
		uart_init();
		arch_irq_unmask(k5_board.uart_irq);
	}
}

void port_boot(void)
{
	idle_init();
	kernel_boot();
}
