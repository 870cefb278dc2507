#ifndef RARITY_CKERNELS_H
#define RARITY_CKERNELS_H
#include "preview_kernels.h"
#endif
