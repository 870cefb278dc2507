// The pretrained trunk (EfficientNet-Lite0, see NOTICE) as it lies in the binary: a safetensors file.
#ifndef RARITY_TRUNK_WEIGHTS_H
#define RARITY_TRUNK_WEIGHTS_H
#include <stddef.h>
extern const unsigned char *const rarity_trunk_weights;
extern const size_t rarity_trunk_weights_size;
// What was measured for its int8 form, by Benchmarks/trunk_calibration.py: another one.
extern const unsigned char *const rarity_trunk_int8;
extern const size_t rarity_trunk_int8_size;
#endif
