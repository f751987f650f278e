/*
 * internal.h - the steps of a build that k5 itself does, called by ninja
 *
 *      k5 internal entries APP BOARD TASK OBJECT...  has it main and entries?
 *      k5 internal layout  APP BOARD                 sizes -> memory.ld
 *      k5 internal tables  APP BOARD                 app.c
 *      k5 internal image   APP BOARD                 image, map, dictionary
 *
 * Each reads app.toml anew, so its errors point into it, and writes below
 * APP/build/BOARD. ninja runs elsewhere than the user: K5_FROM is the user's
 * folder and K5_APP the app as seen from there, for the names in errors;
 * K5_STYLE is "json", "color" or nothing.
 */
#pragma once

/* argv[0] is the step's name. Returns an exit code of k5. */
int internal(int argc, char **argv);
