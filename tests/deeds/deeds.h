/*
 * deeds.h - what the villain can do, and what must come of it
 *
 * A deed ends in a fault of one class, returns 0, or spins. Which deed is done
 * stands in the image (tests/patch). Names begin with the category of the
 * test plan. tests/hostile has many villains at once; here a deed has the
 * machine to itself, and tables make every combination.
 */
#pragma once

#include <k5/k5.h>

/* Expectations beside the fault classes of abi.h. */
enum {
	RETURNS = 0x100, /* goes on, and the deed found nothing wrong */
	SPINS = 0x101    /* never comes back, is held to its budget */
};

/* Addresses that are known only at run time. */
enum {
	TOKENS = 0xa5000000,
	PEER_RAM = TOKENS, /* the witness's canary */
	PEER_STACK,
	PEER_CODE,
	OWN_START, /* the first byte of the villain's RAM */
	OWN_END,   /* the first byte after it */
	OWN_CODE,  /* an instruction of its own */
	OWN_CONST,
	OWN_DATA,
	OWN_STACK,
	OWN_TEXT_END, /* the first byte after its code */
	OWN_TEXT,     /* the first byte of it */
	BEFORE_OWN,   /* 4 bytes before its RAM */
	LAST_BYTE,    /* of its RAM */
	MATE_STACK,   /* the lowest byte of the accomplice's stack */
	TOKENS_END
};

struct deed {
	const char *name;
	int (*act)(const struct deed *deed);
	uint32_t expect;
	uintptr_t at; /* an address or a token */
};

uintptr_t where(uintptr_t at);

/* A file's own deeds; port_deeds, of each port, ends in NULL. */
struct deeds {
	const struct deed *deed;
	uint32_t count;
};
extern const struct deeds call_deeds; /* system calls: villain/ */
extern const struct deeds overflow_deeds;
extern const struct deeds float_deeds; /* of stacks: villain/ */
extern const struct deeds gang_deeds;  /* threads of its pool: villain/ */
extern const struct deeds *const port_deeds[];

#define DEEDS(table)                                                           \
	{                                                                      \
		(table), sizeof(table) / sizeof((table)[0])                    \
	}

/* What the witness tells whoever asks. */
enum {
	ASK_ADDRESSES = 1,
	ASK_SQUARE = 2,
	ASK_PATIENCE = 3 /* word: ms that the deed may take */
};
