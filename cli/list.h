/*
 * list.h - what the K5 tree offers by name
 */
#pragma once

#include <stddef.h>

/* Folders of examples/ that have an app.toml, sorted; kept. */
char **list_examples(size_t *n);
