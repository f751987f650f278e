/*
 * main.c - calls the vault as one calls functions, then as nobody should
 */
#include <k5/k5.h>
#include <string.h>
#include <vault/client.h>

static const char *word(enum k5_err e)
{
	switch (e) {
	case K5_OK:
		return "done";
	case K5_ERR_RANGE:
		return "out of range";
	case K5_ERR_BUSY:
		return "the door is closed";
	case K5_ERR_NUMBER:
		return "no such operation";
	default:
		return "something else";
	}
}

static void use(void)
{
	uint8_t back[32] = {0};
	size_t size = 0;
	uint32_t left = 0;
	enum vault_door was = VAULT_DOOR_CLOSED;
	int32_t opened = 0;
	enum k5_err e = vault_store(2, (const uint8_t *)"swordfish", 9, &left);

	k5_log_info("store: %s, %u boxes are left", word(e), (unsigned)left);
	e = vault_fetch(2, back, &size);
	k5_log_info("fetch: %s, %u bytes, %s", word(e), (unsigned)size,
		    memcmp(back, "swordfish", 9) == 0 ? "as stored" : "others");
	e = vault_turn(VAULT_DOOR_CLOSED, &was, &opened);
	k5_log_info("close: %s, was %s", word(e),
		    was == VAULT_DOOR_OPEN ? "open" : "closed");
	k5_log_info("fetch: %s", word(vault_fetch(2, back, &size)));
	e = vault_turn(VAULT_DOOR_OPEN, &was, &opened);
	k5_log_info("open: %s, count %d", word(e), (int)opened);
}

/* What a client without the generated functions could send. */
static void misuse(void)
{
	uint8_t long_one[33] = {0};
	uint32_t left;
	struct k5_msg msg = {.label = 99};

	K5_REQUIRE(k5_call(k5_cap_vault, &msg) == K5_OK);
	k5_log_info("label 99: %s", word((enum k5_err)msg.label));
	msg = (struct k5_msg){.label = VAULT_LABEL_TURN, .word = {2}};
	K5_REQUIRE(k5_call(k5_cap_vault, &msg) == K5_OK);
	k5_log_info("a door neither open nor closed: %s",
		    word((enum k5_err)msg.label));
	msg = (struct k5_msg){.label = VAULT_LABEL_STORE};
	K5_REQUIRE(k5_call_copy(k5_cap_vault, &msg,
				(struct k5_buffers){.out = long_one,
						    .out_size = 33}) == K5_OK);
	k5_log_info("33 bytes, sent all the same: %s",
		    word((enum k5_err)msg.label));
	k5_log_info("33 bytes: %s, before anything is sent",
		    word(vault_store(0, long_one, 33, &left)));
}

int main(void)
{
	use();
	misuse();
	k5_shutdown(k5_cap_system, 0);
	return 0;
}
