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

// Three times four numbers, rounded to levels, as four pixels of 32 bits: red, green, blue, nothing.
INLINE ints4 pixels_of(floats4 red, floats4 green, floats4 blue) {
#if defined(__SSE2__)
  // Packing saturates; bytes are sorted by two rounds of interleaving.
  const __m128i rg = _mm_packs_epi32(_mm_cvtps_epi32((__m128)red), _mm_cvtps_epi32((__m128)green));
  const __m128i b = _mm_packs_epi32(_mm_cvtps_epi32((__m128)blue), _mm_setzero_si128());
  const __m128i bytes = _mm_packus_epi16(rg, b);  // r0-3 g0-3 b0-3 0
  const __m128i rb = _mm_unpacklo_epi8(bytes, _mm_srli_si128(bytes, 4));                            // r g r g …
  const __m128i bx = _mm_unpacklo_epi8(_mm_srli_si128(bytes, 8), _mm_setzero_si128());              // b 0 b 0 …
  return (ints4)_mm_unpacklo_epi16(rb, bx);
#else
  ints4 out = {};
  const floats4 all[3] = {red, green, blue};
  for (int c = 0; c < 3; c++) {
    floats4 level = __builtin_elementwise_min(__builtin_elementwise_max(all[c], (floats4){}), (floats4){} + 255);
    out |= __builtin_convertvector(level + 0.5f, ints4) << 8 * c;
  }
  return out;
#endif
}

// One pixel of four numbers.
INLINE int32_t pixel_of(floats4 value) {
#if defined(__SSE2__)
  const __m128i words = _mm_packs_epi32(_mm_cvtps_epi32((__m128)value), _mm_setzero_si128());
  return _mm_cvtsi128_si32(_mm_packus_epi16(words, words));
#else
  ints4 level = __builtin_convertvector(value + 0.5f, ints4);
  return level[0] | level[1] << 8 | level[2] << 16;
#endif
}

static float scale_of(const rarity_plane *plane) { return 1.0f / (float)(plane->across.total * plane->down.total); }

void rarity_resize_planes(const rarity_plane planes[3], ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
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
      const ints4 pixels = pixels_of(level + 1.402f * red, level - 0.344136f * blue - 0.714136f * red, level + 1.772f * blue);
      // The fourth byte is the next pixel's first.
      const ptrdiff_t count = width - x < 4 ? width - x : 4;
      if (count == 4) UNROLL for (int i = 0; i < 4; i++) { int32_t one = pixels[i]; memcpy(out + 3 * i, &one, 4); }
      else for (int i = 0; i < count; i++) { int32_t one = pixels[i]; memcpy(out + 3 * i, &one, 4); }
      out += 3 * count;
    }
  }
}

void rarity_resize_pixels(const rarity_plane *source, ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
  const rarity_plane pixels = *source;
  const rarity_area area = pixels.across;
  const float scale = scale_of(&pixels);
  for (ptrdiff_t y = 0; y < height; y++) {
    down(&pixels, y, pixels.width * 4, row);
    for (ptrdiff_t x = 0; x < width; x++, out += 3) {
      const uint16_t *first = row + 4 * area.first[x];
      ints4 sum = {};
      for (int k = 0; k < area.taps; k += 2, first += 8) {
        ints4 values, weights = (ints4){} + load_pair(area.weights + (k / 2 * area.padded + x) * 2);
#if defined(__SSE2__)
        values = (ints4)_mm_unpacklo_epi16(_mm_loadl_epi64((const __m128i *)first), _mm_loadl_epi64((const __m128i *)(first + 4)));
#else
        for (int c = 0; c < 4; c++) values[c] = first[c] | first[c + 4] << 16;
#endif
        sum += add_pairs(values, weights);
      }
      const int32_t pixel = pixel_of(__builtin_convertvector(sum, floats4) * scale);
      memcpy(out, &pixel, 4);
    }
  }
}
