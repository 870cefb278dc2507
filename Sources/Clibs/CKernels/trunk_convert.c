// Bytes and halves to floats: what goes into the trunk, and what is kept of it.
#include "simd.h"

#if defined(__x86_64__)
BEGIN_AVX2

void rarity_normalise(const uint8_t *bytes, ptrdiff_t count, float *out) {
  const floats8 scale = _mm256_set1_ps(1 / 128.f), shift = _mm256_set1_ps(-127 / 128.f);
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8) {
    __m256i levels = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(bytes + i)));
    _mm256_storeu_ps(out + i, _mm256_fmadd_ps(_mm256_cvtepi32_ps(levels), scale, shift));
  }
  for (; i < count; i++) out[i] = (bytes[i] - 127) / 128.f;
}

void rarity_half_to_float(const uint16_t *halves, ptrdiff_t count, float *out) {
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8) _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(halves + i))));
  for (; i < count; i++) out[i] = _cvtsh_ss(halves[i]);
}

END_AVX2
#endif
