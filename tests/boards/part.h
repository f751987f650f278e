/*
 * part.h - an STM32L5 made of its reference manual, for start-up code
 *
 * Knows the registers that start-up has business with (RM0438), what they hold
 * at reset, which bits exist, and what must have been done before. Whatever
 * breaks a rule is printed and counted.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Broken rules so far. */
extern unsigned part_faults;

void part_reset(void);

/* What a register holds, by its Non-secure address. */
uint32_t part_value(uint32_t address);

/* What it held at reset. */
uint32_t part_at_reset(uint32_t address);

/* One more broken rule. */
void part_fault(const char *what, uint32_t address, uint32_t value);
