/*
 * gadgets.S - one instruction each, for the prober to put the pc on
 *
 * a0 is the address, a1 the value. The next label says how long it is.
 */
	.text
	.macro gadget name
	.global \name
	.type	\name, %function
\name:
	.endm

gadget probe_main
	nop
	ret
gadget probe_second
	nop
	ret
gadget probe_load1
	lbu	a1, (a0)
gadget probe_load2
	lhu	a1, (a0)
gadget probe_load4
	lw	a1, (a0)
gadget probe_store1
	sb	a1, (a0)
gadget probe_store2
	sh	a1, (a0)
gadget probe_store4
	sw	a1, (a0)
gadget probe_end
	j	.
