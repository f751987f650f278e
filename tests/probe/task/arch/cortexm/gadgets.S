/*
 * gadgets.S - one instruction each, for the prober to put the pc on
 *
 * r0 is the address, r1 the value. The next label says how long it is.
 */
	.syntax	unified
	.thumb
	.text
	.macro gadget name
	.global \name
	.type	\name, %function
\name:
	.endm

gadget probe_main
	nop
	bx	lr
gadget probe_second
	nop
	bx	lr
gadget probe_load1
	ldrb	r1, [r0]
gadget probe_load2
	ldrh	r1, [r0]
gadget probe_load4
	ldr	r1, [r0]
gadget probe_store1
	strb	r1, [r0]
gadget probe_store2
	strh	r1, [r0]
gadget probe_store4
	str	r1, [r0]
gadget probe_end
	b	.
