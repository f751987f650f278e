/*
 * user.S - the two moments when the kernel may touch what tasks own
 *
 * Between begin and end the running task's view and the two entries that close
 * all tasks' memory are off: no entry matches, and machine mode reads and
 * writes. Only C calls this, with tasks stopped; t0 and t1 are free.
 */
#include <arch/offsets.h>
#include <arch/width.inc>

#include <arch/fixed.h>

	.section .rodata.user
	.balign	8
opened:
	.zero	10
	.byte	PMP_GUARD, PMP_EDGE, PMP_CODE, 0, PMP_DATA, 0
closed:
	.zero	10
	.byte	PMP_GUARD, PMP_EDGE, PMP_CODE, PMP_CLOSED, PMP_DATA, PMP_CLOSED

	.text
	.global	arch_user_begin
	.type	arch_user_begin, %function
arch_user_begin:
	la	t0, opened
	j	load

/* Before the first thread there is no view. */
	.global	arch_user_end
	.type	arch_user_end, %function
arch_user_end:
	la	t0, arch_port
	LOAD	t1, PORT_REGIONS(t0)
	la	t0, closed
	beqz	t1, load
	addi	t0, t1, REGIONS_CFG

/* Live: t0 sixteen bytes for the configuration of all entries. */
load:
	.set	i, 0
	.rept	PMP_COUNT / WORD
	LOAD	t1, WORD * i(t0)
	csrw	0x3a0 + WORD / 4 * i, t1
	.set	i, i + 1
	.endr
	ret
