/*
 * tls.S - where a task's thread-local variables are: errno and the like
 *
 * Compiled code and picolibc ask __aeabi_read_tp for the thread pointer; the
 * variables lie __arm32_tls_tcb_offset above it. All threads of a task share
 * one set: a thread that needs errno for itself copies it before it yields.
 */
	.syntax unified
	.thumb

	/* From compiled code, which expects r0, ip and flags to change. */
	.section .text.__aeabi_read_tp, "ax", %progbits
	.global __aeabi_read_tp
	.type __aeabi_read_tp, %function
	.thumb_func
__aeabi_read_tp:
	ldr	r0, =__tls_base
	ldr	ip, =__arm32_tls_tcb_offset
	subs	r0, r0, ip
	bx	lr
	.size __aeabi_read_tp, . - __aeabi_read_tp
