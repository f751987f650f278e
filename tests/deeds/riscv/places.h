/*
 * places.h - memories and devices of qemu-riscv32 and qemu-riscv64
 */
#pragma once

#define KERNEL_CODE    0x80000000
#define FREE_FLASH     0x80100000
#define KERNEL_RAM     0x80200000 /* its guard, its stack, then its state */
#define KERNEL_UART    0x10000000
#define POWER_SWITCH   0x00100000 /* QEMU's "sifive_test" */
#define BOOT_ROM       0x00001000
#define CLINT          0x02000000
#define CLOCK_ALARM    0x02004000
#define CLOCK          0x0200bff8
#define PLIC           0x0c000000
#define OWN_DEVICE     0x00101000 /* rtc: 32 bits at once, no more, no less */
#define PEER_DEVICE    0x10001000
#define NOBODYS_DEVICE 0x10002000
#define NOTHING        0x08000000
#define CORE_REGISTERS CLOCK_ALARM
