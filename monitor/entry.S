/*
 * entry.S - the first instructions, and Secure faults
 *
 *      reset --> monitor_reset --> monitor_open --> bxns: the kernel's reset
 *      fault --> monitor_fault --> monitor_reflect, if Non-secure code did it
 *
 * The monitor has one stack, used here and in a fault, empty in between. It
 * is sealed: Non-secure code that branches to a made-up return address finds
 * the seal, which is no frame, and faults.
 */
	.syntax unified
	.thumb

#define STACK_SEAL     0xfef5eda5
#define EXC_FROM_SECURE 0x40 /* EXC_RETURN.S: the frame is on a Secure stack */

	.section .vectors, "a"
	.balign 4
	.global monitor_vectors
monitor_vectors:
	.word	monitor_stack_top
	.word	monitor_reset
	.word	monitor_stop		/* 2 NMI */
	.word	monitor_fault		/* 3 HardFault, of every Secure fault */
	.rept	12
	.word	monitor_stop
	.endr

	.text

/* From reset. Live: nothing. MSP as the first vector says. */
	.global monitor_reset
	.type monitor_reset, %function
	.thumb_func
monitor_reset:
	ldr	r0, =monitor_stack_base
	msr	msplim, r0
	ldr	r0, =STACK_SEAL
	push	{r0}
	push	{r0}
	bl	monitor_open
	ldr	r1, [r0]		/* the kernel's stack, then its reset */
	ldr	r0, [r0, #4]
	msr	msp_ns, r1
	bic	r0, r0, #1		/* bit 0 clear: into Non-secure state */
	mov	lr, r0
	/* Nothing of the monitor's is left in a register. */
	mov	r1, r0
	mov	r2, r0
	mov	r3, r0
	mov	r4, r0
	mov	r5, r0
	mov	r6, r0
	mov	r7, r0
	mov	r8, r0
	mov	r9, r0
	mov	r10, r0
	mov	r11, r0
	mov	r12, r0
	msr	apsr_nzcvq, r0
	bxns	lr

/*
 * From a Secure HardFault. Live: lr EXC_RETURN, r4-r11 whoever's it was.
 * Interrupts: none can come, this is priority -3.
 */
	.global monitor_fault
	.type monitor_fault, %function
	.thumb_func
monitor_fault:
	tst	lr, #EXC_FROM_SECURE
	bne	monitor_stop
	push	{r0, lr}
	mov	r0, lr
	mrs	r1, control_ns
	bl	monitor_reflect
	pop	{r0, pc}

/* A fault of the monitor itself: stop for good, opening nothing. */
	.global monitor_stop
	.type monitor_stop, %function
	.thumb_func
monitor_stop:
	cpsid	i
	wfi
	b	monitor_stop
