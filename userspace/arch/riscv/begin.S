/*
 * begin.S - the first instructions of every thread
 *
 * The kernel starts a thread at the first byte of its task's code, with its
 * function in a0 and that one's argument in a1. tp is where the task's
 * thread-local variables are: errno and the like. All threads of a task share
 * one set: a thread that needs errno for itself copies it before it yields.
 */
	.section .text.k5_begin, "ax"
	.global	k5_begin
	.type	k5_begin, %function
k5_begin:
	la	tp, __tls_base
	mv	t0, a0
	mv	a0, a1
	jalr	t0
	j	k5_leave
	.size	k5_begin, . - k5_begin
