// 3x3 convolution in training by Winograd F(4x4,3x3): forward, gradient of the data (the same with turned weights)
// and of the weights. Included once for each set of instructions.
//
// A block of 12 tiles is transformed, multiplied (36 small products) and transformed back inside L2: there is no
// buffer of the picture's size and no im2col. That does 2.25 to 4 times fewer multiplications than the definition
// has, and came to 2.1 to 2.9 times what the processor's FMA units could do without; the error is a few millionths of the largest
// value. The gap between frequencies keeps them from falling on the same lines of the cache (1.1 times).
// Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016.

enum { TILES = RARITY_WINOGRAD_TILES, GAP = RARITY_WINOGRAD_GAP };

#define ADD_PRODUCT_V(sum, a, b) __asm__ volatile("vfmadd231ps %1, %2, %0" : "+v"(sum) : "v"(a), "v"(b))

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

// out (rows x 16, `pitch` apart) = or += a b over `count` steps; element (i, k) of a at a + i * a_row + k * a_step.
INLINE void small_product(const int rows, const float *a, ptrdiff_t a_row, ptrdiff_t a_step, ptrdiff_t count, const float *b,
                          ptrdiff_t b_step, float *out, ptrdiff_t pitch, const bool adds) {
  floats8 sum[6][2];
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < 2; j++) sum[i][j] = adds ? _mm256_load_ps(out + i * pitch + 8 * j) : _mm256_setzero_ps();
  for (ptrdiff_t k = 0; k < count; k++, a += a_step, b += b_step) {
    floats8 first = _mm256_load_ps(b), second = _mm256_load_ps(b + 8);
    UNROLL for (int i = 0; i < rows; i++) {
      floats8 value = _mm256_broadcast_ss(a + i * a_row);
      ADD_PRODUCT_V(sum[i][0], value, first);
      ADD_PRODUCT_V(sum[i][1], value, second);
    }
  }
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int j = 0; j < 2; j++) _mm256_store_ps(out + i * pitch + 8 * j, sum[i][j]);
}

#include "network_winograd_pool.h"

typedef struct {
  ptrdiff_t height, width, across, count;  // of the output; tiles in a row and in all
  ptrdiff_t in_pitch, out_pitch;           // floats between two of the 36 matrices
  float *in, *out, *patch;
} layout;

// `pool`: where the output goes through max-pooling, what lies beyond the last whole window is not looked at.
static layout layout_of(rarity_winograd_shape s, const rarity_pool *pool, float *scratch) {
  layout l = {.height = s.height + 2 * s.pad - 2, .width = s.width + 2 * s.pad - 2};
  l.across = ((pool ? 2 * pool->width : l.width) + 3) / 4;
  l.count = ((pool ? 2 * pool->height : l.height) + 3) / 4 * l.across;
  l.in_pitch = TILES * s.inputs + GAP;
  l.out_pitch = TILES * s.outputs + GAP;
  l.in = scratch;
  l.out = l.in + 36 * l.in_pitch;
  l.patch = l.out + 36 * l.out_pitch;
  return l;
}

static void convolve(rarity_winograd_shape s, rarity_winograd_pass p) {
  layout l = layout_of(s, p.to, p.scratch);
  for (ptrdiff_t first = 0; first < l.count; first += TILES) {
    ptrdiff_t tiles = l.count - first < TILES ? l.count - first : TILES;
    for (ptrdiff_t t = 0; t < tiles; t++) {
      ptrdiff_t top = (first + t) / l.across * 4 - s.pad, left = (first + t) % l.across * 4 - s.pad;
      if (p.from) pooled_input_tile(p.x, *p.from, s.inputs, top, left, l.in + t * s.inputs, l.in_pitch, l.patch);
      else input_tile(p.x, s, top, left, l.in + t * s.inputs, l.in_pitch, l.patch);
    }
    // Rows beyond the last tile hold what was there before: their products are never read.
    for (ptrdiff_t f = 0; f < 36; f++)
      for (ptrdiff_t c = 0; c < s.outputs; c += 16) {
        const float *b = p.transformed + (f * s.outputs + c) * s.inputs;
        for (ptrdiff_t t = 0; t < tiles; t += 6)
          small_product(6, l.in + f * l.in_pitch + t * s.inputs, s.inputs, 1, s.inputs, b, 16,
                        l.out + f * l.out_pitch + t * s.outputs + c, s.outputs, false);
      }
    for (ptrdiff_t t = 0; t < tiles; t++) {
      ptrdiff_t top = (first + t) / l.across * 4, left = (first + t) % l.across * 4;
      const float *m = l.out + t * s.outputs;
      if (p.to) pooled_output_tile(m, l.out_pitch, *p.to, s.outputs, top / 2, left / 2, p.bias, p.y);
      else output_tile(m, l.out_pitch, l.height, l.width, s.outputs, top, left, p.bias, p.rectified, p.mask, p.y);
    }
  }
}

static void add_gradient(rarity_winograd_shape s, const float *x, const float *dy, const rarity_pool *from, float *sums,
                         float *bias_sums, float *scratch) {
  layout l = layout_of(s, from, scratch);
  for (ptrdiff_t first = 0; first < l.count; first += TILES) {
    ptrdiff_t tiles = l.count - first < TILES ? l.count - first : TILES;
    for (ptrdiff_t t = 0; t < tiles; t++) {
      ptrdiff_t row = (first + t) / l.across * 4, column = (first + t) % l.across * 4;
      input_tile(x, s, row - s.pad, column - s.pad, l.in + t * s.inputs, l.in_pitch, l.patch);
      float *out = l.out + t * s.outputs;
      if (from) pooled_gradient_tile(dy, *from, s.outputs, row / 2, column / 2, out, l.out_pitch, bias_sums, l.patch);
      else gradient_tile(dy, l.height, l.width, s.outputs, row, column, out, l.out_pitch, bias_sums, l.patch);
    }
    for (ptrdiff_t f = 0; f < 36; f++)
      for (ptrdiff_t k = 0; k < s.outputs; k += 16) {
        const float *a = l.in + f * l.in_pitch, *b = l.out + f * l.out_pitch + k;
        float *out = sums + f * s.inputs * s.outputs + k;
        ptrdiff_t c = 0;
        for (; c + 6 <= s.inputs; c += 6) small_product(6, a + c, 1, s.inputs, tiles, b, s.outputs, out + c * s.outputs, s.outputs, true);
        for (; c + 4 <= s.inputs; c += 4) small_product(4, a + c, 1, s.inputs, tiles, b, s.outputs, out + c * s.outputs, s.outputs, true);
        for (; c + 2 <= s.inputs; c += 2) small_product(2, a + c, 1, s.inputs, tiles, b, s.outputs, out + c * s.outputs, s.outputs, true);
      }
  }
}

static const float G[6][3] = {{1, 0, 0},
                              {-2 / 3.f, -2 / 3.f * ROOT_HALF, -1 / 3.f}, {-2 / 3.f, 2 / 3.f * ROOT_HALF, -1 / 3.f},
                              {1 / 6.f, ROOT_TWO / 6, 1 / 3.f}, {1 / 6.f, -ROOT_TWO / 6, 1 / 3.f}, {0, 0, 1}};

// G w G', to [36][columns / 16][rows][16]. Eight columns at a time: contiguous, or `step` apart where turned.
static void transform(const float *weights, ptrdiff_t inputs, ptrdiff_t outputs, bool turned, float *transformed) {
  ptrdiff_t rows = turned ? outputs : inputs, columns = turned ? inputs : outputs, count = inputs * outputs;
  for (ptrdiff_t r = 0; r < rows; r++) {
    for (ptrdiff_t c = 0; c < columns; c += 8) {
      floats8 w[9], half[18];
      UNROLL for (int place = 0; place < 9; place++) {
        const float *from = weights + (turned ? 8 - place : place) * count;
        if (turned) {
          from += c * outputs + r;
          w[place] = _mm256_setr_ps(from[0], from[outputs], from[2 * outputs], from[3 * outputs], from[4 * outputs],
                                    from[5 * outputs], from[6 * outputs], from[7 * outputs]);
        } else {
          w[place] = _mm256_loadu_ps(from + r * outputs + c);
        }
      }
      UNROLL for (int i = 0; i < 6; i++)
        UNROLL for (int x = 0; x < 3; x++) half[3 * i + x] = G[i][0] * w[x] + G[i][1] * w[3 + x] + G[i][2] * w[6 + x];
      UNROLL for (int i = 0; i < 6; i++)
        UNROLL for (int j = 0; j < 6; j++) {
          floats8 sum = half[3 * i] * G[j][0] + half[3 * i + 1] * G[j][1] + half[3 * i + 2] * G[j][2];
          _mm256_store_ps(transformed + (((i * 6 + j) * (columns / 16) + c / 16) * rows + r) * 16 + c % 16, sum);
        }
    }
  }
}

// G' s G.
static void gather(const float *sums, ptrdiff_t inputs, ptrdiff_t outputs, float *gradient) {
  ptrdiff_t count = inputs * outputs;
  memset(gradient, 0, 9 * count * sizeof(float));
  for (int f = 0; f < 36; f++)
    for (int place = 0; place < 9; place++) {
      float factor = G[f / 6][place / 3] * G[f % 6][place % 3];
      if (factor == 0) continue;
      for (ptrdiff_t i = 0; i < count; i++) gradient[place * count + i] += factor * sums[f * count + i];
    }
}

const rarity_winograd WINOGRAD = {transform, convolve, add_gradient, gather};
