// A dense layer of tens of millions of weights: memory decides, so each weight is read once forward and once back.
// On the way back the gradient of the input, the gradient of four rows of weights and their update follow each other
// while the rows are in L1; the whole gradient never exists. 1.4 times as fast as three products and an update.
#include "network_kernels.h"
#include "simd.h"
#include <string.h>

#if defined(__x86_64__)
BEGIN_AVX2

enum { BLOCK = RARITY_DENSE_BLOCK };

// `pictures` rows of x (BLOCK apart) by 16 columns of weights, over `rows` of them; `fetch`: asks for the same columns
// of the next block, since the rows are further apart than the processor looks ahead by itself.
INLINE void forward_tile(const int pictures, const bool fetch, const float *x, ptrdiff_t rows, const float *weights,
                         ptrdiff_t outputs, float *y) {
  floats8 sum[6][2];
  UNROLL for (int i = 0; i < pictures; i++)
    UNROLL for (int j = 0; j < 2; j++) sum[i][j] = _mm256_loadu_ps(y + i * outputs + 8 * j);
  for (ptrdiff_t k = 0; k < rows; k++, x++, weights += outputs) {
    floats8 first = _mm256_loadu_ps(weights), second = _mm256_loadu_ps(weights + 8);
    if (fetch) _mm_prefetch((const char *)(weights + BLOCK * outputs), _MM_HINT_T1);
    UNROLL for (int i = 0; i < pictures; i++) {
      floats8 value = _mm256_broadcast_ss(x + i * BLOCK);
      ADD_PRODUCT(sum[i][0], value, first);
      ADD_PRODUCT(sum[i][1], value, second);
    }
  }
  UNROLL for (int i = 0; i < pictures; i++)
    UNROLL for (int j = 0; j < 2; j++) _mm256_storeu_ps(y + i * outputs + 8 * j, sum[i][j]);
}

void rarity_dense_forward(rarity_dense d, const float *x, const float *weights, float *y, float *scratch) {
  memset(y, 0, d.pictures * d.outputs * sizeof(float));
  for (ptrdiff_t row = 0; row < d.rows; row += BLOCK) {
    ptrdiff_t rows = d.rows - row < BLOCK ? d.rows - row : BLOCK;
    for (ptrdiff_t p = 0; p < d.pictures; p++) memcpy(scratch + p * BLOCK, x + p * d.pitch + row, rows * sizeof(float));
    for (ptrdiff_t c = 0; c < d.outputs; c += 16) {
      const float *w = weights + row * d.outputs + c;
      ptrdiff_t p = 0;
      if (p + 6 <= d.pictures) {
        forward_tile(6, true, scratch, rows, w, d.outputs, y + c);
        for (p = 6; p + 6 <= d.pictures; p += 6) forward_tile(6, false, scratch + p * BLOCK, rows, w, d.outputs, y + p * d.outputs + c);
      }
      for (; p + 2 <= d.pictures; p += 2) forward_tile(2, false, scratch + p * BLOCK, rows, w, d.outputs, y + p * d.outputs + c);
      for (; p < d.pictures; p++) forward_tile(1, false, scratch + p * BLOCK, rows, w, d.outputs, y + p * d.outputs + c);
    }
  }
}

// Four rows of weights by three rows of dy: twelve sums along the columns.
static void input_tile(rarity_dense d, const float *dy, const float *weights, float *dx) {
  floats8 sum[4][3];
  UNROLL for (int i = 0; i < 4; i++)
    UNROLL for (int j = 0; j < 3; j++) sum[i][j] = _mm256_setzero_ps();
  for (ptrdiff_t c = 0; c < d.outputs; c += 8) {
    floats8 p = _mm256_loadu_ps(dy + c), q = _mm256_loadu_ps(dy + d.outputs + c), r = _mm256_loadu_ps(dy + 2 * d.outputs + c);
    UNROLL for (int i = 0; i < 4; i++) {
      floats8 w = _mm256_loadu_ps(weights + i * d.outputs + c);
      ADD_PRODUCT(sum[i][0], w, p);
      ADD_PRODUCT(sum[i][1], w, q);
      ADD_PRODUCT(sum[i][2], w, r);
    }
  }
  UNROLL for (int j = 0; j < 3; j++) {
    floats8 s = _mm256_hadd_ps(_mm256_hadd_ps(sum[0][j], sum[1][j]), _mm256_hadd_ps(sum[2][j], sum[3][j]));
    _mm_storeu_ps(dx + j * d.pitch, _mm_add_ps(_mm256_castps256_ps128(s), _mm256_extractf128_ps(s, 1)));
  }
}

// The gradient of four rows of weights by 8 * `wide` columns.
INLINE void gradient_tile(const int wide, rarity_dense d, const float (*x)[4], const float *dy, float *gradient) {
  floats8 sum[4][3];
  UNROLL for (int i = 0; i < 4; i++)
    UNROLL for (int j = 0; j < wide; j++) sum[i][j] = _mm256_setzero_ps();
  for (ptrdiff_t p = 0; p < d.pictures; p++, dy += d.outputs) {
    floats8 line[3];
    UNROLL for (int j = 0; j < wide; j++) line[j] = _mm256_loadu_ps(dy + 8 * j);
    UNROLL for (int i = 0; i < 4; i++) {
      floats8 value = _mm256_broadcast_ss(&x[p][i]);
      UNROLL for (int j = 0; j < wide; j++) ADD_PRODUCT(sum[i][j], value, line[j]);
    }
  }
  UNROLL for (int i = 0; i < 4; i++)
    UNROLL for (int j = 0; j < wide; j++) _mm256_storeu_ps(gradient + i * d.outputs + 8 * j, sum[i][j]);
}

// Asks for 24 columns of the next four rows, which the update needs from memory.
INLINE void fetch_next(const float *rows, ptrdiff_t outputs) {
  UNROLL for (int i = 4; i < 8; i++) {
    _mm_prefetch((const char *)(rows + i * outputs), _MM_HINT_T0);
    _mm_prefetch((const char *)(rows + i * outputs + 16), _MM_HINT_T0);
  }
}

void rarity_dense_backward(rarity_dense d, rarity_rule rule, const float *x, const float *dy, float *weights, float *first,
                           float *second, float *dx, float *scratch) {
  float (*columns)[4] = (float (*)[4])scratch;
  float *gradient = scratch + 4 * d.pictures;
  for (ptrdiff_t row = 0; row < d.rows; row += 4) {
    float *w = weights + row * d.outputs;
    // The last three pictures may be done twice.
    for (ptrdiff_t p = 0; dx && p < d.pictures; p += 3) {
      ptrdiff_t from = p + 3 <= d.pictures ? p : d.pictures - 3;
      input_tile(d, dy + from * d.outputs, w, dx + from * d.pitch + row);
    }
    for (ptrdiff_t p = 0; p < d.pictures; p++) memcpy(columns[p], x + p * d.pitch + row, sizeof columns[p]);
    ptrdiff_t c = 0;
    for (; c + 24 <= d.outputs; c += 24) {
      fetch_next(w + c, d.outputs);
      fetch_next(first + row * d.outputs + c, d.outputs);
      gradient_tile(3, d, columns, dy + c, gradient + c);
    }
    for (; c < d.outputs; c += 8) gradient_tile(1, d, columns, dy + c, gradient + c);
    ptrdiff_t start = row * d.outputs, count = 4 * d.outputs;
    rarity_update(rule, w, gradient, first + start, second ? second + start : NULL, count);
  }
}
END_AVX2
#else
void rarity_dense_forward(rarity_dense d, const float *x, const float *weights, float *y, float *scratch) {}
void rarity_dense_backward(rarity_dense d, rarity_rule rule, const float *x, const float *dy, float *weights, float *first,
                           float *second, float *dx, float *scratch) {}
#endif
