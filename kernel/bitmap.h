/*
 * bitmap.h - words as sets of small numbers
 *
 * Member i is bit 31-i, so that the largest member is the lowest bit. The table
 * finds that with a multiplication: the constant's 32 runs of five bits differ
 * (a de Bruijn sequence), and a single bit shifts one of them to the top. Where
 * a core counts zeros, the compiler knows this form and uses that instead.
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
    ensures \forall integer j; in_set(\result, j) <==> j == i; */
static inline uint32_t set_bit(uint32_t i)
{
	return (UINT32_C(1) << 31) >> i;
}

/*@ requires i < 32;
    assigns \nothing;
    exits \false;
    ensures \forall integer j;
        in_set(\result, j) <==> (j == i || in_set(word, j)); */
static inline uint32_t set_add(uint32_t word, uint32_t i)
{
	return word | set_bit(i);
}

/*@ requires i < 32;
    assigns \nothing;
    exits \false;
    ensures \forall integer j;
        in_set(\result, j) <==> (j != i && in_set(word, j)); */
static inline uint32_t set_del(uint32_t word, uint32_t i)
{
	return word & ~set_bit(i);
}

/*@ requires i < 32;
    assigns \nothing;
    exits \false;
    ensures \result <==> in_set(word, i); */
static inline bool set_has(uint32_t word, uint32_t i)
{
	return (word & set_bit(i)) != 0;
}

/* The largest member; the set is not empty. */
/*@ requires word != 0;
    assigns \nothing;
    exits \false;
    ensures in_set(word, \result);
    ensures \forall integer j; in_set(word, j) ==> j <= \result; */
static inline uint32_t set_max(uint32_t word)
{
	static const uint8_t zeros[32] = {
		0,  1,  28, 2,  29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4,  8,
		31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6,  11, 5,  10, 9};

	return 31u - zeros[((word & -word) * 125613361u) >> 27];
}

/* Does `have` carry every bit of `need`? */
/*@ assigns \nothing;
    exits \false;
    ensures \result <==> has_all(have, need); */
static inline bool allows(uint32_t have, uint32_t need)
{
	return (have & need) == need;
}
