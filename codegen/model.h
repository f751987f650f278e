/*
 * model.h - an app and its board, read and checked
 *
 * config_load (cli/config.h) fills this from app.toml and boards/NAME.toml;
 * everything after it (solver, tables, link scripts, log dictionary, size,
 * boards) reads only this. Every element remembers where it was written, so
 * that a later step can still point at the line. Strings and arrays belong to
 * the model and live as long as it does.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../cli/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
	MODEL_MAX = 64,
	MODEL_TASKS = 32,
	MODEL_THREADS = 64,
	MODEL_SHARED = 32
};

struct m_named_number {
	char *name;
	uint32_t value;
	struct where at;
};

/* A named address range: memory of the board, or a window of registers. */
struct m_range {
	char *name;
	uint32_t address;
	uint32_t size;
	uint32_t load; /* where its bytes are loaded (another alias); address if
			  the file says nothing */
	bool device;
	struct m_named_number *extra; /* of a window, for its driver */
	size_t extra_count;
	struct where at;
};

struct m_write {
	uint32_t address;
	uint32_t value;
	uint32_t mask; /* 0: write; else wait until these bits are value */
};

struct m_mpc {
	uint32_t controller;
	uint32_t offset;
	uint32_t size;
};

struct m_board {
	char *file; /* boards/NAME.toml */
	char *name;
	char *description;
	char *arch;   /* folder under arch/: "armv8m" */
	char **parts; /* folders of the port beside its own */
	size_t part_count;
	char **task_flags;
	size_t task_flag_count; /* for everything a task is made of */
	char **kernel_flags;
	size_t kernel_flag_count; /* for kernel, port and monitor */
	struct where task_flags_at, kernel_flags_at;
	char *toolchain; /* prefix: "arm-none-eabi-" */

	struct m_range flash, ram;               /* kernel and tasks */
	struct m_range secure_flash, secure_ram; /* monitor; size 0: none */
	struct m_range *windows;
	size_t window_count; /* names for mmio = [...] */
	struct m_named_number *irqs;
	size_t irq_count;

	char *protection; /* the hardware's kind: solver_NAME.c */
	uint8_t regions;  /* memory regions a task may have */
	uint32_t granule;
	uint32_t kernel_stack; /* unless the app says otherwise */

	uint32_t clock_hz;
	uint32_t clock_counter;
	uint32_t clock_alarm; /* a register compared with it, or 0 */
	bool clock_down;

	char *uart_driver; /* file arch/drivers/uart_NAME.c */
	uint32_t uart;
	uint32_t uart_baud_divider;
	uint16_t uart_irq;
	bool console; /* log = "uart"; false: log = "rtt" */
	bool semihosting;
	uint16_t irq_lines;
	uint32_t uf2_family;     /* 0: none */
	uint32_t irq_controller; /* its registers, or 0: the core's own */

	struct m_range *nonsecure;
	size_t nonsecure_count;
	char *mpc_driver; /* file arch/drivers/mpc_NAME.c */
	struct m_mpc *mpc;
	size_t mpc_count;
	struct m_write *writes; /* the monitor's */
	size_t write_count;
	struct m_write *boot_writes; /* the kernel's */
	size_t boot_write_count;

	char **qemu; /* command and arguments, without -kernel; empty: none */
	size_t qemu_count;
	uint8_t qemu_console; /* its serial line of window console; 0: none */
	char **openocd;       /* arguments of openocd; empty: not flashed so */
	size_t openocd_count;
	char *program;      /* its command that writes a file; NULL: its own */
	char *options;      /* option bytes that must be; NULL: none */
	char *options_show; /* its commands for them */
	char *options_set;
};

enum m_object {
	M_ENDPOINT,
	M_NOTIFICATION,
	M_PORT,
	M_IRQ,
	M_REPLY,
	M_SYSTEM,
	M_POOL,
	M_REGION,
	M_TIMER,
	M_THREAD,
	M_SC
};

/*
 * One cap of a task, in slot order: those of app.toml, then "reply" for its
 * first thread and "reply-NAME" for each further one, if it can receive.
 */
struct m_cap {
	char *name; /* the task's name for it: K5_SLOT_<NAME> */
	enum m_object type;
	uint8_t object; /* index among the app's objects of this type */
	uint8_t rights; /* K5_RIGHT_ bits */
	uint32_t badge;
	char *thread; /* M_THREAD, M_SC: TASK or TASK/THREAD, as it is written */
	struct where at;
};

struct m_thread {
	char *name;  /* the task's name for its first thread */
	char *entry; /* function: "main" for the first; NULL: in a pool */
	uint32_t stack_size;
	uint8_t priority;
	uint8_t ceiling; /* the highest that it may be made */
	uint32_t budget_us;
	uint32_t period_us;
	bool passive;
	uint8_t overrun;       /* the notification that hears of one */
	uint32_t overrun_bits; /* by these; 0: none does */
	struct where overrun_at;
	/* for k5 sched; 0: not stated */
	uint32_t work_us;     /* of a job, or of a request if passive */
	uint32_t every_us;    /* from job to job; set if any of them is */
	uint32_t deadline_us; /* of a job; the same */
	struct where job_at;  /* of the deadline, else of the job's first key */
	struct where at;
};

/* Memory that several tasks see, or that one has and others get for a while. */
struct m_shared {
	char *name;
	uint32_t size;
	struct where at;
};

/* What a task may do in one of them. */
struct m_view {
	uint8_t shared; /* index in the model */
	uint8_t rights; /* K5_MEM_ bits */
	struct where at;
};

struct m_task {
	char *name;
	char *source; /* folder, as a path from the working directory */
	bool secure;
	struct m_thread *threads;
	size_t thread_count;
	struct m_cap *caps;
	size_t cap_count;
	uint16_t empty_slots; /* after the caps, for listen and connect */
	struct m_range *mmio;
	size_t mmio_count;
	struct m_view *views;
	size_t view_count;
	uint8_t windows; /* for regions that its caps name, or that come */
	struct where at;
	struct where mmio_at;
};

/* Memory regions of a task: code, RAM, windows, what it shares. */
static inline size_t task_regions(const struct m_task *task)
{
	return 2 + task->mmio_count + task->view_count;
}

struct m_irq {
	char *name;
	uint16_t line;
	uint8_t notification;
	uint32_t bits;
	struct where at;
};

struct m_port {
	char *name;
	uint8_t endpoint; /* ports own endpoints after the named ones */
	struct where at;
};

enum {
	M_POOL_THREADS = 3, /* after endpoints, notifications, replies */
	M_POOL_KINDS        /* pools.h */
};

/* Objects that a task makes at run time. */
struct m_pool {
	char *name;
	uint8_t count[M_POOL_KINDS];
	size_t task; /* whose its threads are, the last of them: */
	size_t first_thread;
	struct where at;
};

struct model {
	char *file; /* app.toml */
	char *dir;  /* its folder */
	char *name;
	struct m_board board;
	uint32_t kernel_stack;
	uint32_t kernel_flash; /* reserved for it; the link fails above */
	uint32_t kernel_ram;
	uint32_t log_buffer;
	uint32_t trace_buffer;
	bool trace; /* the kernel tells what happens: config_trace */
	struct where kernel_at;

	struct m_task *tasks;
	size_t task_count;
	char **endpoints;
	struct where *endpoint_at;
	size_t endpoint_count; /* named ones, then one for each port */
	char **notifications;
	struct where *notification_at;
	size_t notification_count;
	struct m_port *ports;
	size_t port_count;
	struct m_irq *irqs;
	size_t irq_count;
	struct m_interface *interfaces; /* interface.h */
	size_t interface_count;
	struct m_shared *shared; /* [[shared]], then [[memory]] */
	size_t shared_count;
	struct m_pool *pools;
	size_t pool_count;
	size_t region_count; /* of [[memory]]: objects, at the end of `shared` */
	size_t reply_count;  /* one for each thread of a task that can recv */
};

/* Where the regions begin that caps name: [[memory]] in `shared`. */
static inline size_t model_first_region(const struct model *m)
{
	return m->shared_count - m->region_count;
}

#ifdef __cplusplus
}
#endif
