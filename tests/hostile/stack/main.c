/*
 * main.c - overflows: by depth, by one big frame, into another thread's stack
 *
 *      stacks   | main 1024 | second 512 | data ...
 *                 lowest      its overflow would run into main's
 *
 * Of two threads, the one whose stack lies higher overflows into the other.
 */
#include "../hostile.h"

static volatile uint32_t deep;

__attribute__((noinline, noclone)) static uint32_t recurse(uint32_t n)
{
	volatile uint32_t frame[8];

	frame[0] = n;
	deep = n;
	if (n != 0)
		frame[1] = recurse(n + 1);
	return frame[0] + frame[1];
}

__attribute__((noinline, noclone)) static void big_frame(void)
{
	volatile uint32_t frame[1024];

	frame[0] = 1;
	deep = frame[0];
}

static bool is_case(const char *name)
{
	return same_text(K5_TASK_NAME, name);
}

CASE(c01_stack_recursion)
{
	recurse(1);
}
CASE(c01_stack_big_frame)
{
	big_frame();
}

/*
 * sp moves below its own stack: for the second thread that is memory of the
 * task, so nothing but the limit of the stack, or a guard, is in the way.
 */
CASE(c01_stack_by_one)
{
	step_below(1024);
}

/* The main thread only waits for the second, in all of these. */
CASE(c01_stack_second_deep)
{
	recurse(0);
}
CASE(c01_stack_second_big)
{
	recurse(0);
}
CASE(c01_stack_second_by_one)
{
	recurse(0);
}

void second(void)
{
	if (is_case("c01_stack_second_deep"))
		recurse(1);
	if (is_case("c01_stack_second_big"))
		big_frame();
	if (is_case("c01_stack_second_by_one"))
		step_below(512);
}

static const struct hostile_case cases[] = {
	CASE_ROW(c01_stack_recursion),  CASE_ROW(c01_stack_big_frame),
	CASE_ROW(c01_stack_by_one),     CASE_ROW(c01_stack_second_deep),
	CASE_ROW(c01_stack_second_big), CASE_ROW(c01_stack_second_by_one),
};

HOSTILE_MAIN(cases)
