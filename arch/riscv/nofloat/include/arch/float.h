/*
 * float.h - what a thread has beside, on a hart without F and D: nothing
 */
#pragma once

#define ARCH_FLOAT
