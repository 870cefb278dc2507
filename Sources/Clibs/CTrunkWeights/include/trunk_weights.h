// The pretrained trunk (EfficientNet-Lite0, see NOTICE) as it lies in the binary: a safetensors file.
#ifndef RARITY_TRUNK_WEIGHTS_H
#define RARITY_TRUNK_WEIGHTS_H
#include <stddef.h>
extern const unsigned char *const rarity_trunk_weights;
extern const size_t rarity_trunk_weights_size;
#endif
