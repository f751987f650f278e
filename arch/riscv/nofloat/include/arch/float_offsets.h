/*
 * float_offsets.h - the numbers that float_regs.inc needs: none
 */
#pragma once

#define FLOAT_OFFSETS
