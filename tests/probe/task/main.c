/*
 * main.c - comes by where the prober waits, again and again
 */
#include <k5/k5.h>

/* gadgets.S */
void probe_main(void);
void probe_second(void);

/* Something in RAM and something that its first value is. */
static volatile uint32_t rounds = 1;

/* More than an edge's surroundings, between that edge and the stacks. */
static volatile uint32_t filler[64];

int main(void)
{
	for (;;) {
		probe_main();
		rounds += 1 + filler[0];
		k5_yield();
	}
}

void second_main(void);
void second_main(void)
{
	for (;;) {
		probe_second();
		k5_yield();
	}
}
