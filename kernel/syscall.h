/*
 * syscall.h - a number becomes an operation with authority
 */
#pragma once

#include "state.h"

/* t's registers ask for something; its status register gets the answer. */
void syscall_handle(idx_t t);
