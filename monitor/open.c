/*
 * open.c - what the Non-secure side may use
 *
 * At reset everything is Secure. Two locks lie before each byte of memory,
 * and the monitor opens both, for exactly the ranges of k5_monitor:
 *
 *      core --> SAU: is this address Non-secure? --> MPC: is this block?
 *
 * Peripherals have PPCs in place of MPCs: plain registers, opened by the
 * board's list of writes. All interrupt lines go to the kernel, and so do bus
 * and hard faults (AIRCR.BFHFNMINS), which Non-secure code alone can cause as
 * long as no enclave runs. AIRCR.PRIS stays 0: with BFHFNMINS it is forbidden.
 *
 * Secure faults stay disabled in SHCSR, and so become the Secure HardFault of
 * priority -3. At a lesser one, a task that stops on a bkpt with its stack
 * pointer in Secure memory would reach the kernel's HardFault (-1) first, and
 * the Secure fault would be laid at the next task's door.
 */
#include <k5/board.h>

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
	*reg(SAU_RNR) = i;
	*reg(SAU_RBAR) = range->base;
	*reg(SAU_RLAR) = ((range->base + range->size - 1) & ~31u) | 1u;
}

static void sau_init(void)
{
	for (uint32_t i = 0; i < k5_monitor.nonsecure_count; i++)
		sau_open(i, &k5_monitor.nonsecure[i]);
	*reg(SAU_CTRL) = 1;
}

/* Bits of `word` that stand for blocks first to last. */
static uint32_t blocks_in(uint32_t word, uint32_t first, uint32_t last)
{
	uint32_t low = word == first / 32 ? first % 32 : 0;
	uint32_t high = word == last / 32 ? last % 32 : 31;

	return (UINT32_MAX << low) & (UINT32_MAX >> (31 - high));
}

static void mpc_open(const struct k5_mpc *mpc)
{
	uint32_t block = 32u << (*reg(mpc->controller + MPC_BLK_CFG) & 15u);
	uint32_t first = mpc->offset / block;
	uint32_t last = (mpc->offset + mpc->size - 1) / block;

	*reg(mpc->controller + MPC_CTRL) = MPC_CTRL_BUS;
	for (uint32_t word = first / 32; word <= last / 32; word++) {
		*reg(mpc->controller + MPC_BLK_IDX) = word;
		*reg(mpc->controller + MPC_BLK_LUT) |=
			blocks_in(word, first, last);
	}
}

static void interrupts_init(void)
{
	for (uint32_t word = 0; word < 16; word++)
		*reg(NVIC_ITNS + 4 * word) = UINT32_MAX;
	*reg(SCB_AIRCR) = AIRCR_KEY | AIRCR_BFHFNMINS;
	*reg(SCB_NSACR) = NSACR_FP;
}

const uint32_t *monitor_open(void)
{
	*reg(SCB_VTOR) = (uint32_t)monitor_vectors;
	sau_init();
	for (uint32_t i = 0; i < k5_monitor.mpc_count; i++)
		mpc_open(&k5_monitor.mpc[i]);
	for (uint32_t i = 0; i < k5_monitor.write_count; i++)
		*reg(k5_monitor.write[i].address) = k5_monitor.write[i].value;
	interrupts_init();
	*reg(SCB_VTOR_NS) = k5_monitor.vectors;
	__asm__ volatile("dsb\n\tisb" ::: "memory");
	return (const uint32_t *)k5_monitor.vectors;
}
