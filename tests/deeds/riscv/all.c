/*
 * all.c - the files of deeds that this port has
 */
#include "ways.h"

const struct deeds *const port_deeds[] = {
	&touch_deeds, &jump_deeds,      &stack_deeds, &overflow_deeds,
	&gang_deeds,  &csr_deeds,       &order_deeds, &register_deeds,
	&float_deeds, &one_float_deeds, &call_deeds,  NULL};
