/*
 * lies.c - the generated vault, each side against a peer that lies
 *
 * The kernel is played here: what the client hears and what the server is
 * asked are any registers at all. The sanitizers watch what is touched, and a
 * value that its type does not have must never get through.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vault/client.h>
#include <vault/server.h>

enum {
	ROUNDS = 300000
};

static uint32_t seed = 5;
static unsigned handled, refused, given;
static k5_word_t asked; /* number and flags of the last question */
static k5_word_t by;    /* and the slot it went by */

static k5_word_t word(void)
{
	seed = seed * 1664525 + 1013904223;

	/* often small, so that often nearly right */
	return (k5_word_t)(seed >> 3) >> (seed >> 24) % 29;
}

static void must(bool holds, const char *what)
{
	if (!holds) {
		printf("does not hold: %s\n", what);
		exit(1);
	}
}

/* The status is good; the rest is anything. The buffer is filled for real. */
void k5_host_trap(struct k5_regs *r)
{
	k5_word_t number = r->arg[K5_ARG_NUMBER];

	asked = number;
	by = r->arg[K5_ARG_SLOT];
	if (number & K5_COPY_OUT)
		must(r->arg[K5_ARG_OUT + 1] <= 32, "32 bytes leave at most");
	if (number & K5_COPY_IN)
		memset((void *)r->arg[K5_ARG_IN], 0x5a, r->arg[K5_ARG_IN + 1]);
	for (unsigned i = 1; i < K5_ARGS; i++)
		r->arg[i] = word();
	r->arg[K5_ARG_STATUS] = K5_OK;
}

enum k5_err vault_on_store(void *context, k5_word_t client, uint8_t box,
			   const uint8_t *secret, size_t size, uint32_t *left)
{
	uint8_t sum = 0;

	(void)context, (void)client, (void)box;
	must(size <= 32, "at most 32 bytes arrive");
	for (size_t i = 0; i < size; i++)
		sum = (uint8_t)(sum + secret[i]);
	*left = sum;
	handled++;
	return K5_OK;
}

enum k5_err vault_on_fetch(void *context, k5_word_t client, uint8_t box,
			   uint8_t *secret, size_t *size)
{
	(void)context, (void)client;
	memset(secret, box, 32);
	*size = box; /* more than there is room for, if the box says so */
	handled++;
	return K5_OK;
}

enum k5_err vault_on_turn(void *context, k5_word_t client, enum vault_door to,
			  enum vault_door *was, int32_t *opened)
{
	(void)context, (void)client;
	must(to <= VAULT_DOOR_CLOSED, "a door is open or closed");
	*was = to;
	*opened = -1;
	handled++;
	return to == VAULT_DOOR_OPEN ? K5_OK : K5_ERR_BUSY;
}

static void server(void)
{
	uint8_t in[32] = {0}, out[32];
	size_t size = 99;
	struct k5_msg msg =
		k5_message(word() % 5, word(), word(), word(), word());
	enum k5_err e;

	msg.length = word();
	e = vault_dispatch(NULL, &msg, in, out, &size);
	must(size <= 32, "an answer has at most 32 bytes");
	refused += e != K5_OK;
	if (e != K5_OK)
		must(size == 0 && msg.word[0] == 0 && msg.word[1] == 0,
		     "an error carries nothing");
}

static void client(void)
{
	uint8_t secret[32];
	size_t size = 0;
	uint32_t left;
	int32_t opened;
	enum vault_door was = VAULT_DOOR_OPEN;

	if (vault_fetch(1, secret, &size) == K5_OK) {
		must(size <= 32, "a result has at most 32 bytes");
		given++;
	}
	if (vault_turn(VAULT_DOOR_OPEN, &was, &opened) == K5_OK) {
		must(was <= VAULT_DOOR_CLOSED, "it was open or closed");
		given++;
	}
	given += vault_store(1, secret, size, &left) == K5_OK;
	must(vault_store(1, secret, 33, &left) == K5_ERR_RANGE,
	     "33 bytes do not leave");
}

static void ways(void)
{
	uint8_t secret[32];
	size_t size;

	(void)vault_fetch(1, secret, &size);
	must(by == K5_SLOT_VAULT && !(asked & K5_TIMED), "by app.toml's cap");
	(void)vault_by_fetch(k5_through(7), 1, secret, &size);
	must(by == 7 && !(asked & K5_TIMED), "by any cap");
	(void)vault_by_fetch(k5_through_timed(8), 1, secret, &size);
	must(by == 8 && (asked & K5_TIMED), "to the deadline");
	must((asked & K5_NUMBER_MASK) == K5_SYS_call, "it is a call");
}

int main(void)
{
	ways();
	for (unsigned i = 0; i < ROUNDS; i++) {
		server();
		client();
	}
	must(handled > 1000 && refused > 1000 && given > 100,
	     "all of it happened");
	return 0;
}
