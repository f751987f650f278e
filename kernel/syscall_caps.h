/*
 * syscall_caps.h - the handlers of the rows that are about caps
 *
 * As every handler: t asks, and the row's cap, if it has one, is the caller's.
 */
#pragma once

#include "state.h"

K5_RARE enum k5_err sys_caps(idx_t t, struct cap none);
K5_RARE enum k5_err sys_listen(idx_t t, struct cap cap);
K5_RARE enum k5_err sys_connect(idx_t t, struct cap cap);
K5_RARE enum k5_err sys_mint(idx_t t, struct cap none);
K5_RARE enum k5_err sys_move(idx_t t, struct cap none);
K5_RARE enum k5_err sys_delete(idx_t t, struct cap none);
K5_RARE enum k5_err sys_revoke(idx_t t, struct cap none);
K5_RARE enum k5_err sys_create(idx_t t, struct cap pool);
K5_RARE enum k5_err sys_start(idx_t t, struct cap cap);
K5_RARE enum k5_err sys_priority(idx_t t, struct cap cap);
K5_RARE enum k5_err sys_thread_status(idx_t t, struct cap cap);
K5_RARE enum k5_err sys_abort(idx_t t, struct cap cap);
K5_RARE enum k5_err sys_consumed(idx_t t, struct cap sc);
K5_RARE enum k5_err sys_configure(idx_t t, struct cap sc);
K5_RARE enum k5_err sys_yield_to(idx_t t, struct cap sc);
K5_RARE enum k5_err sys_bind(idx_t t, struct cap sc);
K5_RARE enum k5_err sys_unbind(idx_t t, struct cap sc);
