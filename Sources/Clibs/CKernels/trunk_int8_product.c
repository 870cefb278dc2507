// The products of the 8-bit trunk: a tile of 8 pixels x 48 channels keeps 24 sums in registers and does 187
// of the 237 GMAC/s that a Zen 4 core can do, requantisation included. A sum becomes a byte in the registers, in the
// order that the next layer reads, so nothing is ever transposed in memory.
#include "simd512.h"

#if defined(__x86_64__)
BEGIN_VNNI

enum { EXPAND, PROJECT, POOL };

// The left operand: two groups of four pixels, `pixel` bytes apart each; `runs` runs of `quads` times four channels.
typedef struct {
  const uint8_t *values;
  ptrdiff_t group, quads, runs, stride;
} operand;

typedef struct {
  uint8_t *bytes;
  const rarity_int8_place *places;  // EXPAND: of the groups
  ptrdiff_t group_bytes;            // PROJECT: of an output group
  float *values;                    // PROJECT, POOL
  const float *residual, *inside;
  float next_scale;
} target;

// One tile of 8 pixels x 16 * `vectors` columns. What is `const` is a constant where it is inlined.
INLINE void tile(const int vectors, const int what, const int pixel, const int step, const bool prefetch, const bool keeps,
                 const bool adds, operand left, rarity_int8_layer layer, target out) {
  bytes64 sum[8][3];
  UNROLL for (int j = 0; j < vectors; j++) {
    bytes64 bias = _mm512_loadu_si512(layer.bias + 16 * j);
    UNROLL for (int i = 0; i < 8; i++) sum[i][j] = bias;
  }
  const int8_t *weights = layer.weights;
  const ptrdiff_t panel = left.quads * left.runs * 64 * vectors;
  for (ptrdiff_t r = 0; r < left.runs; r++, left.values += left.stride) {
    const uint8_t *first = left.values, *second = first + left.group;
    for (ptrdiff_t k = 0; k < left.quads; k++, first += step, second += step, weights += 64 * vectors) {
      bytes64 weight[3];
      if (prefetch) UNROLL for (int j = 0; j < vectors; j++) _mm_prefetch((const char *)(weights + panel + 64 * j), _MM_HINT_T1);
      UNROLL for (int j = 0; j < vectors; j++) weight[j] = _mm512_load_si512(weights + 64 * j);
      UNROLL for (int i = 0; i < 8; i++) {
        int32_t four;
        __builtin_memcpy(&four, (i < 4 ? first : second) + i % 4 * pixel, 4);
        bytes64 levels = _mm512_set1_epi32(four);
        UNROLL for (int j = 0; j < vectors; j++) ADD_PRODUCTS(sum[i][j], levels, weight[j]);
      }
    }
  }
  UNROLL for (int j = 0; j < vectors; j++) {
    const __m512 scale = _mm512_loadu_ps(layer.scale + 16 * j);
    if (what == POOL) {
      __m512 total = _mm512_loadu_ps(out.values + 16 * j);
      UNROLL for (int i = 0; i < 8; i++) {
        __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[i][j]), scale);
        value = _mm512_min_ps(_mm512_max_ps(value, _mm512_setzero_ps()), _mm512_set1_ps(6));
        total = _mm512_fmadd_ps(value, _mm512_set1_ps(out.inside[i]), total);
      }
      _mm512_storeu_ps(out.values + 16 * j, total);
    } else UNROLL for (int g = 0; g < 2; g++) {
      bytes64 level[4];
      UNROLL for (int i = 0; i < 4; i++) {
        if (what == EXPAND) { level[i] = levels_of(sum[4 * g + i][j], scale); continue; }
        __m512 value = _mm512_cvtepi32_ps(sum[4 * g + i][j]);
        const ptrdiff_t at = g * out.group_bytes + (j * 4 + i) * 16;
        value = adds ? _mm512_fmadd_ps(value, scale, _mm512_loadu_ps(out.residual + at)) : _mm512_mul_ps(value, scale);
        if (keeps) _mm512_storeu_ps(out.values + at, value);
        level[i] = _mm512_cvtps_epi32(_mm512_fmadd_ps(value, _mm512_set1_ps(out.next_scale), _mm512_set1_ps(128)));
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
INLINE void panel(const int vectors, const int what, const int pixel, const int step, const bool keeps, const bool adds,
                  ptrdiff_t groups, operand left, rarity_int8_layer layer, target out) {
  bool prefetch = what != EXPAND || left.quads > 16;
  for (; groups > 0; groups -= 2, prefetch = false) {
    if (prefetch) tile(vectors, what, pixel, step, true, keeps, adds, left, layer, out);
    else tile(vectors, what, pixel, step, false, keeps, adds, left, layer, out);
    left.values += 2 * left.group;
    if (what == EXPAND) out.places += 2;
    if (what == PROJECT) {
      out.bytes += 2 * out.group_bytes;
      if (keeps) out.values += 2 * out.group_bytes;
      if (adds) out.residual += 2 * out.group_bytes;
    }
    if (what == POOL) out.inside += 8;
  }
}

typedef void panel_function(ptrdiff_t groups, operand left, rarity_int8_layer layer, target out);
#define PANEL(name, vectors, what, pixel, step, keeps, adds) \
  static __attribute__((noinline)) void name(ptrdiff_t groups, operand left, rarity_int8_layer layer, target out) { \
    panel(vectors, what, pixel, step, keeps, adds, groups, left, layer, out); \
  }
PANEL(stem32, 2, EXPAND, 6, 4, false, false)
PANEL(expand32, 2, EXPAND, 4, 16, false, false) PANEL(expand48, 3, EXPAND, 4, 16, false, false)
PANEL(bytes16, 1, PROJECT, 4, 16, false, false) PANEL(bytes32, 2, PROJECT, 4, 16, false, false) PANEL(bytes48, 3, PROJECT, 4, 16, false, false)
PANEL(keep16, 1, PROJECT, 4, 16, true, false) PANEL(keep32, 2, PROJECT, 4, 16, true, false) PANEL(keep48, 3, PROJECT, 4, 16, true, false)
PANEL(last16, 1, PROJECT, 4, 16, false, true) PANEL(last32, 2, PROJECT, 4, 16, false, true) PANEL(last48, 3, PROJECT, 4, 16, false, true)
PANEL(add16, 1, PROJECT, 4, 16, true, true) PANEL(add32, 2, PROJECT, 4, 16, true, true) PANEL(add48, 3, PROJECT, 4, 16, true, true)
PANEL(pool16, 1, POOL, 4, 16, false, false) PANEL(pool32, 2, POOL, 4, 16, false, false) PANEL(pool48, 3, POOL, 4, 16, false, false)
static panel_function *const projects[2][2][3] = {  // [adds][keeps][vectors - 1]
  {{bytes16, bytes32, bytes48}, {keep16, keep32, keep48}}, {{last16, last32, last48}, {add16, add32, add48}},
};
static panel_function *const pools[3] = {pool16, pool32, pool48};

void rarity_int8_expand(ptrdiff_t groups, const uint8_t *input, ptrdiff_t group_bytes, ptrdiff_t inputs, ptrdiff_t columns,
                        rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places) {
  (columns == 48 ? expand48 : expand32)(groups, (operand){input, group_bytes, inputs / 4, 1, 0}, layer,
                                        (target){.bytes = out, .places = places});
}

void rarity_int8_stem(ptrdiff_t rows, ptrdiff_t groups, const uint8_t *picture, ptrdiff_t pitch,
                      rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places) {
  for (ptrdiff_t row = 0; row < rows; row++)
    stem32(groups, (operand){picture + 2 * row * pitch, 24, 3, 3, pitch}, layer,
           (target){.bytes = out, .places = places + row * groups});
}

// Calls one function a panel, each with its weights and its columns of the output.
static void panels(panel_function *const *functions, ptrdiff_t groups, operand left, ptrdiff_t columns,
                   rarity_int8_layer layer, target out) {
  for (ptrdiff_t column = 0, width; column < columns; column += width) {
    width = columns - column >= 48 ? 48 : columns - column;
    functions[width / 16 - 1](groups, left, layer, out);
    layer = (rarity_int8_layer){layer.weights + left.quads * 4 * width, layer.bias + width, layer.scale + width};
    if (out.bytes) out.bytes += 4 * width;
    if (out.values) out.values += out.bytes ? 4 * width : width;
    if (out.residual) out.residual += 4 * width;
  }
}

void rarity_int8_project(ptrdiff_t groups, const uint8_t *input, ptrdiff_t group_bytes, ptrdiff_t inputs, ptrdiff_t columns,
                         rarity_int8_layer layer, const rarity_int8_project_out *out) {
  target place = {.bytes = out->bytes, .group_bytes = columns * 4, .values = out->values, .residual = out->residual,
                  .next_scale = out->next_scale};
  panels(projects[out->residual != NULL][out->values != NULL], groups, (operand){input, group_bytes, inputs / 4, 1, 0},
         columns, layer, place);
}

void rarity_int8_pool(ptrdiff_t groups, const uint8_t *input, ptrdiff_t group_bytes, ptrdiff_t inputs, ptrdiff_t columns,
                      rarity_int8_layer layer, const float *inside, float *out) {
  panels(pools, groups, (operand){input, group_bytes, inputs / 4, 1, 0}, columns, layer, (target){.values = out, .inside = inside});
}

END_VNNI
#endif
