/*
 * entry.S - the way into the kernel and out again
 *
 *      svc ----> entry_svc   --> kernel_syscall --+
 *      SysTick > entry_tick  --> port_tick -------+--> leave --> thread
 *      line ---> entry_irq   --> port_irq --------+
 *      fault --> entry_fault --> port_fault ------+
 *
 * The core has put r0-r3, r12, lr, pc, xpsr on the thread's stack (and s0-s15
 * and FPSCR if it uses FP: never lazily, FPCCR.LSPEN is 0). r4-r11, the
 * arguments of abi.h, are stored in its arch_context before any C runs.
 *
 * From entry to exit two registers that C preserves say who came in:
 *
 *      r4      EXC_RETURN of the thread
 *      r5      its arch_context
 *
 * so the way back to the same thread loads nothing else. Everything here has
 * one priority: nothing nests, the stack (MSP) is empty at each entry. A
 * fault of the kernel itself cannot be taken at that priority, becomes a
 * HardFault and ends in entry_broken.
 *
 * FP rule: a thread that never used FP (EXC_RETURN bit 4 set) runs with all
 * of s0-s31 zero. Whoever follows a thread with FP state gets its own or
 * zeros; whoever follows one without finds zeros already.
 */
#include <arch/offsets.h>

#define EXC_NO_FP  0x10
#define EXC_THREAD 0x0c /* thread mode, on PSP: a task or idle */

#define SCB_SHCSR    0xe000ed24
#define SHCSR_PENDED 0x7000 /* UsageFault, MemManage, BusFault */
#define SCB_CPACR    0xe000ed88
#define CPACR_FP     0xf00000 /* set by fpu_init */
#define FPU_FPDSCR   0xe000ef3c

	.syntax unified
	.thumb
	.fpu	fpv5-sp-d16
	.text

#include <arch/variant.inc>

/* Stores the thread's registers. Then: r4 EXC_RETURN, r5 context, r0-r3 free. */
	.macro save_thread
	ldr	r0, =arch_port
	ldr	r0, [r0, #PORT_RUNNING]
	stm	r0, {r4-r11}
	mov	r4, lr
	mov	r5, r0
	.endm

/*
 * Beside what stm has saved nothing is known of the thread yet: a fault of its
 * own, or a stack pointer past its limit. Live: r4, r5; r0-r3 free.
 */
	.macro check_thread
	check_stack_limit
	check_late_fault
	.endm

/*
 * A fault of the thread may wait behind the exception that is being entered:
 * one met while stacking, or a buffered store that failed since. It must be
 * laid at this thread's door, not at the next one's.
 */
	.macro check_late_fault
	dsb
	ldr	r0, =SCB_SHCSR
	ldr	r0, [r0]
	tst	r0, #SHCSR_PENDED
	bne	late_fault
	.endm

	.macro begin name
	.global	\name
	.type	\name, %function
	.thumb_func
\name:
	.endm

/*
 * From an svc instruction in thread mode; its number is not looked at.
 * Live: r4-r11 the thread's, lr EXC_RETURN. Interrupts: as masked, here and
 * to the end of this file.
 */
begin entry_svc
	save_thread
	check_thread
	bl	kernel_syscall
	/* falls through */

/*
 * From every entry above and below. Live: r4, r5 as saved; k5.current is the
 * thread to run.
 */
leave:
	ldr	r0, =k5
	ldr	r1, =arch_port
	ldrb	r2, [r0, #K5_CURRENT]
	ldrb	r3, [r1, #PORT_THREAD]
	cmp	r2, r3
	bne	switch_thread
	mov	lr, r4
	ldm	r5, {r4-r11}
	bx	lr

/* Live: r1 arch_port, r2 the next thread, r4 and r5 the last one's. */
switch_thread:
	mrs	r0, psp
	strd	r0, r4, [r5, #CTX_PSP]
	tst	r4, #EXC_NO_FP
	bne	load_thread
	add	r0, r5, #CTX_FP
	vstmia	r0, {s16-s31}
	/* falls through */

/* Live: r1 arch_port, r2 the next thread, r4 the last one's EXC_RETURN. */
load_thread:
	strb	r2, [r1, #PORT_THREAD]
	cmp	r2, #INDEX_NIL
	beq	load_idle
	ldr	r3, =k5_context
	mov	r0, #CTX_SIZE
	mla	r5, r2, r0, r3
	/* falls through */

/* Live: r1 arch_port, r4 as above, r5 the next context. */
load_context:
	str	r5, [r1, #PORT_RUNNING]
	ldr	r6, [r5, #CTX_REGIONS]
	ldr	r0, [r1, #PORT_REGIONS]
	cmp	r0, r6
	beq	load_registers
	str	r6, [r1, #PORT_REGIONS]
	load_view			/* the exception return is the isb */
	/* falls through */

/*
 * Live: r4 as above, r5 the next context. The limit goes first: between the
 * two writes PSP is then never below it by the next thread's doing.
 */
load_registers:
	load_stack_limit
	ldrd	r0, r3, [r5, #CTX_PSP]
	msr	psp, r0
	tst	r3, #EXC_NO_FP
	bne	1f
	add	r0, r5, #CTX_FP
	vldmia	r0, {s16-s31}		/* the core itself loads s0-s15 */
	b	2f
1:	tst	r4, #EXC_NO_FP
	beq	clear_fp
2:	mov	lr, r3
	ldm	r5, {r4-r11}
	bx	lr

/* The last thread used FP, the next never did. Live: r3, r5. */
clear_fp:
	movs	r0, #0
	vmov	d0, r0, r0
	vmov	d1, r0, r0
	vmov	d2, r0, r0
	vmov	d3, r0, r0
	vmov	d4, r0, r0
	vmov	d5, r0, r0
	vmov	d6, r0, r0
	vmov	d7, r0, r0
	vmov	d8, r0, r0
	vmov	d9, r0, r0
	vmov	d10, r0, r0
	vmov	d11, r0, r0
	vmov	d12, r0, r0
	vmov	d13, r0, r0
	vmov	d14, r0, r0
	vmov	d15, r0, r0
	ldr	r0, =FPU_FPDSCR	/* on Armv8.1-M not all zero: LTPSIZE */
	ldr	r0, [r0]
	vmsr	fpscr, r0
	b	2b

/* No thread is ready. Live: r1 arch_port, r4. */
load_idle:
	ldr	r5, =arch_idle
	b	load_context

/* SysTick, from a thread or idle. Live: as in entry_svc. */
begin entry_tick
	save_thread
	check_thread
	bl	port_tick
	b	leave

/* An interrupt line, from a thread or idle. Live: as in entry_svc. */
begin entry_irq
	save_thread
	check_thread
	bl	port_irq
	b	leave

/* From the start of the three above. Live: r4, r5. */
late_fault:
	mrs	r0, psp
	bl	port_fault_late
	b	leave

/*
 * MemManage, BusFault, UsageFault, HardFault. Live: r4-r11 the thread's, lr
 * EXC_RETURN; the frame on its stack may be missing.
 */
begin entry_fault
	and	r0, lr, #EXC_THREAD
	cmp	r0, #EXC_THREAD
	bne	entry_broken
	save_thread
	mrs	r0, psp
	bl	port_fault
	b	leave

/*
 * What should not happen: a fault in the kernel, an NMI. Live: nothing worth
 * keeping. The kernel's stack may be what broke: start it again.
 */
begin entry_broken
	ldr	r0, =k5_kernel_stack_top
	msr	msp, r0
	bl	port_broken

/*
 * PendSV, once, from entry_reset. The reset's own stack is dropped, threads
 * become unprivileged for good, and "who ran before" used FP, if there is any:
 * so the first thread's FP registers are cleared as well. Live: nothing.
 */
begin entry_boot
	ldr	r0, =k5_kernel_stack_top
	msr	msp, r0
	movs	r0, #1			/* CONTROL.nPRIV */
	msr	control, r0
	isb
	bl	port_boot
	ldr	r0, =SCB_CPACR
	ldr	r0, [r0]		/* reads as zero on a core without FP */
	tst	r0, #CPACR_FP
	ite	eq
	moveq	r4, #EXC_NO_FP
	movne	r4, #0
	ldr	r0, =k5
	ldr	r1, =arch_port
	ldrb	r2, [r0, #K5_CURRENT]
	b	load_thread
