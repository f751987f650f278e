/*
 * judge.c - a contract that holds and one that does not: what says proofs/run?
 */

/*@ assigns \nothing;
    ensures \result * 2 <= n; */
unsigned halved(unsigned n)
{
	return n / 2;
}

/*@ assigns \nothing;
    ensures \result * 2 <= n; */
unsigned halved_upwards(unsigned n)
{
	return n / 2 + n % 2;
}
