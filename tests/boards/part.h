/*
 * part.h - an STM32L5 made of its registers, for start-up code
 *
 * Knows the registers that start-up has business with (stm32l5.def), what they
 * hold at reset, which bits exist, and what must have been done before.
 * Whatever breaks a rule is printed and counted.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A peripheral: where it is, and what clocks it (clock 0: nothing has to). */
struct block {
	const char *name;
	uint32_t address;
	uint32_t clock; /* address of RCC's register */
	uint32_t bit;   /* of that register, as a mask */
};

/* NULL if there is none of that name, or at that address. */
const struct block *part_block(const char *name);
const struct block *part_block_at(uint32_t address);

/* The interrupt line of that name in ST's header, -1 if there is none. */
int part_irq(const char *name);

/* Broken rules so far. */
extern unsigned part_faults;

void part_reset(void);

/* What a register holds, by its Non-secure address. */
uint32_t part_value(uint32_t address);

/* What it held at reset. */
uint32_t part_at_reset(uint32_t address);

/* One more broken rule. */
void part_fault(const char *what, uint32_t address, uint32_t value);
