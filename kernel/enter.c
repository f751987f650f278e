/*
 * enter.c - every way into the kernel, and the one way out
 *
 *      system call --.
 *      timer --------+--> charge the time used --> act --> sched_next
 *      interrupt ----+
 *      fault --------'
 *
 * The port has saved the running thread; when these return it loads
 * k5.current. An act only marks threads; sched_next alone chooses.
 */
#include "arch.h"
#include "check.h"
#include "irq.h"
#include "kernel.h"
#include "log.h"
#include "sched.h"
#include "syscall.h"
#include "task.h"

#include <trace/hooks.h>

_Noreturn void kernel_end(int32_t code)
{
	trace_end();
	log_flush(); /* make room */
	log_exit(code);
	log_flush();
	arch_shutdown(code);
}

_Noreturn void kernel_assert_failed(const char *id)
{
	log_assert((uint32_t)(uintptr_t)id);
	kernel_end(K5_EXIT_KERNEL);
}

void kernel_syscall(void)
{
	sched_charge();
	trace_call();
	syscall_handle(k5.current);
	sched_next();
}

void kernel_tick(void)
{
	sched_charge();
	k5.alarm = k5.now; /* it is spent */
	sched_next();
}

void kernel_irq(uint16_t line)
{
	sched_charge();
	trace_irq(line);
	irq_fire(line);
	sched_next();
}

void kernel_console(void)
{
	sched_charge();
	log_drain();
	sched_next();
}

void kernel_fault(const struct k5_fault_info *info)
{
	sched_charge();
	K5_ASSERT(k5.current != NIL);
	trace_fault(info->fault);
	log_fault(k5.current, info);
	task_stop(k5_thread[k5.current].task, info->fault);
	sched_next();
}
