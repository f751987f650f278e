/*
 * types.h - the least port: what kernel/arch.h promises, and nothing more
 *
 * The portable core may rely on the registers of abi.h alone. Proved against
 * this port, it is proved for every port.
 */
#pragma once

#include <k5/abi.h>

struct arch_context {
	k5_word_t arg[K5_ARGS];
};

struct arch_regions {
	uint8_t opaque;
};

struct arch_window {
	uint8_t opaque;
};

struct arch_place {
	uint8_t opaque;
};
