// 2x2 max-pooling inside the convolution's transforms: a tile of 4x4 pixels is four whole windows, so the map before
// pooling, four times the size, is never written or read. What is kept is a byte a window and channel: which of its
// pixels was the largest. On the way back the gradient is spread over the pixels in registers.
// Included by network_winograd.h.

// The four pixels of a window from its gradient: two beside each other, `step` vectors between the rows.
INLINE void spread(const float *gradient, const unsigned char *places, floats8 *left, floats8 *right) {
  floats8 value = _mm256_loadu_ps(gradient);
  __m256i place = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)places));
  UNROLL for (int k = 0; k < 2; k++) {
    left[k] = _mm256_and_ps(value, _mm256_castsi256_ps(_mm256_cmpeq_epi32(place, _mm256_set1_epi32(2 * k))));
    right[k] = _mm256_and_ps(value, _mm256_castsi256_ps(_mm256_cmpeq_epi32(place, _mm256_set1_epi32(2 * k + 1))));
  }
}

typedef struct {
  const float *values;
  const unsigned char *places;
  ptrdiff_t row;  // numbers between two rows of windows
} windows;

// `side` x `side` windows from (top, left); those outside hold zeros.
static windows windows_at(const float *dy, rarity_pool pool, ptrdiff_t channels, ptrdiff_t top, ptrdiff_t left, ptrdiff_t side,
                          float *patch) {
  if (top >= 0 && left >= 0 && top + side <= pool.height && left + side <= pool.width) {
    ptrdiff_t start = (top * pool.width + left) * channels;
    return (windows){dy + start, pool.places + start, pool.width * channels};
  }
  unsigned char *places = (unsigned char *)(patch + side * side * channels);
  for (ptrdiff_t i = 0; i < side * side; i++) {
    ptrdiff_t row = top + i / side, column = left + i % side, start = (row * pool.width + column) * channels;
    bool inside = row >= 0 && row < pool.height && column >= 0 && column < pool.width;
    if (inside) memcpy(patch + i * channels, dy + start, channels * sizeof(float));
    else memset(patch + i * channels, 0, channels * sizeof(float));
    if (inside) memcpy(places + i * channels, pool.places + start, channels);
    else memset(places + i * channels, 0, channels);
  }
  return (windows){patch, places, side * channels};
}

// As input_tile, of a gradient that comes from pooling. (top, left): of the pixels, even.
static void pooled_input_tile(const float *dy, rarity_pool pool, ptrdiff_t channels, ptrdiff_t top, ptrdiff_t left, float *out,
                              ptrdiff_t pitch, float *patch) {
  windows w = windows_at(dy, pool, channels, top / 2, left / 2, 3, patch);
  for (ptrdiff_t c = 0; c < channels; c += 8) {
    floats8 columns[36];
    UNROLL for (int j = 0; j < 3; j++) {
      floats8 first[6], second[6];
      UNROLL for (int i = 0; i < 3; i++) {
        ptrdiff_t at = i * w.row + j * channels + c;
        spread(w.values + at, w.places + at, first + 2 * i, second + 2 * i);
      }
      input_transform(first, columns + 2 * j, 6);
      input_transform(second, columns + 2 * j + 1, 6);
    }
    input_rows(columns, out + c, pitch);
  }
}

// As gradient_tile. (top, left): of the windows.
static void pooled_gradient_tile(const float *dy, rarity_pool pool, ptrdiff_t channels, ptrdiff_t top, ptrdiff_t left, float *out,
                                 ptrdiff_t pitch, float *sums, float *patch) {
  windows w = windows_at(dy, pool, channels, top, left, 2, patch);
  for (ptrdiff_t c = 0; c < channels; c += 8) {
    floats8 columns[24];
    UNROLL for (int j = 0; j < 2; j++) {
      floats8 first[4], second[4];
      UNROLL for (int i = 0; i < 2; i++) {
        ptrdiff_t at = i * w.row + j * channels + c;
        spread(w.values + at, w.places + at, first + 2 * i, second + 2 * i);
      }
      if (sums) {
        add_vectors(sums + c, first, 4);
        add_vectors(sums + c, second, 4);
      }
      gradient_transform(first, columns + 2 * j, 4);
      gradient_transform(second, columns + 2 * j + 1, 4);
    }
    gradient_rows(columns, out + c, pitch);
  }
}

// The largest of a window, plus bias, then ReLU. The first of the largest has the place; 4 where ReLU made it 0.
INLINE void pool_window(floats8 a, floats8 b, floats8 c, floats8 d, floats8 bias, float *y, unsigned char *places) {
  const floats8 zero = _mm256_setzero_ps();
  floats8 upper = _mm256_max_ps(b, a), lower = _mm256_max_ps(d, c), best = _mm256_max_ps(lower, upper) + bias;
  best = _mm256_max_ps(zero, best);  // in this order a NaN passes, and is found out in the loss
  _mm256_storeu_ps(y, best);
  if (!places) return;
  const __m256i one = _mm256_set1_epi32(1);
  __m256i in_upper = _mm256_and_si256(_mm256_castps_si256(_mm256_cmp_ps(b, a, _CMP_GT_OQ)), one);
  __m256i in_lower = _mm256_and_si256(_mm256_castps_si256(_mm256_cmp_ps(d, c, _CMP_GT_OQ)), one);
  in_lower = _mm256_add_epi32(in_lower, _mm256_set1_epi32(2));
  __m256i is_lower = _mm256_castps_si256(_mm256_cmp_ps(lower, upper, _CMP_GT_OQ));
  __m256i place = _mm256_blendv_epi8(in_upper, in_lower, is_lower);
  place = _mm256_blendv_epi8(place, _mm256_set1_epi32(4), _mm256_castps_si256(_mm256_cmp_ps(best, zero, _CMP_LE_OQ)));
  __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(place), _mm256_extracti128_si256(place, 1));
  _mm_storel_epi64((__m128i *)places, _mm_packus_epi16(words, words));
}

// As output_tile, to the windows from (top, left).
static void pooled_output_tile(const float *m, ptrdiff_t pitch, rarity_pool pool, ptrdiff_t channels, ptrdiff_t top, ptrdiff_t left,
                               const float *bias, float *y) {
  ptrdiff_t rows = pool.height - top < 2 ? 1 : 2, columns = pool.width - left < 2 ? 1 : 2;
  for (ptrdiff_t c = 0; c < channels; c += 8) {
    floats8 half[24], b = _mm256_loadu_ps(bias + c);
    output_columns(m + c, pitch, half);
    for (ptrdiff_t i = 0; i < rows; i++) {
      floats8 above[4], below[4];
      output_transform(half + 12 * i, above, 1);
      output_transform(half + 12 * i + 6, below, 1);
      for (ptrdiff_t j = 0; j < columns; j++) {
        ptrdiff_t at = ((top + i) * pool.width + left + j) * channels + c;
        pool_window(above[2 * j], above[2 * j + 1], below[2 * j], below[2 * j + 1], b, y + at, pool.places ? pool.places + at : NULL);
      }
    }
  }
}
