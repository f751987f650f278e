/*
 * port.c - a name is found among the caller's own caps only
 *
 * Two ports with any names, alike perhaps; a task with any part of a pool of
 * three slots. cspace.c is in the proof: its vacant slots are filled.
 */
#include "port.h"

#include "prove.h"

enum {
	SLOTS = 3,
	PORTS = 2
};

static struct k5_task_desc desc[1];
static struct k5_port_desc ports[PORTS];
const struct k5_app k5_app = {.task = desc,
			      .port = ports,
			      .tasks = 1,
			      .slots = SLOTS,
			      .ports = PORTS};
struct cap k5_slot[SLOTS];
struct port k5_port[PORTS];

struct k5_port_desc nondet_desc(void);
struct cap nondet_cap(void);
k5_word_t nondet_word(void);
bool nondet_bool(void);
uint8_t nondet_u8(void);

static void any(void)
{
	desc[0].slots = nondet_u8();
	desc[0].first_slot = nondet_u8();
	ASSUME(desc[0].slots <= SLOTS &&
	       desc[0].first_slot <= SLOTS - desc[0].slots);
	for (unsigned i = 0; i < PORTS; i++) {
		ports[i] = nondet_desc();
		k5_port[i].clients = nondet_word();
		k5_port[i].listening = nondet_bool();
	}
	for (unsigned i = 0; i < SLOTS; i++) {
		k5_slot[i] = nondet_cap();
		ASSUME(k5_slot[i].type != K5_CAP_PORT ||
		       k5_slot[i].object < PORTS);
	}
}

/* Does slot i name a port by this name? */
static bool names(unsigned i, const char *name)
{
	bool alike = i >= desc[0].first_slot &&
		     i < desc[0].first_slot + desc[0].slots &&
		     k5_slot[i].type == K5_CAP_PORT;

	for (unsigned k = 0; alike && k < K5_PORT_NAME; k++)
		alike = ports[k5_slot[i].object].name[k] == name[k];
	return alike;
}

#ifdef FIND
int main(void)
{
	char name[K5_PORT_NAME];
	uint8_t right;
	idx_t port = NIL;
	bool named = false, allowed = false, its = false;

	any();

	enum k5_err e = port_find(0, name, right, &port);

	for (unsigned i = 0; i < SLOTS; i++) {
		if (!names(i, name))
			continue;
		named = true;
		if ((right & ~k5_slot[i].rights) != 0)
			continue;
		allowed = true;
		its = its || k5_slot[i].object == port;
	}
	PROVE(e == (allowed ? K5_OK
		    : named ? K5_ERR_RIGHT
			    : K5_ERR_NAME),
	      "found exactly if an own cap has the name and the right");
	PROVE(allowed ? its : port == NIL, "that cap's port, or none");
	REACH_IF(e == K5_OK, "found");
	REACH_IF(e == K5_ERR_RIGHT, "no right");
}
#endif

#ifdef BIND
int main(void)
{
	idx_t p = nondet_u8();
	k5_word_t slot;

	any();
	ASSUME(p < PORTS);

	bool vacant = slot < desc[0].slots &&
		      k5_slot[desc[0].first_slot + slot].type == K5_CAP_NONE;
	struct port old = k5_port[p];
	enum k5_err e =
		BIND ? port_connect(p, 0, slot) : port_listen(p, 0, slot);
	bool spent = BIND ? old.clients == UINT32_MAX : old.listening;
	enum k5_err refusal = BIND ? K5_ERR_FULL : K5_ERR_BUSY;

	PROVE(e == (!vacant ? K5_ERR_SLOT
		    : spent ? refusal
			    : K5_OK),
	      "an empty slot, and something left to give");
	PROVE(k5_port[p].clients == old.clients + (BIND && e == K5_OK ? 1 : 0),
	      "clients are counted");
	PROVE(k5_port[p].listening == (old.listening || (!BIND && e == K5_OK)),
	      "one listens");
	REACH_IF(e == refusal, "nothing left");
	if (e != K5_OK)
		return 0;

	struct cap *cap = &k5_slot[desc[0].first_slot + slot];

	PROVE(cap->type == K5_CAP_ENDPOINT && cap->object == ports[p].endpoint,
	      "a cap to the port's endpoint");
	PROVE(cap->rights == (BIND ? K5_RIGHT_SEND : K5_RIGHT_RECV),
	      "with the one right");
	PROVE(cap->badge == (BIND ? k5_port[p].clients : 0),
	      "clients differ in their badges, none is zero");
	REACH("bound");
}
#endif
