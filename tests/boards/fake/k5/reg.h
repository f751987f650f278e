/*
 * reg.h - in place of arch/common's: every access goes to the part of part.c
 */
#pragma once

#include <stdint.h>

uint32_t reg_read(uintptr_t address);
void reg_write(uintptr_t address, uint32_t value);
