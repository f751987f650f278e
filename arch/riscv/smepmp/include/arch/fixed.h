/*
 * fixed.h - configuration of the entries that stay, for C and for assembly
 *
 * lockdown.inc says what each is for.
 */
#pragma once

#define PMP_GUARD  0x98 /* locked, NAPOT, nothing */
#define PMP_EDGE   0x80 /* locked, off */
#define PMP_CODE   0x8d /* locked, TOR, read and execute */
#define PMP_CLOSED 0x88 /* locked, TOR, nothing */
#define PMP_DATA   0x8b /* locked, TOR, read and write */
