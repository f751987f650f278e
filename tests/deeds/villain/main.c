/*
 * main.c - does one deed and tells of it, if it still can
 */
#include "../deeds.h"

/* From task.ld: this task's RAM, and where its last stack ends. */
extern uint8_t __ram_start[];
extern uint8_t __ram_end[];
extern uint8_t K5_STACKS[];

enum {
	MATE_STACK_SIZE = 512 /* app.toml */
};

static const volatile struct {
	uint8_t mark[12];
	uint32_t number;
} chosen __attribute__((used)) = {.mark = "K5-PATCH-ME"};

static const struct deeds *const all[] = {
	&touch_deeds, &jump_deeds, &stack_deeds, &float_deeds,
	&order_deeds, &call_deeds, &forge_deeds, &only_deeds};
enum {
	FILES = sizeof(all) / sizeof(all[0])
};

static const uint32_t constant = 0x600d;
static uint32_t datum = 1;
static struct k5_msg peer;

uint32_t where(uint32_t at)
{
	switch (at) {
	case PEER_RAM:
		return peer.word[0];
	case PEER_STACK:
		return peer.word[1];
	case PEER_CODE:
		return peer.word[2];
	case OWN_START:
		return (uint32_t)__ram_start;
	case OWN_END:
		return (uint32_t)__ram_end;
	case OWN_CODE:
		return (uint32_t)&where & ~1u;
	case OWN_CONST:
		return (uint32_t)&constant;
	case OWN_DATA:
		return (uint32_t)&datum;
	case OWN_STACK:
		return (uint32_t)__builtin_frame_address(0) - 64;
	case BEFORE_OWN:
		return (uint32_t)__ram_start - 4;
	case MATE_STACK:
		return (uint32_t)__ram_start + (uint32_t)K5_STACKS -
		       MATE_STACK_SIZE;
	case LAST_BYTE:
		return (uint32_t)__ram_end - 1;
	default:
		return at;
	}
}

static const struct deed *find(uint32_t number)
{
	for (uint32_t i = 0; i < FILES; i++) {
		if (number < all[i]->count)
			return &all[i]->deed[number];
		number -= all[i]->count;
	}
	return NULL;
}

static uint32_t count(void)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < FILES; i++)
		n += all[i]->count;
	return n;
}

int main(void)
{
	const struct deed *deed = find(chosen.number);

	if (!deed) {
		k5_log_info("deeds: %u", (unsigned)count());
		return 0;
	}
	peer.label = ASK_ADDRESSES;
	K5_REQUIRE(k5_call(K5_SLOT_ADDRESSES, &peer) == K5_OK);
	k5_log_info("%s expects %u", deed->name, (unsigned)deed->expect);

	int wrong = deed->act(deed);

	if (wrong == 0)
		k5_log_info("%s returned", deed->name);
	else
		k5_log_info("%s went wrong: %d", deed->name, wrong);
	return 0;
}
