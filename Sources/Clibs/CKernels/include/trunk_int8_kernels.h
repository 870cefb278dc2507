// The trunk's inner loops in 8-bit products, for x86-64 with AVX-512 VNNI. Layouts, rounding and weights are
// Swift's (Sources/Model/Trunk/Int8), where IntegerNetwork.swift says the same in plain loops, bit for bit.
//
// Every activation is a byte. Pixels lie in groups of four along a row, in one of two orders:
//   mixed  [group][channel / 4][4 pixels][4 channels]   what a product reads: four channels of a pixel at once
//   quads  [group][channel][4 pixels]                   what a depthwise row reads: four pixels of a channel
// A group at the end of a row may have pixels beyond it: their values mean nothing, except in the slab, where
// they are the depthwise convolution's padding and zero.
#ifndef RARITY_TRUNK_INT8_KERNELS_H
#define RARITY_TRUNK_INT8_KERNELS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has what the functions below need. Nothing else may be called where it is false.
bool rarity_has_vnni(void);

/// A map as products read it, in mixed order.
typedef struct {
  const uint8_t *levels;
  ptrdiff_t groups, group_bytes;  // groups: even, or with in_tens a multiple of 3
  ptrdiff_t channels;             // as many as are read: a multiple of 4
  bool in_tens;                   // rows are ten pixels long: three groups, of which the last has two
} rarity_int8_map;

/// The weights of a layer: level = sum * scale, where sum = bias + inputs * weights in whole numbers. For a product in
/// panels of 48 columns (of 32 for a map in tens), then one of what is left: [inputs / 4][columns][4]. 64-byte aligned.
typedef struct {
  const int8_t *weights;
  const int32_t *bias;
  const float *scale;
} rarity_int8_layer;

/// Where a group of a slab lies, in bytes, and which of its pixels are inside the picture (0xFF each).
typedef struct {
  int32_t offset;
  uint32_t inside;
} rarity_int8_place;

/// `columns` (a multiple of 16) of a product with ReLU6: mixed to quads, group g to out + places[g].offset.
void rarity_int8_expand(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places);

/// The stem, 3x3 at stride 2, to 32 channels of quads: `rows` rows of `groups` (even) groups, whose places are
/// `places[groups * row ...]`. picture: rows of `pitch` bytes, RGB, padding 127. Weights: 12 inputs a row, the last three zero.
void rarity_int8_stem(ptrdiff_t rows, ptrdiff_t groups, const uint8_t *picture, ptrdiff_t pitch,
                      rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places);

/// A depthwise convolution of one slab: quads to mixed, with ReLU6.
typedef struct {
  int kernel, stride;                  // 3 or 5, 1 or 2
  ptrdiff_t height, row_bytes;         // of the slab; the first group of a row has `channels` * 4 bytes of padding before
  ptrdiff_t out_height, out_groups;
  ptrdiff_t pad_top, channels;         // channels: a multiple of 16
  ptrdiff_t out_group_bytes;
} rarity_int8_depthwise_shape;

/// slab: the first group of the first row. weights: [channels / 16][kernel row][phase][3 groups][16][4], where phase is
/// that of an output among those that begin in one input group, and the groups are the one before, that one, the next.
void rarity_int8_depthwise(const rarity_int8_depthwise_shape *shape, const uint8_t *slab, rarity_int8_layer layer, uint8_t *out);

/// A product whose values stay without ReLU6: `columns` (a multiple of 16) channels, as numbers and as bytes.
typedef struct {
  uint8_t *bytes;           // mixed; level = value * next_scale[column] + 128
  const float *next_scale;
  float *values;            // [group][columns / 16][4 pixels][16], or NULL where nothing adds them
  const float *residual;    // the same order, added to the value; or NULL
} rarity_int8_project_out;

void rarity_int8_project(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, const rarity_int8_project_out *out);

/// A product with ReLU6, summed over the pixels: out[column] += sum of value * inside[pixel], pixel by pixel.
void rarity_int8_pool(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, const float *inside, float *out);
#endif
