/*
 * csrs.h - every control and status register, asked of a hart
 */
#pragma once

/* How many accesses were tried; adds to *wrong those that should not be. */
unsigned long csrs_try(unsigned long *wrong);
