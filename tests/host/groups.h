/*
 * groups.h - the list of test groups, one per file, and how one is made
 *
 * A test's name begins with its category in capitals' stead: c07_ is category
 * 7 of the test plan; tests/categories counts by it. A row of a table becomes
 * a test of its own, with its own name.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void add_test(const char *name, CMUnitTestFunction function, const void *row,
	      size_t size);

/* A function is a test; or a function and a copy of its row are. */
#define ADD(fn) add_test(#fn, fn, NULL, 0)
#define ADD_ROW(fn, row, ...)                                                  \
	add_test(name_of(__VA_ARGS__), fn, &(row), sizeof(row))

/* Names made at run time live until the end. */
const char *name_of(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* Runs what was added since the last time; the number that failed. */
int run_group_of(const char *group);

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* One row, one file: test_<name>.c defines group_<name>. */
#define GROUPS(X)                                                              \
	X(boot)                                                                \
	X(cspace)                                                              \
	X(claim)                                                               \
	X(copy)                                                                \
	X(endpoint)                                                            \
	X(order)                                                               \
	X(reply)                                                               \
	X(lend)                                                                \
	X(strand)                                                              \
	X(notification)                                                        \
	X(port)                                                                \
	X(derive)                                                              \
	X(slots)                                                               \
	X(gift)                                                                \
	X(pool)                                                                \
	X(unborn)                                                              \
	X(start)                                                               \
	X(lives)                                                               \
	X(overrun)                                                             \
	X(control)                                                             \
	X(priority)                                                            \
	X(loan)                                                                \
	X(travel)                                                              \
	X(revoked)                                                             \
	X(given)                                                               \
	X(lent)                                                                \
	X(syscall)                                                             \
	X(queue)                                                               \
	X(sc)                                                                  \
	X(sc_set)                                                              \
	X(sc_ahead)                                                            \
	X(time)                                                                \
	X(terms)                                                               \
	X(bind)                                                                \
	X(unbound)                                                             \
	X(sched)                                                               \
	X(timer)                                                               \
	X(deadline)                                                            \
	X(late)                                                                \
	X(moment)                                                              \
	X(asleep)                                                              \
	X(window)                                                              \
	X(task)                                                                \
	X(irq)                                                                 \
	X(log)                                                                 \
	X(ring)                                                                \
	X(quota)                                                               \
	X(flow)                                                                \
	X(invariant)                                                           \
	X(debts)                                                               \
	X(clauses)                                                             \
	X(random)

#define GROUP_PROTOTYPE(name) int group_##name(void);
GROUPS(GROUP_PROTOTYPE)
#undef GROUP_PROTOTYPE
