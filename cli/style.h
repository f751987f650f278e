/*
 * style.h - colours: asked for, on a terminal, and not refused
 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "args.h"

/*
 * --color=always and never decide. Otherwise a stream is coloured if it is a
 * terminal that can, NO_COLOR is unset or empty, and nobody asked for --json.
 */
bool style_color(const struct args *args, FILE *stream);
