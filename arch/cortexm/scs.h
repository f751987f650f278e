/*
 * scs.h - the core's own registers
 *
 * Addresses and bits of the System Control Space, the same on Armv7-M (DDI
 * 0403, chapter B3) and, in its Non-secure view, on Armv8-M (DDI 0553, chapter
 * D1). Only what these ports touch; the MPU's own are each port's.
 */
#pragma once

#include <stdint.h>

static inline volatile uint32_t *scs(uint32_t address)
{
	return (volatile uint32_t *)address;
}

/* SysTick: 24 bits, counting down. */
#define SYST_CSR   0xe000e010u
#define SYST_RVR   0xe000e014u
#define SYST_CVR   0xe000e018u
#define SYST_START 7u /* enable, interrupt, processor clock */

/* Interrupt controller, 32 lines a word; priorities 4 lines a word. */
#define NVIC_ISER 0xe000e100u
#define NVIC_ICER 0xe000e180u
#define NVIC_ISPR 0xe000e200u
#define NVIC_IPR  0xe000e400u

#define SCB_ICSR         0xe000ed04u
#define ICSR_PENDSTCLR   (1u << 25)
#define ICSR_PENDSTSET   (1u << 26)
#define SCB_AIRCR        0xe000ed0cu
#define AIRCR_KEY        (0x05fau << 16)
#define AIRCR_PRIGROUP_6 (6u << 8) /* priority: bit 7 */
#define SCB_CCR          0xe000ed14u
#define SCB_SHPR1        0xe000ed18u
#define SCB_SHPR2        0xe000ed1cu
#define SCB_SHPR3        0xe000ed20u
#define SCB_SHCSR        0xe000ed24u
#define SHCSR_PENDED     (7u << 12) /* UsageFault, MemManage, BusFault */
#define SHCSR_SVCPENDED  (1u << 15)
#define SHCSR_FAULTS     (7u << 16) /* the same three, enabled */
#define SHCSR_HARDPENDED (1u << 21)
#define SCB_CFSR         0xe000ed28u
#define SCB_HFSR         0xe000ed2cu
#define SCB_DFSR         0xe000ed30u
#define SCB_MMFAR        0xe000ed34u
#define SCB_BFAR         0xe000ed38u
#define SCB_CPACR        0xe000ed88u
#define CPACR_FP         (0xfu << 20)

#define MPU_TYPE 0xe000ed90u
#define MPU_CTRL 0xe000ed94u
#define MPU_ON   5u /* enable; the kernel sees the default map beside it */
#define MPU_RNR  0xe000ed98u
#define MPU_RBAR 0xe000ed9cu

#define FPU_FPCCR   0xe000ef34u
#define FPCCR_ASPEN (1u << 31)
#define FPU_FPDSCR  0xe000ef3cu
