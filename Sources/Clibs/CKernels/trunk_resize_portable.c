// Area resize in whole numbers of 16 bits: down the rows first, where the compiler's vectors are as wide as can be, then
// along what is left. Only instructions that every x86-64 has; elsewhere the compiler's generic vectors.
// trunk_resize_avx2.c says the same to the bit.
#include "trunk_resize.h"
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef float floats4 __attribute__((vector_size(16)));
typedef int32_t ints4 __attribute__((vector_size(16)));
typedef uint16_t words8 __attribute__((vector_size(16)));
typedef uint8_t bytes16 __attribute__((vector_size(16)));
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

// Sums of pairs: a.low * b.low + a.high * b.high of each 32 bits, as signed numbers of 16 bits.
INLINE ints4 add_pairs(ints4 a, ints4 b) {
#if defined(__SSE2__)
  return (ints4)_mm_madd_epi16((__m128i)a, (__m128i)b);
#else
  return (a << 16 >> 16) * (b << 16 >> 16) + (a >> 16) * (b >> 16);
#endif
}

INLINE int32_t load_pair(const void *from) {
  int32_t pair;
  memcpy(&pair, from, 4);
  return pair;
}

INLINE void down(const rarity_plane *plane, ptrdiff_t y, ptrdiff_t bytes, uint16_t *restrict row) {
  const rarity_area *area = &plane->down;
  const uint8_t *samples = plane->samples + area->first[y] * plane->pitch;
  for (int k = 0; k < area->taps; k++, samples += plane->pitch) {
    const uint16_t weight = (uint16_t)area->weights[(k / 2 * area->padded + y) * 2 + k % 2];
    if (k == 0) for (ptrdiff_t i = 0; i < bytes; i++) row[i] = (uint16_t)(weight * samples[i]);
    else if (weight) for (ptrdiff_t i = 0; i < bytes; i++) row[i] = (uint16_t)(row[i] + weight * samples[i]);
  }
}

// Four neighbouring outputs of a row.
INLINE ints4 across(const rarity_area *area, ptrdiff_t x, const uint16_t *row) {
  const int32_t *first = area->first + x;
  ints4 sum = {};
  for (int k = 0; k < area->taps; k += 2) {
    ints4 values = {load_pair(row + first[0] + k), load_pair(row + first[1] + k), load_pair(row + first[2] + k), load_pair(row + first[3] + k)};
    ints4 weights;
    memcpy(&weights, area->weights + (k / 2 * area->padded + x) * 2, 16);
    sum += add_pairs(values, weights);
  }
  return sum;
}

// Four times four numbers, rounded to levels.
INLINE bytes16 levels_of(floats4 a, floats4 b, floats4 c, floats4 d) {
#if defined(__SSE2__)
  // Packing saturates.
  return (bytes16)_mm_packus_epi16(_mm_packs_epi32(_mm_cvtps_epi32((__m128)a), _mm_cvtps_epi32((__m128)b)),
                                   _mm_packs_epi32(_mm_cvtps_epi32((__m128)c), _mm_cvtps_epi32((__m128)d)));
#else
  bytes16 out;
  const floats4 all[4] = {a, b, c, d};
  for (int i = 0; i < 4; i++) {
    floats4 level = __builtin_elementwise_min(__builtin_elementwise_max(all[i], (floats4){}), (floats4){} + 255);
    ints4 whole = __builtin_convertvector(level + 0.5f, ints4);
    for (int c = 0; c < 4; c++) out[4 * i + c] = (uint8_t)whole[c];
  }
  return out;
#endif
}

static float scale_of(const rarity_plane *plane) { return 1.0f / (float)(plane->across.total * plane->down.total); }

void rarity_resize_planes_portable(const rarity_plane planes[3], ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
  // Copies, since writing bytes through `out` may change what pointers show, for all the compiler knows.
  const rarity_plane luma = planes[0], blues = planes[1], reds = planes[2];
  const float luma_scale = scale_of(&luma), colour_scale = blues.samples ? scale_of(&blues) : 0;
  // One row of each plane, then colour: all that lies in L1.
  uint16_t *const blue_row = row + luma.width + 16, *const red_row = blue_row + blues.width + 16;
  for (ptrdiff_t y = 0; y < height; y++) {
    down(&luma, y, luma.width, row);
    if (blues.samples) { down(&blues, y, blues.width, blue_row); down(&reds, y, reds.width, red_row); }
    for (ptrdiff_t x = 0; x < width; x += 4) {
      const floats4 level = __builtin_convertvector(across(&luma.across, x, row), floats4) * luma_scale;
      floats4 blue = {}, red = {};
      if (blues.samples) {
        blue = __builtin_convertvector(across(&blues.across, x, blue_row), floats4) * colour_scale - 128;
        red = __builtin_convertvector(across(&reds.across, x, red_row), floats4) * colour_scale - 128;
      }
      // Each colour's four levels lie together.
      const bytes16 levels = levels_of(level + 1.402f * red, level - 0.344136f * blue - 0.714136f * red,
                                       level + 1.772f * blue, (floats4){});
      const bytes16 pixels = __builtin_shufflevector(levels, levels, 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, 12, 13, 14, 15);
      memcpy(out, &pixels, 16);
      out += 3 * (width - x < 4 ? width - x : 4);
    }
  }
}

void rarity_resize_pixels_portable(const rarity_plane *source, ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
  const rarity_plane pixels = *source;
  const rarity_area area = pixels.across;
  const float scale = scale_of(&pixels);
  for (ptrdiff_t y = 0; y < height; y++) {
    down(&pixels, y, pixels.width * 4, row);
    for (ptrdiff_t x = 0; x < width; x += 4) {
      floats4 value[4];
      UNROLL for (int i = 0; i < 4; i++) {
        const uint16_t *first = row + 4 * area.first[x + i];
        ints4 sum = {};
        for (int k = 0; k < area.taps; k += 2, first += 8) {
          words8 two;  // neighbouring pixels
          memcpy(&two, first, 16);
          const words8 pairs = __builtin_shufflevector(two, two, 0, 4, 1, 5, 2, 6, 3, 7);
          sum += add_pairs((ints4)pairs, (ints4){} + load_pair(area.weights + (k / 2 * area.padded + x + i) * 2));
        }
        value[i] = __builtin_convertvector(sum, floats4) * scale;
      }
      const bytes16 levels = levels_of(value[0], value[1], value[2], value[3]);
      const bytes16 rgb = __builtin_shufflevector(levels, levels, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
      memcpy(out, &rgb, 16);
      out += 3 * (width - x < 4 ? width - x : 4);
    }
  }
}
