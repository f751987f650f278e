/*
 * app.h - what the tool would have generated for the host
 */
#pragma once

#define K5_TASK_NAME "suite"
#define K5_CLOCK_HZ  20000000u
