#include "trunk_weights.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const _Alignas(64) unsigned char bytes[] = {
#embed "efficientnet-lite0-folded-f16.safetensors"
};
const unsigned char *const rarity_trunk_weights = bytes;
const size_t rarity_trunk_weights_size = sizeof bytes;
static const _Alignas(64) unsigned char int8_bytes[] = {
#embed "efficientnet-lite0-int8-f16.safetensors"
};
const unsigned char *const rarity_trunk_int8 = int8_bytes;
const size_t rarity_trunk_int8_size = sizeof int8_bytes;
