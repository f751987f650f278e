/*
 * cxx.c - what compiled C++ expects of its surroundings
 *
 * Tasks are built without exceptions, RTTI and a heap, so this is all:
 * destructors of static objects are never run, since a task does not end in
 * good order; `delete` stands in every virtual destructor and has nothing to
 * do; `new` has nothing to give. A task may bring its own new and delete.
 */
#include <k5/panic.h>

void *__dso_handle;

int __aeabi_atexit(void *object, void (*destructor)(void *), void *dso);
int __aeabi_atexit(void *object, void (*destructor)(void *), void *dso)
{
	(void)object;
	(void)destructor;
	(void)dso;
	return 0;
}

_Noreturn void __cxa_pure_virtual(void);
_Noreturn void __cxa_pure_virtual(void)
{
	k5_panic_text("a pure virtual function was called", 34);
}

#define MANGLED(name) __asm__(name) __attribute__((weak))

void *operator_new(size_t size) MANGLED("_Znwj");
void *operator_new(size_t size)
{
	(void)size;
	k5_panic_text("new: a task has no heap", 23);
}

void *operator_new_array(size_t size) MANGLED("_Znaj");
void *operator_new_array(size_t size)
{
	return operator_new(size);
}

void operator_delete(void *p) MANGLED("_ZdlPv");
void operator_delete(void *p)
{
	(void)p;
}

void operator_delete_sized(void *p, size_t size) MANGLED("_ZdlPvj");
void operator_delete_sized(void *p, size_t size)
{
	(void)p;
	(void)size;
}

void operator_delete_array(void *p) MANGLED("_ZdaPv");
void operator_delete_array(void *p)
{
	(void)p;
}

void operator_delete_array_sized(void *p, size_t size) MANGLED("_ZdaPvj");
void operator_delete_array_sized(void *p, size_t size)
{
	(void)p;
	(void)size;
}
