/*
 * prove.h - the words of a harness
 *
 *      ASSUME      what the harness asks of the state it starts from
 *      PROVE       what must hold; the text is what a failure prints
 *      REACH       here some run arrives: proofs/run wants this one to fail,
 *                  else the assumptions contradict each other and the harness
 *                  proves nothing
 *
 * A function nondet_...() without body returns any value of its type.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define ASSUME(condition)      __CPROVER_assume(condition)
#define PROVE(condition, what) __CPROVER_assert(condition, what)
#define REACH(what)            __CPROVER_assert(false, "reach: " what)
#define REACH_IF(when, what)   __CPROVER_assert(!(when), "reach: " what)
