/*
 * main.c - the referee: ends the run, with 0 if the witness is unharmed
 *
 * It runs when nobody else wants to, and for so long that every hostile task
 * has done what it does. All the while the witness must answer.
 */
#include "../hostile.h"

enum {
	RUN_US = 600000,
	ROUNDS_MIN = 200
};

int main(void)
{
	unsigned wrong = 0;

	while (k5_clock() < k5_us_to_ticks(RUN_US))
		wrong += ask_witness(ASK_SQUARE).word[0] != 49;

	struct k5_msg harm = ask_witness(ASK_HARM);

	k5_log_info("witness: %u in memory, %u in fp, %u late, %u rounds",
		    harm.word[0], harm.word[1], harm.word[2], harm.word[3]);
	bool unharmed = wrong == 0 && harm.word[0] == 0 && harm.word[1] == 0 &&
			harm.word[2] == 0 && harm.word[3] >= ROUNDS_MIN;
	return k5_shutdown(K5_SLOT_SYSTEM, unharmed ? 0 : 1);
}
