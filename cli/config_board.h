/*
 * config_board.h - a board's file, between its reader and its checks
 */
#pragma once

#include "config_app.h"

/* board_load, with the place where an app names the board. */
int board_load_at(const char *root, const char *name, struct where at,
		  struct m_board *out);

/* Reports facts of a board, whose form is good, that contradict each other. */
void board_check(const struct toml_node *tree, const char *name,
		 const struct m_board *b);

/* The same of what it says of its port and drivers; config_board_port.c. */
void board_check_port(const char *root, const struct toml_node *tree,
		      const struct m_board *b);
