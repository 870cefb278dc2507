// Area resize in whole numbers of 16 bits: down the rows first, where the compiler's vectors are as wide as can be, then
// along what is left. Only instructions that every x86-64 has; elsewhere the compiler's generic vectors.
#include "trunk_resize.h"
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef float floats4 __attribute__((vector_size(16)));
typedef int32_t ints4 __attribute__((vector_size(16)));
#define INLINE static inline __attribute__((always_inline))

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

static void down(const rarity_plane *plane, ptrdiff_t y, ptrdiff_t bytes, uint16_t *restrict row) {
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

INLINE ints4 levels(floats4 value) {
  value = __builtin_elementwise_min(__builtin_elementwise_max(value, (floats4){}), (floats4){} + 255);
  return __builtin_convertvector(value + 0.5f, ints4);
}

static float scale_of(const rarity_plane *plane) { return 1.0f / (float)(plane->across.total * plane->down.total); }

void rarity_resize_planes(const rarity_plane planes[3], ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
  // One row of each plane, then colour: all that lies in L1.
  uint16_t *rows[3] = {row, row + planes[0].width + 16, row + planes[0].width + planes[1].width + 32};
  for (ptrdiff_t y = 0; y < height; y++) {
    for (int p = 0; p < 3; p++) if (planes[p].samples) down(&planes[p], y, planes[p].width, rows[p]);
    for (ptrdiff_t x = 0; x < width; x += 4) {
      floats4 luma = __builtin_convertvector(across(&planes[0].across, x, rows[0]), floats4) * scale_of(&planes[0]);
      floats4 blue = {}, red = {};
      if (planes[1].samples) {
        blue = __builtin_convertvector(across(&planes[1].across, x, rows[1]), floats4) * scale_of(&planes[1]) - 128;
        red = __builtin_convertvector(across(&planes[2].across, x, rows[2]), floats4) * scale_of(&planes[2]) - 128;
      }
      ints4 r = levels(luma + 1.402f * red);
      ints4 g = levels(luma - 0.344136f * blue - 0.714136f * red);
      ints4 b = levels(luma + 1.772f * blue);
      ints4 pixel = r | g << 8 | b << 16;
      // The fourth byte is the next pixel's first.
      for (int i = 0; i < 4 && x + i < width; i++, out += 3) { int32_t one = pixel[i]; memcpy(out, &one, 4); }
    }
  }
}

void rarity_resize_pixels(const rarity_plane *pixels, ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
  const rarity_area *area = &pixels->across;
  const float scale = scale_of(pixels);
  for (ptrdiff_t y = 0; y < height; y++) {
    down(pixels, y, pixels->width * 4, row);
    for (ptrdiff_t x = 0; x < width; x++, out += 3) {
      const uint16_t *first = row + 4 * area->first[x];
      ints4 sum = {};
      for (int k = 0; k < area->taps; k += 2, first += 8) {
        ints4 values, weights = (ints4){} + load_pair(area->weights + (k / 2 * area->padded + x) * 2);
#if defined(__SSE2__)
        values = (ints4)_mm_unpacklo_epi16(_mm_loadl_epi64((const __m128i *)first), _mm_loadl_epi64((const __m128i *)(first + 4)));
#else
        for (int c = 0; c < 4; c++) values[c] = first[c] | first[c + 4] << 16;
#endif
        sum += add_pairs(values, weights);
      }
      ints4 level = levels(__builtin_convertvector(sum, floats4) * scale);
      int32_t pixel = level[0] | level[1] << 8 | level[2] << 16;
      memcpy(out, &pixel, 4);
    }
  }
}
