/*
 * internal.h - a step of a build, called by ninja
 *
 *      k5 internal STEP APP BOARD [WORD...]        codegen/steps.h has them
 *
 * Each step reads app.toml anew, so its errors can point into it. ninja runs
 * in another folder than the user: K5_FROM is the user's, and K5_APP the app
 * as seen from there, for the names in errors; K5_STYLE is "json", "color" or
 * nothing.
 */
#pragma once

/* argv[0] is the step. Returns an exit code of k5. */
int internal(int argc, char **argv);
