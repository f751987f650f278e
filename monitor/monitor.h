/*
 * monitor.h - what entry.S calls
 */
#pragma once

#include <stdint.h>

/* Opens to the Non-secure side what k5_monitor says. Returns its vectors. */
const uint32_t *monitor_open(void);

/*
 * A Secure fault whose cause is Non-secure code: hands it to the kernel. That
 * code was a task if it ran in thread mode, unprivileged.
 */
void monitor_reflect(uint32_t exc_return, uint32_t control_ns);
