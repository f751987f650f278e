/*
 * bitmap.h - words as sets of small numbers
 *
 * The contracts stand on two words, in_set and has_all, that Frama-C/WP leaves
 * open: it reasons poorly about shifts. proofs/cbmc/bitmap.c proves them for
 * every word.
 */
#pragma once

#include "types.h"

/*@ axiomatic bitmap {
      predicate in_set(integer word, integer i);
      axiom in_empty: \forall integer i; !in_set(0, i);
      axiom in_small: \forall integer word, i; in_set(word, i) ==> 0 <= i < 32;
      predicate has_all(integer have, integer need);
    } */

/*@ requires i < 32;
    assigns \nothing;
    exits \false;
    ensures \forall integer j;
        in_set(\result, j) <==> (j == i || in_set(word, j)); */
static inline uint32_t set_add(uint32_t word, uint32_t i)
{
	return word | ((uint32_t)1 << i);
}

/*@ requires i < 32;
    assigns \nothing;
    exits \false;
    ensures \forall integer j;
        in_set(\result, j) <==> (j != i && in_set(word, j)); */
static inline uint32_t set_del(uint32_t word, uint32_t i)
{
	return word & ~((uint32_t)1 << i);
}

/*@ requires i < 32;
    assigns \nothing;
    exits \false;
    ensures \result <==> in_set(word, i); */
static inline bool set_has(uint32_t word, uint32_t i)
{
	return ((word >> i) & 1u) != 0;
}

/* The largest member; the set is not empty. One instruction on most parts. */
/*@ requires word != 0;
    assigns \nothing;
    exits \false;
    ensures in_set(word, \result);
    ensures \forall integer j; in_set(word, j) ==> j <= \result; */
static inline uint32_t set_max(uint32_t word)
{
	return 31u - (uint32_t)__builtin_clz(word);
}

/* Does `have` carry every bit of `need`? */
/*@ assigns \nothing;
    exits \false;
    ensures \result <==> has_all(have, need); */
static inline bool allows(uint32_t have, uint32_t need)
{
	return (have & need) == need;
}
