/*
 * open.c - what the Non-secure side may use
 *
 * At reset everything is Secure. Two locks lie before each byte of memory,
 * and the monitor opens both, for exactly the ranges of k5_monitor:
 *
 *      core --> SAU: is this address Non-secure? --> MPC: is this block?
 *
 * Peripherals have a PPC or a GTZC in place of an MPC: plain registers, opened
 * by the board's list of writes, after what they need: clocks, power. The list
 * comes after the SAU, so a register can be written through either alias; MPCs
 * come last. All interrupt lines go to the kernel, and so do bus and hard
 * faults (AIRCR.BFHFNMINS), which Non-secure code alone can cause as long as
 * no enclave runs. AIRCR.PRIS stays 0: with BFHFNMINS it is forbidden.
 *
 * Secure faults stay disabled in SHCSR, and so become the Secure HardFault of
 * priority -3. At a lesser one, a task that stops on a bkpt with its stack
 * pointer in Secure memory would reach the kernel's HardFault (-1) first, and
 * the Secure fault would be laid at the next task's door.
 */
#include <k5/board.h>
#include <k5/mpc.h>

#include "monitor.h"
#include "regs.h"

/* Where the core starts may be an alias that the SAU opens: not for faults. */
extern const uint32_t monitor_vectors[];

/*
 * The first and the last byte of a region are in steps of 32; RLAR takes the
 * last. Bit 1 would make it a place to call Secure code through: never here.
 */
static void sau_open(uint32_t i, const struct k5_range *range)
{
	reg_write(SAU_RNR, i);
	reg_write(SAU_RBAR, range->base);
	reg_write(SAU_RLAR, ((range->base + range->size - 1) & ~31u) | 1u);
}

static void sau_init(void)
{
	for (uint32_t i = 0; i < k5_monitor.nonsecure_count; i++)
		sau_open(i, &k5_monitor.nonsecure[i]);
	reg_write(SAU_CTRL, 1);
	barrier();
}

static void interrupts_init(void)
{
	for (uint32_t word = 0; word < 16; word++)
		reg_write(NVIC_ITNS + 4 * word, UINT32_MAX);
	reg_write(SCB_AIRCR, AIRCR_KEY | AIRCR_BFHFNMINS);
	reg_write(SCB_NSACR, NSACR_FP);
}

const uint32_t *monitor_open(void)
{
	reg_write(SCB_VTOR, (uint32_t)(uintptr_t)monitor_vectors);
	sau_init();
	for (uint32_t i = 0; i < k5_monitor.write_count; i++)
		write_step(&k5_monitor.write[i]);
	for (uint32_t i = 0; i < k5_monitor.mpc_count; i++)
		mpc_open(&k5_monitor.mpc[i]);
	interrupts_init();
	reg_write(SCB_VTOR_NS, k5_monitor.vectors);
	barrier();
	return (const uint32_t *)(uintptr_t)k5_monitor.vectors;
}
