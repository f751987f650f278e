/*
 * acts.h - deeds by name, and the tables they stand in
 *
 * What every port must answer alike stands in villain/; a port's folder has
 * the rest, and places.h with the addresses of its board's memories and
 * devices.
 */
#pragma once

#include "../deeds.h"
#include "places.h"

/* The port's: a load and a store of 32 bits, and a branch. */
int load(const struct deed *deed);
int store(const struct deed *deed);
int jump(const struct deed *deed);

/* calls.c */
int log_from(const struct deed *deed);
int panic_from(const struct deed *deed);
int send_from(const struct deed *deed);
int receive_into(const struct deed *deed);
bool ask_patience(uint32_t ms); /* the run goes on for so long */

/* overflow.c: the mate does it instead, on a stack of its own. */
extern int (*volatile accomplice_act)(const struct deed *deed);
int mate(int (*act)(const struct deed *deed));

/* gang.c: a thread that was made for it does it. */
int gang(int (*act)(const struct deed *deed));

#define BOTH(what, address, fault)                                             \
	{"c01_load_from_" what, load, K5_FAULT_##fault, address},              \
	{                                                                      \
		"c01_store_to_" what, store, K5_FAULT_##fault, address         \
	}

#define GO(what, address, fault)                                               \
	{                                                                      \
		"c01_jump_to_" what, jump, K5_FAULT_##fault, address           \
	}

#define FROM(what, address)                                                    \
	{"c05_log_from_" what, log_from, RETURNS, address},                    \
		{"c05_panic_from_" what, panic_from, RETURNS, address},        \
		{"c05_send_from_" what, send_from, RETURNS, address},          \
	{                                                                      \
		"c05_receive_into_" what, receive_into, RETURNS, address       \
	}

#define ORDER(what, act, expect)                                               \
	{                                                                      \
		what, act, expect, 0                                           \
	}
