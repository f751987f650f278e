/*
 * voyage.h - the cast of cast.h, and a page that travels among them
 *
 *      CLIENT --FRONT--> SERVER --BACK--> BACKEND
 *      PAGE ............ INTO ........... INTO
 *
 * Through the slots here caps may travel: the endpoints' have the right grant.
 */
#pragma once

#include "cast.h"

enum {
	G_SEND = S_FREE, /* to FRONT */
	G_RECV,
	G_BACK, /* to BACK */
	G_BACK_RECV,
	G_REPLY, /* the object of S_REPLY */
	PAGE,    /* the lender's, to read, write and give; of others empty */
	PAGE2,   /* the same, another page */
	INTO,    /* empty */
	INTO2
};

/* What a task may do with a page. */
enum {
	NOTHING = 0,
	R = K5_MEM_READ,
	RW = K5_MEM_READ | K5_MEM_WRITE,
	RWG = RW | K5_RIGHT_GRANT
};

/* The first two and `low`, which has a lower priority, are one task. */
extern idx_t lender, lender2, borrower, third, low;

/* Boots; the borrower and the third wait, each with room in INTO. */
void voyage(void);

/* Boots alone. */
void voyage_boot(bool passive);

struct cap held(idx_t task, k5_word_t slot);

/* What the task sees of page 0 (and PAGE's of page 0): K5_MEM_ bits. */
uint8_t sees(idx_t task, idx_t page);
#define assert_sees(task, rights) assert_int_equal(sees(task, 0), rights)

/* Each with INTO open for what comes. */
enum k5_err server_takes(void);
enum k5_err backend_takes(void);
enum k5_err server_answers(void);

/* The lender calls the borrower and lends `slot`; the borrower lends on. */
enum k5_err lend(k5_word_t slot, k5_word_t flags);
enum k5_err lend_on(k5_word_t flags);

/* The voyage, and PAGE is with the borrower, or with the third; which runs. */
void lent(k5_word_t flags);
void lent_twice(k5_word_t flags);

/* The lender has PAGE, whole, and nobody else anything of it. */
void assert_home(void);
