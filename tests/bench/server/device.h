/* device.h - the device of mps2-an505; `run` puts another board's here. */
#pragma once

#include "../devices/cmsdk.h"
