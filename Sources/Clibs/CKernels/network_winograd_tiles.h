// The transforms of Winograd F(4x4,3x3), and tiles of a picture through them: to a row of each of the 36 matrices, and back.
// Included by network_winograd.h.

// The polynomials are taken at 0, ±√½, ±√2 and infinity: sizes on both sides of 1 balance, so rounding errors are about a
// third of those with the usual 0, ±1, ±2, for the same number of operations.
#define ROOT_HALF .70710678f
#define ROOT_TWO 1.41421356f

// Along one direction of a tile: B' d, six numbers to six.
INLINE void input_transform(const floats8 *d, floats8 *out, ptrdiff_t step) {
  floats8 a = d[4] - 2 * d[2], b = ROOT_HALF * (d[3] - 2 * d[1]), c = d[4] - .5f * d[2], e = ROOT_TWO * (d[3] - .5f * d[1]);
  out[0] = d[0] - 2.5f * d[2] + d[4];
  out[step] = a + b;
  out[2 * step] = a - b;
  out[3 * step] = c + e;
  out[4 * step] = c - e;
  out[5 * step] = d[1] - 2.5f * d[3] + d[5];
}

// A' m, six to four.
INLINE void output_transform(const floats8 *m, floats8 *out, ptrdiff_t step) {
  floats8 a = m[1] + m[2], b = ROOT_HALF * (m[1] - m[2]), c = m[3] + m[4], d = ROOT_TWO * (m[3] - m[4]);
  out[0] = m[0] + a + c;
  out[step] = b + d;
  out[2 * step] = .5f * a + 2 * c;
  out[3 * step] = .5f * b + 2 * d + m[5];
}

// A y, four to six: the adjoint of the above.
INLINE void gradient_transform(const floats8 *y, floats8 *out, ptrdiff_t step) {
  floats8 a = y[0] + .5f * y[2], b = ROOT_HALF * (y[1] + .5f * y[3]), c = y[0] + 2 * y[2], d = ROOT_TWO * (y[1] + 2 * y[3]);
  out[0] = y[0];
  out[step] = a + b;
  out[2 * step] = a - b;
  out[3 * step] = c + d;
  out[4 * step] = c - d;
  out[5 * step] = y[3];
}

// A square of pixels that lies partly outside: copied, with zeros there.
static const float *copied_patch(const float *x, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t top,
                                    ptrdiff_t left, ptrdiff_t side, float *patch) {
  for (ptrdiff_t i = 0; i < side; i++) {
    for (ptrdiff_t j = 0; j < side; j++) {
      ptrdiff_t row = top + i, column = left + j;
      float *out = patch + (i * side + j) * channels;
      bool inside = row >= 0 && row < height && column >= 0 && column < width;
      if (inside) memcpy(out, x + (row * width + column) * channels, channels * sizeof(float));
      else memset(out, 0, channels * sizeof(float));
    }
  }
  return patch;
}

// The second direction of a tile whose columns are done.
INLINE void input_rows(const floats8 *columns, float *out, ptrdiff_t pitch) {
  UNROLL for (int i = 0; i < 6; i++) {
    floats8 line[6];
    input_transform(columns + 6 * i, line, 1);
    UNROLL for (int j = 0; j < 6; j++) _mm256_store_ps(out + (6 * i + j) * pitch, line[j]);
  }
}

INLINE void gradient_rows(const floats8 *columns, float *out, ptrdiff_t pitch) {
  UNROLL for (int i = 0; i < 6; i++) {
    floats8 line[6];
    gradient_transform(columns + 4 * i, line, 1);
    UNROLL for (int j = 0; j < 6; j++) _mm256_store_ps(out + (6 * i + j) * pitch, line[j]);
  }
}

// 6x6 pixels from (top, left) to one row of each of the 36 matrices.
static void input_tile(const float *x, rarity_winograd_shape s, ptrdiff_t top, ptrdiff_t left, float *out, ptrdiff_t pitch,
                       float *patch) {
  ptrdiff_t channels = s.inputs, row = s.width * channels;
  const float *p = x + (top * s.width + left) * channels;
  if (top < 0 || left < 0 || top + 6 > s.height || left + 6 > s.width) {
    p = copied_patch(x, s.height, s.width, channels, top, left, 6, patch);
    row = 6 * channels;
  }
  for (ptrdiff_t c = 0; c < channels; c += 8) {
    floats8 columns[36];
    UNROLL for (int j = 0; j < 6; j++) {
      floats8 d[6];
      UNROLL for (int i = 0; i < 6; i++) d[i] = _mm256_loadu_ps(p + i * row + j * channels + c);
      input_transform(d, columns + j, 6);
    }
    input_rows(columns, out + c, pitch);
  }
}

// sums (eight numbers) += `count` vectors.
INLINE void add_vectors(float *sums, const floats8 *values, const int count) {
  floats8 sum = values[0];
  UNROLL for (int i = 1; i < count; i++) sum += values[i];
  _mm256_storeu_ps(sums, _mm256_loadu_ps(sums) + sum);
}

// 4x4 pixels of the output's gradient to one row of each of the 36 matrices; their sum is added to `sums`, if wanted.
static void gradient_tile(const float *dy, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t top, ptrdiff_t left,
                          float *out, ptrdiff_t pitch, float *sums, float *patch) {
  ptrdiff_t row = width * channels;
  const float *p = dy + (top * width + left) * channels;
  if (top + 4 > height || left + 4 > width) {
    p = copied_patch(dy, height, width, channels, top, left, 4, patch);
    row = 4 * channels;
  }
  for (ptrdiff_t c = 0; c < channels; c += 8) {
    floats8 columns[24];
    UNROLL for (int j = 0; j < 4; j++) {
      floats8 d[4];
      UNROLL for (int i = 0; i < 4; i++) d[i] = _mm256_loadu_ps(p + i * row + j * channels + c);
      if (sums) add_vectors(sums + c, d, 4);
      gradient_transform(d, columns + j, 4);
    }
    gradient_rows(columns, out + c, pitch);
  }
}

// The first direction of an output tile: one row of each of the 36 matrices to 4 x 6 numbers.
INLINE void output_columns(const float *m, ptrdiff_t pitch, floats8 *half) {
  UNROLL for (int j = 0; j < 6; j++) {
    floats8 d[6];
    UNROLL for (int i = 0; i < 6; i++) d[i] = _mm256_load_ps(m + (6 * i + j) * pitch);
    output_transform(d, half + j, 6);
  }
}

// One row of each of the 36 matrices to `rows` x `columns` pixels of the output.
INLINE void output_pixels(const float *m, ptrdiff_t pitch, const int rows, const int columns, ptrdiff_t row, ptrdiff_t channels,
                          const float *bias, bool rectified, const float *mask, float *y) {
  const floats8 zero = _mm256_setzero_ps(), low = rectified ? zero : _mm256_set1_ps(-__builtin_inff());
  for (ptrdiff_t c = 0; c < channels; c += 8) {
    floats8 half[24], line[4], b = bias ? _mm256_loadu_ps(bias + c) : zero;
    output_columns(m + c, pitch, half);
    for (int i = 0; i < rows; i++) {
      output_transform(half + 6 * i, line, 1);
      for (int j = 0; j < columns; j++) {
        ptrdiff_t place = i * row + j * channels + c;
        floats8 value = _mm256_max_ps(low, line[j] + b);  // in this order a NaN passes, and is found out in the loss
        if (mask) value = _mm256_and_ps(value, _mm256_cmp_ps(_mm256_loadu_ps(mask + place), zero, _CMP_GT_OQ));
        _mm256_storeu_ps(y + place, value);
      }
    }
  }
}

static void output_tile(const float *m, ptrdiff_t pitch, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t top,
                        ptrdiff_t left, const float *bias, bool rectified, const float *mask, float *y) {
  ptrdiff_t rows = height - top, columns = width - left, row = width * channels, start = top * row + left * channels;
  if (mask) mask += start;
  y += start;
  if (rows < 4 || columns < 4)
    output_pixels(m, pitch, rows < 4 ? rows : 4, columns < 4 ? columns : 4, row, channels, bias, rectified, mask, y);
  else if (mask) output_pixels(m, pitch, 4, 4, row, channels, bias, rectified, mask, y);
  else output_pixels(m, pitch, 4, 4, row, channels, bias, rectified, NULL, y);
}
