/*
 * main.c - does one deed and tells of it, if it still can
 */
#include "acts.h"

/*
 * From task.ld: this task's edges, and how many bytes of stacks it has; the
 * second of three has a guard on both sides.
 */
extern uint8_t __ram_start[], __ram_end[];
extern uint8_t __code_start[], __code_end[];
extern uint8_t K5_STACKS[];

enum {
	MAIN_STACK = 1024, /* app.toml */
	ALL_STACKS = MAIN_STACK + 512 + 512
};

static const volatile struct {
	uint8_t mark[12];
	uint32_t number;
} chosen __attribute__((used)) = {.mark = "K5-PATCH-ME"};

static const uint32_t constant = 0x600d;
static uint32_t datum = 1;
static struct k5_msg peer;

uintptr_t where(uintptr_t at)
{
	switch (at) {
	case PEER_RAM:
		return peer.word[0];
	case PEER_STACK:
		return peer.word[1];
	case PEER_CODE:
		return peer.word[2];
	case OWN_START:
		return (uintptr_t)__ram_start;
	case OWN_END:
		return (uintptr_t)__ram_end;
	case OWN_TEXT:
		return (uintptr_t)__code_start;
	case OWN_TEXT_END:
		return (uintptr_t)__code_end;
	case OWN_CODE:
		return (uintptr_t)&where & ~(uintptr_t)1;
	case OWN_CONST:
		return (uintptr_t)&constant;
	case OWN_DATA:
		return (uintptr_t)&datum;
	case OWN_STACK:
		return (uintptr_t)__builtin_frame_address(0) - 64;
	case BEFORE_OWN:
		return (uintptr_t)__ram_start - 4;
	case MATE_STACK:
		return (uintptr_t)__ram_start + MAIN_STACK +
		       ((uintptr_t)K5_STACKS - ALL_STACKS) / 2;
	case LAST_BYTE:
		return (uintptr_t)__ram_end - 1;
	default:
		return at;
	}
}

static const struct deed *find(uint32_t number)
{
	for (const struct deeds *const *file = port_deeds; *file; file++) {
		if (number < (*file)->count)
			return &(*file)->deed[number];
		number -= (*file)->count;
	}
	return NULL;
}

static uint32_t count(void)
{
	uint32_t n = 0;

	for (const struct deeds *const *file = port_deeds; *file; file++)
		n += (*file)->count;
	return n;
}

/* What the fault must name beside its class: the place touched, as k5 says it. */
static k5_word_t victim(const struct deed *deed)
{
	bool plain = deed->act == load || deed->act == store;

	return plain && (deed->expect == K5_FAULT_MEMORY ||
			 deed->expect == K5_FAULT_BUS)
		       ? where(deed->at)
		       : 0;
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
	k5_log_info("%s expects %u at %lld", deed->name, (unsigned)deed->expect,
		    (long long)victim(deed));

	int wrong = deed->act(deed);

	if (wrong == 0)
		k5_log_info("%s returned", deed->name);
	else
		k5_log_info("%s went wrong: %d", deed->name, wrong);
	return 0;
}
