/*
 * suite.h - one behavioural suite, played on every placement
 *
 *      conductor --gate--> actor: do your row       rows of scenarios.h
 *          ^                 | any system call, registers as the row says
 *          `----- report ----'
 *
 * Actors are threads of six tasks that hold the same caps in the same slots.
 * The conductor, of lowest priority, opens the gate of one actor a step, lets
 * everybody come to rest, and compares all reports with what the row expects:
 * nothing more may happen, nothing less. The same sources run in QEMU as
 * tasks and on the host as threads on the kernel's library.
 */
#pragma once

#include <stdbool.h>

#include <k5/abi.h>
#include <k5/log.h>

enum who {
	NOBODY,
	ALICE, /* priority 20 */
	BOB,   /* 20 */
	CAROL, /* 22 */
	DAVE,  /* 21, passive, at most 22; FLAG hears of his overruns */
	ERIN,  /* 21, passive */
	FRANK, /* 23, 1 ms of every 10 ms */
	BOBBY, /* 20, second thread of Bob's task */
	ALLY,  /* 20, out of Alice's pool: not there unless she makes it */
	CONDUCTOR,
	ACTORS = ALLY
};

/* Slots of every actor's task. */
enum {
	FRONT, /* send, badge 100 + who */
	FRONT_RECV,
	BACK, /* send, badge 200 + who */
	BACK_RECV,
	FLAG,     /* signal, any bit */
	FLAG_LOW, /* signal, badge 0xf */
	FLAG_WAIT,
	HALL,   /* port, listen and connect */
	REPORT, /* send, badge: who */
	GATE,   /* wait */
	GATE2,  /* wait, the second thread's */
	POOL,   /* its own; Carol's without grant */
	PAGE, /* Alice's page, Bob's sheet: read, write, grant; others: GATE */
	TIMER,
	WARD,  /* Dave's thread, control */
	SHARE, /* Frank's time, read and control */
	REPLY,
	REPLY2, /* Bob's task only */
	FREE,
	FREE2,
	SLOTS
};

/* Slots of the conductor. */
enum {
	GATES, /* signal; slot of an actor: GATES + who */
	REPORTS = ACTORS + 1,
	SYSTEM,
	C_REPLY
};

/* What an actor does beside system calls. */
enum {
	OP_FILL = 0x1000, /* word: pattern, offset, length in its buffer */
	OP_CHECK,         /* the same; K5_OK if it is there, K5_ERR_MEMORY */
	OP_BURN,          /* word: us to use; was it held back? */
	OP_DEADLINE,      /* word: us from now */
	OP_TIMER,         /* word: us from now, slot, bits */
	OP_FAULT,
	OP_PEEK,  /* word: address; the byte there */
	OP_POKE,  /* word: address, value */
	OP_TERMS, /* word: us of Frank's budget, of his period */
	OP_USED,  /* word: us to look for; twentieths that Frank had of them */
	OP_PAUSE  /* the conductor's: us */
};

/* An address by meaning: AT(OWN, 8). */
enum place {
	OWN,   /* the actor's buffer */
	CONST, /* its read-only data */
	EDGE,  /* the last 8 bytes of its RAM */
	PEER,  /* another task's RAM */
	KERNEL,
	KERNEL_CODE,
	DEVICE,
	SECURE,
	PAGE_AT,  /* Alice's region, whoever has it */
	SHEET_AT, /* Bob's */
	ENTRY,    /* where a second thread begins */
	PLACES
};
#define AT(place, offset) (0xa5000000u | (uint32_t)(place) << 16 | (offset))

enum {
	BUFFER = 512,
	OUTCOMES = 3,
	GONE_US = 500, /* a gap in time that somebody else had */
	OVERRUN_BITS = 64
};

enum outcome_kind {
	STATUS, /* the status, and no other register changed */
	WORDS,  /* OK, `words` words, and no other register changed */
	MESSAGE /* OK, label, words, badge and length */
};

struct outcome {
	uint8_t who;
	uint8_t kind;
	uint8_t status;
	uint8_t words;
	uint32_t label;
	uint32_t word[4];
	uint32_t badge;
	uint32_t length;
};

struct step {
	const char *name; /* a scenario begins here */
	uint32_t who;
	uint32_t op;    /* a system call's number, or an OP_ */
	uint32_t flags; /* beside the number */
	uint32_t slot;
	uint32_t label;
	uint32_t word[4];
	uint32_t reply;
	struct outcome then[OUTCOMES];
};

/* What an actor tells the conductor; who it is says the badge. */
struct report {
	uint32_t second; /* the task's second thread */
	uint32_t status;
	uint32_t changed; /* bit i: arg[i] is not what it was */
	uint32_t arg[K5_ARGS];
};

/* What each placement supplies. */
k5_word_t suite_address(enum place place, uint32_t offset);
uint8_t *suite_buffer(void);
/* A byte that may not be the actor's: then this is the end of its task. */
volatile uint8_t *suite_touch(k5_word_t address, bool write);
_Noreturn void suite_fault(void);
uint32_t suite_chosen(void); /* which scenario */
void suite_say(const char *name, uint32_t failed_step);

/* A word of a row: AT(...) is an address. */
static inline k5_word_t suite_meaning(uint32_t word)
{
	if (word >> 24 != 0xa5)
		return word;
	return suite_address((enum place)(word >> 16 & 0xff), word & 0xffff);
}

/* The two programs. */
_Noreturn void actor_play(uint32_t second);
_Noreturn void actor_second(k5_word_t argument);
int conductor_play(void);
