/*
 * entry.S - the way into the kernel and out again
 *
 *      ecall ------> kernel_syscall --+
 *      interrupt --> port_interrupt --+--> leave --> thread
 *      exception --> port_fault ------+          `-> idle --> interrupt
 *
 * mscratch is the one thing known at a trap: it holds the running thread's
 * arch_context while a task runs, and zero while the kernel does. Interrupts
 * are off in machine mode throughout (mstatus.MIE is never set) and always on
 * below it, so nothing nests and the stack is empty at each entry; a trap that
 * finds zero is a bug of the kernel.
 *
 * In the kernel sp is &arch_port whenever no C function runs, and gp points into
 * the kernel's memory. Every register is in the thread's context from the first
 * instructions on, so C is compiled to keep none for its caller (codegen/ports.c):
 * a register is saved once, not by each function on the way.
 */
#include <arch/offsets.h>
#include <arch/width.inc>

#include <arch/float_regs.inc>
#include <arch/lockdown.inc>

#define CAUSE_ECALL 8 /* from user mode */

	.text

	.macro begin name
	.global	\name
	.type	\name, %function
\name:
	.endm

/* All but sp and t1-t6. */
	.macro each_register what, base
	\what	a0, CTX_ARG + 0 * WORD(\base)
	\what	a1, CTX_ARG + 1 * WORD(\base)
	\what	a2, CTX_ARG + 2 * WORD(\base)
	\what	a3, CTX_ARG + 3 * WORD(\base)
	\what	a4, CTX_ARG + 4 * WORD(\base)
	\what	a5, CTX_ARG + 5 * WORD(\base)
	\what	a6, CTX_ARG + 6 * WORD(\base)
	\what	a7, CTX_ARG + 7 * WORD(\base)
	\what	ra, CTX_RA(\base)
	\what	t0, CTX_T + 0 * WORD(\base)
	\what	s0, CTX_S + 0 * WORD(\base)
	\what	s1, CTX_S + 1 * WORD(\base)
	\what	s2, CTX_S + 2 * WORD(\base)
	\what	s3, CTX_S + 3 * WORD(\base)
	\what	s4, CTX_S + 4 * WORD(\base)
	\what	s5, CTX_S + 5 * WORD(\base)
	\what	s6, CTX_S + 6 * WORD(\base)
	\what	s7, CTX_S + 7 * WORD(\base)
	\what	s8, CTX_S + 8 * WORD(\base)
	\what	s9, CTX_S + 9 * WORD(\base)
	\what	s10, CTX_S + 10 * WORD(\base)
	\what	s11, CTX_S + 11 * WORD(\base)
	\what	gp, CTX_GP(\base)
	\what	tp, CTX_TP(\base)
	.endm

/* What an ecall does not keep, as a function would not (arch_trap.h). */
	.macro each_scratch what, base
	\what	t1, CTX_T + 1 * WORD(\base)
	\what	t2, CTX_T + 2 * WORD(\base)
	\what	t3, CTX_T + 3 * WORD(\base)
	\what	t4, CTX_T + 4 * WORD(\base)
	\what	t5, CTX_T + 5 * WORD(\base)
	\what	t6, CTX_T + 6 * WORD(\base)
	.endm

/* The way out. Live: sp the context to run. */
	.macro load_registers
	LOAD	t1, CTX_PC(sp)
	csrw	mscratch, sp
	csrw	mepc, t1
	each_register LOAD, sp
	each_scratch LOAD, sp
	LOAD	sp, CTX_SP(sp)
	mret
	.endm

/* Of entry i its address; the configuration of entries from `first` on. Live: t0. */
	.macro load_addr i
	LOAD	t1, REGIONS_ADDR + WORD * \i(t0)
	csrw	0x3b0 + \i, t1			/* pmpaddr0 and up */
	.endm

	.macro load_cfg first, words
	.set	j, \first
	.rept	\words
	LOAD	t1, REGIONS_CFG + j(t0)
	csrw	0x3a0 + j / 4, t1		/* pmpcfg0 and up */
	.set	j, j + WORD
	.endr
	.endm

	.macro kernel_gp
	.option	push
	.option	norelax
	la	gp, __global_pointer$
	.option	pop
	.endm

/*
 * mtvec: every trap of every mode. Live: the thread's registers; mscratch its
 * context.
 */
	.balign	4
begin entry_trap
	csrrw	sp, mscratch, sp
	beqz	sp, from_kernel
	each_register STORE, sp
	csrr	t0, mcause
	addi	t0, t0, -CAUSE_ECALL
	bnez	t0, not_a_call
	csrrw	t0, mscratch, zero
	csrr	t1, mepc
	STORE	t0, CTX_SP(sp)
	kernel_gp
	addi	t1, t1, 4		/* behind the ecall */
	STORE	t1, CTX_PC(sp)
	addi	sp, gp, -0x800		/* arch_port: kernel.ld */
	jal	kernel_syscall
	/* falls through */

/* From every entry. Live: sp arch_port. */
leave:
	lbu	t1, k5 + K5_CURRENT
	lbu	t2, PORT_THREAD(sp)
	bne	t1, t2, switch_thread
	LOAD	sp, PORT_RUNNING(sp)
	load_registers

/* Live: as in entry_trap, but t0 free, sp the context. */
not_a_call:
	each_scratch STORE, sp
	csrrw	t0, mscratch, zero
	csrr	t1, mepc
	csrr	t2, mcause
	STORE	t0, CTX_SP(sp)
	STORE	t1, CTX_PC(sp)
	kernel_gp
	la	sp, arch_port
	bltz	t2, 1f
	mv	a0, t2
	csrr	a1, mtval
	jal	port_fault
	j	leave
1:	jal	port_interrupt
	j	leave

/* Live: t1 the next thread; sp arch_port. */
switch_thread:
	LOAD	t4, PORT_RUNNING(sp)
	float_save
	/* falls through */

/* From idle as well. Live: t1 the next thread; sp arch_port. */
load_thread:
	sb	t1, PORT_THREAD(sp)
	li	t3, INDEX_NIL
	beq	t1, t3, idle
	la	s0, k5_context
	li	t3, CTX_SIZE
	mul	t3, t1, t3
	add	s0, s0, t3
	STORE	s0, PORT_RUNNING(sp)
	LOAD	t0, CTX_REGIONS(s0)
	LOAD	t1, PORT_REGIONS(sp)
	beq	t0, t1, load_guard
	STORE	t0, PORT_REGIONS(sp)
	/* falls through */

/*
 * Every entry's configuration is written, and before it every address that it
 * refers to (QEMU 7.2 derives an edge from the entry below only then), except
 * the guard's, which is the thread's. The largest view of all says where it
 * begins (start.c): behind that all is off for good. Without paging the PMP is
 * asked at each access, so no fence is needed (privileged specification 1.12,
 * 3.7.2, last paragraph). Live: t0 regions, s0 the next context; sp arch_port.
 */
load_regions:
	LOAD	t2, PORT_LOAD(sp)
	jr	t2
	.option	push
	.option	norvc			/* each entry's code is 8 bytes long */
	.set	i, PMP_COUNT - 1
	.rept	PMP_COUNT - 7
	load_addr i
	.set	i, i - 1
	.endr
begin load_upper
	load_cfg 8, (PMP_COUNT - 8) / WORD
	.rept	6
	load_addr i
	.set	i, i - 1
	.endr
begin load_lower
	load_cfg 0, 8 / WORD
	.option	pop
	/* falls through */

/*
 * The same task, or another. A reservation that the last thread holds is none
 * of this one's: an sc to elsewhere ends it (unprivileged specification, 8.2).
 * Live: s0 the next context; sp arch_port.
 */
load_guard:
	LOAD	t1, CTX_GUARD(s0)
	csrw	0x3b0 + GUARD, t1
	sc.w	zero, zero, (sp)
	/* falls through */

/* Live: s0 the next context; sp arch_port. */
load_saved:
	float_load
	mv	sp, s0
	load_registers

/*
 * No thread is ready. The kernel waits here itself: an interrupt that pends
 * ends wfi though none is taken (privileged specification 1.12, 3.3.3).
 * Live: sp arch_port.
 */
idle:
	wfi
	csrr	t0, mip
	csrr	t1, mie
	and	t0, t0, t1
	beqz	t0, idle
	jal	port_interrupt
leave_idle:
	lbu	t1, k5 + K5_CURRENT
	j	load_thread

/*
 * A trap taken in machine mode: the kernel broke its own contract. Its stack
 * may be what broke: start it again. Live: nothing worth keeping.
 */
from_kernel:
	kernel_gp
	la	sp, arch_port
	csrw	mscratch, zero
	csrr	a0, mcause
	jal	port_broken

/*
 * Reset: the first byte of the image. Another hart than the first waits for
 * good. Live: nothing.
 */
	.section .text.reset, "ax"
begin entry_reset
	csrr	t0, mhartid
	bnez	t0, 1f
	csrw	mie, zero
	csrw	mscratch, zero
	la	t0, entry_trap
	csrw	mtvec, t0
	kernel_gp
	la	sp, arch_port
	jal	port_start
	pmp_lockdown
	jal	port_boot
	j	leave_idle
1:	wfi
	j	1b
