/*
 * all.c - the files of deeds that an Arm port has
 */
#include "ways.h"

const struct deeds *const port_deeds[] = {
	&touch_deeds, &jump_deeds,  &stack_deeds, &overflow_deeds,
	&gang_deeds,  &float_deeds, &frame_deeds, &order_deeds,
	&call_deeds,  &forge_deeds, &only_deeds,  NULL};
