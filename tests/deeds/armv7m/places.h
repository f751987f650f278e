/*
 * places.h - memories and devices of mps2-an385, an386 and an500
 */
#pragma once

#define KERNEL_CODE    0x00000400 /* 0 is no address to the library */
#define FREE_FLASH     0x00010000
#define KERNEL_RAM     0x20000000
#define KERNEL_UART    0x40004000
#define CLOCK          0x40002004
#define PEER_DEVICE    0x40010000
#define OWN_DEVICE     0x40012000
#define NOBODYS_DEVICE 0x40013000
#define NOTHING        0x00800000
#define CORE_REGISTERS 0xe000ed00
