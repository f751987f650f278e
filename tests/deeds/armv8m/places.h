/*
 * places.h - memories and devices of mps2-an505
 */
#pragma once

#define KERNEL_CODE    0x00200000
#define FREE_FLASH     0x00210000
#define KERNEL_RAM     0x28000000
#define KERNEL_UART    0x40200000
#define CLOCK          0x40002004
#define PEER_DEVICE    0x40100000
#define OWN_DEVICE     0x40102000
#define NOBODYS_DEVICE 0x40103000
#define NOTHING        0x00800000
#define SECURE_CODE    0x10000000
#define SECURE_RAM     0x38200000
#define CORE_REGISTERS 0xe000ed00
