/*
 * abi.h - what a task and the kernel agree on
 *
 * Eight registers carry every system call in and out (Arm r4-r11, RISC-V
 * a0-a7). The kernel saves them itself on entry, so neither side ever reads a
 * request from memory that somebody else could rewrite:
 *
 *      register    on the way in             on the way out
 *      arg[0]      slot of the cap           status (enum k5_err)
 *      arg[1]      label                     label of the message received
 *      arg[2..5]   words, or buffers         words received
 *      arg[6]      slot of the reply cap     badge of the sender
 *      arg[7]      number | flags            bytes the sender copied, or
 *                                           K5_CAP_CAME | K5_REGION_CAME
 *
 * With K5_COPY_OUT, arg[2] and arg[3] are the address and length of a buffer
 * to send; with K5_COPY_IN, arg[4] and arg[5] are those of a buffer to
 * receive into. With K5_CAP_OUT, arg[3] is the slot of a cap to give along, a copy
 * of it; with K5_CAP_IN, arg[5] is an empty slot to take one into. A cap crosses
 * if one side gives, the other takes, and both have the right grant; who calls
 * may take one out of the answer with grant-reply, which lets none out. One side
 * may not use the same registers for a buffer. Words whose registers say such things
 * arrive as zero. A buffer lies
 * in one region of its task's memory; a device's registers are none. Two threads of
 * one task may name buffers that overlap: bytes are copied in order, the first first.
 * What was named to be given and left its slot before the two met is not given, nor
 * is what came there since.
 *
 * Memory is not copied but lent or given: with K5_CAP_OUT | K5_CAP_LEND a call
 * lends the region whose cap is in that slot, and with K5_CAP_READ as well it
 * goes on reading there; with K5_CAP_OUT | K5_CAP_MOVE the cap itself moves, for
 * good. The receiver finds the region's address in word 1. A loan that cannot be
 * made is no call: K5_ERR_BUSY, it is lent already; K5_ERR_FULL, who receives
 * takes no cap, or has no window left; K5_ERR_SLOT, the cap is gone.
 *
 * Which of them a call uses goes by its shape in syscalls.def:
 *
 *      shape       in                              out
 *      VOID        -                               -
 *      CLOCK       -                               words: low, high 32 bits
 *      TIME        slot; words: low, high 32 bits  -
 *      TERMS       slot; words: low, high 32 bits  -
 *                  of budget, of period
 *      TIMER       slot; words: low, high 32 bits, -
 *                  slot of a notification, bits
 *      TICKS       slot                            words: low, high 32 bits
 *      TEXT        out-buffer: the text            -
 *      LOG         label: id; arg[6]: level;       -
 *                  out-buffer, if any: arguments
 *      CAPS        slot to start at                words: slot, type, rights,
 *                                                  badge
 *      MSG         slot, label, words, out-buffer  -
 *      CALL        slot, label, words, buffers     label, words, length
 *      RECV        slot, reply, in-buffer          label, words, length, badge
 *      REPLY_RECV  all of CALL, and reply          label, words, length, badge
 *      BITS        slot; word: bits                -
 *      BADGE       slot; word: badge               -
 *      WAIT        slot                            word: bits
 *      PORT        an empty slot; words: the       -
 *                  name, four bytes in each
 *      SLOT        slot                            -
 *      ANY         slot of any cap                 -
 *      MINT        slot; words: an empty slot,     -
 *                  rights to keep, badge or 0
 *      MOVE        slot; word: an empty slot       -
 *      CODE        slot; word: code                -
 *      CREATE      slot; words: type of cap, an    -
 *                  empty slot
 *      START       slot; words: entry, argument,    -
 *                  priority
 *      PRIORITY    slot; word: priority            -
 *      STATUS      slot                            words: how it stands, the
 *                                                  client's badge, ticks
 *                                                  used, ticks to wait
 *
 * Each thread has a deadline, which is past until it sets one. With K5_TIMED a call
 * that would wait beyond it ends with K5_ERR_LATE: a message that was not yet
 * received is not sent, an answer that comes later is lost. Whose time is lent to
 * the passive server that works for it when the deadline comes waits for the answer
 * all the same, even if the time is back before that.
 *
 * A call that fails changes nothing but arg[0]; only revoke may fail half done, and
 * what K5_ERR_LATE, K5_ERR_DEAD and K5_ERR_ABORTED end has begun.
 * This header is for tasks, the kernel, the tool and tests alike, in C and in
 * C++.
 */
#pragma once

#include <stdint.h>

/* A register's width: an address or a word of a message. */
typedef uintptr_t k5_word_t;

/* The index by which a task names one of its own caps. */
typedef uint16_t k5_slot_t;

enum {
	K5_ARG_SLOT = 0,
	K5_ARG_STATUS = 0,
	K5_ARG_LABEL = 1,
	K5_ARG_WORD = 2,
	K5_ARG_OUT = 2,  /* with K5_COPY_OUT: address, then length */
	K5_ARG_IN = 4,   /* with K5_COPY_IN: address, then capacity */
	K5_ARG_GIVE = 3, /* with K5_CAP_OUT */
	K5_ARG_TAKE = 5, /* with K5_CAP_IN */
	K5_ARG_REPLY = 6,
	K5_ARG_BADGE = 6,
	K5_ARG_NUMBER = 7,
	K5_ARG_LENGTH = 7,
	K5_ARGS = 8,
	K5_WORDS = 4
};

/* Flags beside the number in arg[7]. */
enum {
	K5_NUMBER_MASK = 0xff,
	K5_COPY_OUT = 0x100,
	K5_COPY_IN = 0x200,
	K5_CAP_OUT = 0x400,
	K5_CAP_IN = 0x800,
	K5_CAP_LEND = 0x1000, /* with K5_CAP_OUT, in a call: until its answer */
	K5_CAP_READ = 0x2000, /* with K5_CAP_LEND: both may read */
	K5_CAP_MOVE = 0x4000, /* with K5_CAP_OUT: not a copy, the cap itself */
	K5_CARGO_MASK = 0x7f00, /* those that say what the registers hold */
	K5_TIMED = 0x8000, /* waits no longer than to the thread's deadline */
	K5_FLAGS_MASK = 0xff00
};

/* Instead of a length in arg[7]: a cap has arrived in the slot named; it is a
 * region's. */
enum {
	K5_CAP_CAME = 0x10000,
	K5_REGION_CAME = 0x20000
};

/* The most bytes one copied message carries: it bounds the kernel's copy. */
enum {
	K5_COPY_MAX = 256
};

/* The most bytes of arguments or text that one log frame carries. */
enum {
	K5_LOG_MAX = 96
};

enum {
	K5_PORT_NAME = 16
};

/* What the caller could expect. Faults and kernel bugs are not errors. */
enum k5_err {
	K5_OK = 0,
	K5_ERR_NUMBER = 1,   /* no such system call, or unknown flags */
	K5_ERR_SLOT = 2,     /* slot out of range, empty, or not empty */
	K5_ERR_TYPE = 3,     /* not a type of cap that this call takes */
	K5_ERR_RIGHT = 4,    /* the cap lacks the right */
	K5_ERR_MEMORY = 5,   /* a buffer is not the caller's to use so */
	K5_ERR_RANGE = 6,    /* a value is outside what the call takes */
	K5_ERR_AGAIN = 7,    /* nobody is waiting, or nothing is there yet */
	K5_ERR_BUSY = 8,     /* the object is in use */
	K5_ERR_DEAD = 9,     /* the other side stopped before it answered */
	K5_ERR_NAME = 10,    /* no cap of the caller has that port name */
	K5_ERR_FULL = 11,    /* nothing is left to hand out */
	K5_ERR_TIME = 12,    /* would leave the caller without time to run on */
	K5_ERR_LATE = 13,    /* the deadline passed, the wait is over */
	K5_ERR_ABORTED = 14, /* who watches over the server ended the request */

	K5_ERR_LAST = K5_ERR_ABORTED
};

/* What a cap names. */
enum k5_cap_type {
	K5_CAP_NONE = 0,
	K5_CAP_ENDPOINT = 1,
	K5_CAP_REPLY = 2,
	K5_CAP_NOTIFICATION = 3,
	K5_CAP_PORT = 4,
	K5_CAP_IRQ = 5,
	K5_CAP_SYSTEM = 6,  /* the board: its power, how long it slept */
	K5_CAP_POOL = 7,    /* a quota of objects to create */
	K5_CAP_REGION = 8,  /* memory that is lent and given */
	K5_CAP_TIMER = 9,   /* its threads have deadlines and timers */
	K5_CAP_THREAD = 10, /* one out of a pool, or one to watch over */
	K5_CAP_SC = 11      /* a thread's time */
};

/* How a thread stands, as k5_thread_status says. */
enum k5_standing {
	K5_THREAD_STOPPED = 0, /* not started, or it has ended */
	K5_THREAD_READY = 1,   /* it runs when nobody more urgent does */
	K5_THREAD_SPENT = 2,   /* it would, and waits until there is time */
	K5_THREAD_UNPAID = 3,  /* it would, and whoever has its time has it */
	K5_THREAD_WAITS = 4    /* for another, for bits, for its deadline */
};

/* What a cap allows. Each operation asks for exactly one. */
enum {
	K5_RIGHT_NONE = 0x00,
	K5_RIGHT_SEND = 0x01,        /* endpoint: send, call; reply: reply */
	K5_RIGHT_RECV = 0x02,        /* endpoint: recv */
	K5_RIGHT_GRANT_REPLY = 0x04, /* endpoint: an answer may bring caps */
	K5_RIGHT_SIGNAL = 0x04,      /* notification: notify */
	K5_RIGHT_WAIT = 0x08,        /* notification: wait, poll */
	K5_RIGHT_LISTEN = 0x10,      /* port: listen */
	K5_RIGHT_CONNECT = 0x20,     /* port: connect */
	K5_RIGHT_CONTROL = 0x40,     /* of all that is not a message's */
	K5_RIGHT_GRANT = 0x80,       /* caps travel along; region: for good */
	K5_RIGHT_READ = 0x01, /* region: K5_MEM_READ; time, system: to ask */
	K5_RIGHT_WRITE = 0x02 /* region: as K5_MEM_WRITE */
};

/* What a region of memory allows, and how the bus must treat it. */
enum {
	K5_MEM_READ = 0x1,
	K5_MEM_WRITE = 0x2,
	K5_MEM_EXEC = 0x4,
	K5_MEM_DEVICE = 0x8 /* registers of a peripheral: never cached */
};

/* How a task broke its contract. One fault, one class. */
enum k5_fault {
	K5_FAULT_NONE = 0,
	K5_FAULT_MEMORY = 1,    /* load or store outside its regions */
	K5_FAULT_EXECUTE = 2,   /* instruction fetch outside its regions */
	K5_FAULT_STACK = 3,     /* stack overflow, or a stack not its own */
	K5_FAULT_UNDEFINED = 4, /* undefined or forbidden instruction */
	K5_FAULT_ALIGNMENT = 5,
	K5_FAULT_DIVIDE = 6,
	K5_FAULT_BREAKPOINT = 7,
	K5_FAULT_BUS = 8,    /* the bus refused: nothing is at the address */
	K5_FAULT_STATE = 9,  /* bad processor state or exception return */
	K5_FAULT_SECURE = 10 /* touched what the monitor guards */
};

/* Numbers of the system calls, from the one table. */
enum k5_syscall {
#define K5_SYSCALL(number, name, cap, right, shape, doc) K5_SYS_##name = number,
#include "syscalls.def"
#undef K5_SYSCALL
	K5_SYS_COUNT
};
