/*
 * paths.h - where things lie, said once
 *
 *      APP/build/BOARD/            `out`
 *        build.ninja  NAME.elf NAME.hex NAME.bin NAME.uf2 NAME.map
 *        NAME.dict.json
 *        TASK.task/                one folder for each task
 *          include/k5/app.h  pass1/memory.ld  pass2/memory.ld  *.o
 *          sized.elf               pass 1
 *          TASK.elf                pass 2
 *        kernel/                   app.c board.c kernel.elf *.o
 *        monitor/                  config.c monitor.elf *.o
 *
 * Every function returns a string that lives as long as the model.
 */
#pragma once

#include "model.h"

/* The tree with kernel, ports and boards: K5_ROOT or two above the tool. */
const char *path_root(void);

/* APP/build/BOARD, as a path from the working directory. */
char *path_out(const struct model *m);

char *path_task_folder(const char *out, const struct m_task *task);
char *path_task_sized(const char *out, const struct m_task *task);
char *path_task_elf(const char *out, const struct m_task *task);
char *path_kernel_elf(const char *out);
char *path_monitor_elf(const char *out);

/* NAME.<ending> in `out`. */
char *path_product(const char *out, const struct model *m, const char *ending);

/* The same file, named from the root; the path itself if it does not exist. */
char *path_absolute(const char *path);
