/*
 * main.c - keeps four secrets; a handler for each operation, and no loop
 */
#include <k5/k5.h>
#include <string.h>
#include <vault/server.h>

enum {
	BOXES = 4,
	LENGTH = 32
};

struct vault {
	uint8_t secret[BOXES][LENGTH];
	size_t size[BOXES];
	enum vault_door door;
	int32_t opened;
};

enum k5_err vault_on_store(void *context, k5_word_t client, uint8_t box,
			   const uint8_t *secret, size_t secret_size,
			   uint32_t *left)
{
	struct vault *v = context;

	if (v->door == VAULT_DOOR_CLOSED)
		return K5_ERR_BUSY;
	if (box >= BOXES || secret_size == 0)
		return K5_ERR_RANGE;
	memcpy(v->secret[box], secret, secret_size);
	v->size[box] = secret_size;
	for (unsigned i = 0; i < BOXES; i++)
		*left += v->size[i] == 0;
	k5_log_info("client %u put %u bytes into box %u", (unsigned)client,
		    (unsigned)secret_size, box);
	return K5_OK;
}

enum k5_err vault_on_fetch(void *context, k5_word_t client, uint8_t box,
			   uint8_t *secret, size_t *secret_size)
{
	const struct vault *v = context;

	(void)client;
	if (v->door == VAULT_DOOR_CLOSED)
		return K5_ERR_BUSY;
	if (box >= BOXES)
		return K5_ERR_RANGE;
	memcpy(secret, v->secret[box], v->size[box]);
	*secret_size = v->size[box];
	return K5_OK;
}

enum k5_err vault_on_turn(void *context, k5_word_t client, enum vault_door to,
			  enum vault_door *was, int32_t *opened)
{
	struct vault *v = context;

	(void)client;
	*was = v->door;
	v->door = to;
	v->opened -= to == VAULT_DOOR_OPEN; /* counts down, to show a sign */
	*opened = v->opened;
	return K5_OK;
}

int main(void)
{
	static struct vault vault;

	return vault_serve(&vault) != K5_OK;
}
