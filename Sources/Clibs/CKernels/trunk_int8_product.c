// The products of the 8-bit trunk: a tile of 8 pixels x 48 channels keeps 24 sums in registers and does 187
// of the 237 GMAC/s that a Zen 4 core can do, requantisation included; rows of ten pixels take tiles of 10 x 32, which
// leave none of them half empty (4 % at 180x320). A sum becomes a byte in the registers, in the order that the next
// layer reads, so nothing is ever transposed in memory.
#include "simd512.h"

#if defined(__x86_64__)
BEGIN_VNNI

enum { EXPAND, PROJECT, POOL };

// The left operand: groups of four pixels, `pixel` bytes apart each; `runs` runs of `quads` times four channels.
typedef struct {
  const uint8_t *values;
  ptrdiff_t group, quads, runs, stride;
} operand;

typedef struct {
  uint8_t *bytes;
  const rarity_int8_place *places;  // EXPAND: of the groups
  ptrdiff_t group_bytes;            // PROJECT: of an output group
  float *values;                    // PROJECT, POOL
  const float *residual, *inside, *next_scale;
} target;

// One tile of `pixels` x 16 * `vectors` columns. What is `const` is a constant where it is inlined.
INLINE void tile(const int pixels, const int vectors, const int what, const int pixel, const int step, const bool prefetch,
                 const bool keeps, const bool adds, operand left, rarity_int8_layer layer, target out) {
  bytes64 sum[10][3];
  UNROLL for (int j = 0; j < vectors; j++) {
    bytes64 bias = _mm512_loadu_si512(layer.bias + 16 * j);
    UNROLL for (int i = 0; i < pixels; i++) sum[i][j] = bias;
  }
  const int8_t *weights = layer.weights;
  const ptrdiff_t panel = left.quads * left.runs * 64 * vectors;
  for (ptrdiff_t r = 0; r < left.runs; r++, left.values += left.stride) {
    const uint8_t *group[3] = {left.values, left.values + left.group, left.values + 2 * left.group};
    for (ptrdiff_t k = 0; k < left.quads; k++, group[0] += step, group[1] += step, group[2] += step, weights += 64 * vectors) {
      bytes64 weight[3];
      if (prefetch) UNROLL for (int j = 0; j < vectors; j++) _mm_prefetch((const char *)(weights + panel + 64 * j), _MM_HINT_T1);
      UNROLL for (int j = 0; j < vectors; j++) weight[j] = _mm512_load_si512(weights + 64 * j);
      UNROLL for (int i = 0; i < pixels; i++) {
        int32_t four;
        __builtin_memcpy(&four, group[i / 4] + i % 4 * pixel, 4);
        bytes64 levels = _mm512_set1_epi32(four);
        UNROLL for (int j = 0; j < vectors; j++) ADD_PRODUCTS(sum[i][j], levels, weight[j]);
      }
    }
  }
  UNROLL for (int j = 0; j < vectors; j++) {
    const __m512 scale = _mm512_loadu_ps(layer.scale + 16 * j);
    if (what == POOL) {
      __m512 total = _mm512_loadu_ps(out.values + 16 * j);
      UNROLL for (int i = 0; i < pixels; i++) {
        __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[i][j]), scale);
        value = _mm512_min_ps(_mm512_max_ps(value, _mm512_setzero_ps()), _mm512_set1_ps(6));
        total = _mm512_fmadd_ps(value, _mm512_set1_ps(out.inside[i]), total);
      }
      _mm512_storeu_ps(out.values + 16 * j, total);
      continue;
    }
    const __m512 next_scale = what == PROJECT ? _mm512_loadu_ps(out.next_scale + 16 * j) : scale;
    UNROLL for (int g = 0; 4 * g < pixels; g++) {
      bytes64 level[4] = {};
      UNROLL for (int i = 0; i < 4 && 4 * g + i < pixels; i++) {
        if (what == EXPAND) { level[i] = levels_of(sum[4 * g + i][j], scale); continue; }
        __m512 value = _mm512_cvtepi32_ps(sum[4 * g + i][j]);
        const ptrdiff_t at = g * out.group_bytes + (j * 4 + i) * 16;
        value = adds ? _mm512_fmadd_ps(value, scale, _mm512_loadu_ps(out.residual + at)) : _mm512_mul_ps(value, scale);
        if (keeps) _mm512_storeu_ps(out.values + at, value);
        level[i] = _mm512_cvtps_epi32(_mm512_fmadd_ps(value, next_scale, _mm512_set1_ps(128)));
      }
      bytes64 bytes = packed(level[0], level[1], level[2], level[3]);
      if (what == EXPAND) {
        const bytes64 turn = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
        bytes = _mm512_and_si512(_mm512_shuffle_epi8(bytes, turn), _mm512_set1_epi32((int)out.places[g].inside));
        _mm512_storeu_si512(out.bytes + out.places[g].offset + 64 * j, bytes);
      } else {
        _mm512_storeu_si512(out.bytes + g * out.group_bytes + 64 * j, bytes);
      }
    }
  }
}

// All pixels against one panel; the first tile fetches the next panel into L2 (4 %).
INLINE void panel(const int pixels, const int vectors, const int what, const int pixel, const int step, const bool keeps,
                  const bool adds, ptrdiff_t groups, operand left, rarity_int8_layer layer, target out) {
  const int taken = (pixels + 3) / 4;
  bool prefetch = what != EXPAND || left.quads > 16;
  for (; groups > 0; groups -= taken, prefetch = false) {
    if (prefetch) tile(pixels, vectors, what, pixel, step, true, keeps, adds, left, layer, out);
    else tile(pixels, vectors, what, pixel, step, false, keeps, adds, left, layer, out);
    left.values += taken * left.group;
    if (what == EXPAND) out.places += taken;
    if (what == PROJECT) {
      out.bytes += taken * out.group_bytes;
      if (keeps) out.values += taken * out.group_bytes;
      if (adds) out.residual += taken * out.group_bytes;
    }
    if (what == POOL) out.inside += 4 * taken;
  }
}

typedef void panel_function(ptrdiff_t groups, operand left, rarity_int8_layer layer, target out);
#define PANEL(name, pixels, vectors, what, pixel, step, keeps, adds) \
  static __attribute__((noinline)) void name(ptrdiff_t groups, operand left, rarity_int8_layer layer, target out) { \
    panel(pixels, vectors, what, pixel, step, keeps, adds, groups, left, layer, out); \
  }
PANEL(stem32, 8, 2, EXPAND, 6, 4, false, false)
// By columns of a panel, for tiles of eight pixels and of ten.
#define PANELS(name, what, keeps, adds) \
  PANEL(name##16, 8, 1, what, 4, 16, keeps, adds) PANEL(name##32, 8, 2, what, 4, 16, keeps, adds) \
  PANEL(name##48, 8, 3, what, 4, 16, keeps, adds) \
  PANEL(name##16_of_ten, 10, 1, what, 4, 16, keeps, adds) PANEL(name##32_of_ten, 10, 2, what, 4, 16, keeps, adds) \
  static panel_function *const name[2][3] = {{name##16, name##32, name##48}, {name##16_of_ten, name##32_of_ten, NULL}};
PANELS(expand, EXPAND, false, false)
PANELS(project, PROJECT, false, false) PANELS(project_keep, PROJECT, true, false)
PANELS(project_add, PROJECT, false, true) PANELS(project_add_keep, PROJECT, true, true)
PANELS(pool, POOL, false, false)

void rarity_int8_stem(ptrdiff_t rows, ptrdiff_t groups, const uint8_t *picture, ptrdiff_t pitch,
                      rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places) {
  for (ptrdiff_t row = 0; row < rows; row++)
    stem32(groups, (operand){picture + 2 * row * pitch, 24, 3, 3, pitch}, layer,
           (target){.bytes = out, .places = places + row * groups});
}

// Calls one function a panel, each with its weights and its columns of the output.
static void panels(panel_function *const functions[2][3], rarity_int8_map map, ptrdiff_t columns,
                   rarity_int8_layer layer, target out) {
  const operand left = {map.levels, map.group_bytes, map.channels / 4, 1, 0};
  const ptrdiff_t widest = map.in_tens ? 32 : 48;
  for (ptrdiff_t column = 0, width; column < columns; column += width) {
    width = columns - column >= widest ? widest : columns - column;
    functions[map.in_tens][width / 16 - 1](map.groups, left, layer, out);
    layer = (rarity_int8_layer){layer.weights + map.channels * width, layer.bias + width, layer.scale + width};
    if (out.bytes) out.bytes += 4 * width;
    if (out.values) out.values += out.bytes ? 4 * width : width;
    if (out.residual) out.residual += 4 * width;
    if (out.next_scale) out.next_scale += width;
  }
}

void rarity_int8_expand(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places) {
  panels(expand, map, columns, layer, (target){.bytes = out, .places = places});
}

void rarity_int8_project(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, const rarity_int8_project_out *out) {
  const target place = {.bytes = out->bytes, .group_bytes = columns * 4, .values = out->values, .residual = out->residual,
                        .next_scale = out->next_scale};
  panels(out->residual ? out->values ? project_add_keep : project_add : out->values ? project_keep : project,
         map, columns, layer, place);
}

void rarity_int8_pool(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, const float *inside, float *out) {
  panels(pool, map, columns, layer, (target){.values = out, .inside = inside});
}

END_VNNI
#endif
