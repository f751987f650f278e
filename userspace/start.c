/*
 * start.c - from the first instruction of a task to main, and after the last
 *
 *      kernel --> _start --> constructors --> main --> exit
 *      kernel --> function of a further thread --> k5_leave
 *
 * The kernel has already zeroed the task's RAM, copied .data and set the stack
 * pointer. Constructors run in the first thread: a further thread that has a
 * higher priority starts before they do.
 *
 * k5_leave is the first instruction of a task's code region. The port lets
 * every thread begin with it as return address, so a function that returns
 * ends its thread.
 */
#include <k5/panic.h>
#include <stdlib.h>

__attribute__((section(".text.k5_leave"), used)) _Noreturn void k5_leave(void);
_Noreturn void k5_leave(void)
{
	for (;;)
		k5_exit();
}

typedef void (*constructor)(void);
extern const constructor __init_array_start[];
extern const constructor __init_array_end[];

int main(void);
_Noreturn void _exit(int code);

__attribute__((section(".text.k5_start"), used)) _Noreturn void _start(void);
_Noreturn void _start(void)
{
	for (const constructor *c = __init_array_start; c < __init_array_end;
	     c++)
		(*c)();
	_exit(main());
}
