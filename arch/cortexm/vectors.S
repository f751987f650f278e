/*
 * vectors.S - where the core goes, and its first steps
 *
 *      reset --> entry_reset   thread mode, privileged: kernel memory
 *            --> entry_boot    PendSV, Handler mode: port_boot, first thread
 *
 * Thread mode belongs to tasks: the kernel uses it only until PendSV, which
 * is never pended again (a task cannot). So the first thread is entered the
 * same way as every later one, by the exception return in entry.S.
 */
	.syntax unified
	.thumb

#include <arch/variant.inc>

	.section .vectors, "a"
	.balign 4
	.global arch_vectors
arch_vectors:
	.word	k5_kernel_stack_top
	.word	entry_reset
	.word	entry_broken		/* 2 NMI */
	.word	entry_fault		/* 3 HardFault */
	.word	entry_fault		/* 4 MemManage */
	.word	entry_fault		/* 5 BusFault */
	.word	entry_fault		/* 6 UsageFault */
	.word	entry_broken		/* 7 SecureFault, if any: the monitor's */
	.word	entry_broken
	.word	entry_broken
	.word	entry_broken
	.word	entry_svc		/* 11 SVCall */
	.word	entry_broken		/* 12 DebugMonitor: never enabled */
	.word	entry_broken
	.word	entry_boot		/* 14 PendSV */
	.word	entry_tick		/* 15 SysTick */
	.rept	K5_IRQ_LINES
	.word	entry_irq
	.endr

	.text

/*
 * From reset or from the monitor. Live: nothing. Interrupts: none enabled.
 * MSP holds the kernel's stack, from the first vector.
 */
	.global entry_reset
	.type entry_reset, %function
	.thumb_func
entry_reset:
	set_kernel_limit
	bl	port_start
	ldr	r0, =0xe000ed04		/* ICSR */
	mov	r1, #(1 << 28)		/* PENDSVSET */
	str	r1, [r0]
	dsb
	isb
	b	.			/* PendSV is taken before this */
	.size entry_reset, . - entry_reset
	.ltorg

/*
 * The idle thread's code: one MPU region of its own, 32 bytes. In QEMU with
 * -icount sleep=off a core that waits for an interrupt skips the time to the
 * next alarm twice over, so in an emulator it spins instead.
 */
	.section .text.idle, "ax"
	.balign 32
	.global arch_idle_code
	.type arch_idle_code, %function
	.thumb_func
arch_idle_code:
	wfi
	b	arch_idle_code
	.global arch_idle_spin
	.type arch_idle_spin, %function
	.thumb_func
arch_idle_spin:
	b	arch_idle_spin
	.balign 32
	.size arch_idle_code, . - arch_idle_code
