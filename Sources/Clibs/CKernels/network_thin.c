// A 3x3 convolution of a picture with few channels, such as RGB: Winograd's needs many, and a matrix of windows would
// be nine times the picture. The picture has a border of zeros, so the windows of a row are nine numbers beside each
// other in three places, and a pixel further is `inputs` numbers further.
#include "network_kernels.h"
#include "simd.h"

#if defined(__x86_64__)
BEGIN_AVX2

// `pixels` pixels of one row by 16 outputs.
INLINE void forward_tile(const int pixels, const float *x, ptrdiff_t pitch, ptrdiff_t inputs, const float *weights,
                         ptrdiff_t outputs, const float *bias, bool rectified, float *y) {
  floats8 sum[6][2];
  UNROLL for (int i = 0; i < pixels; i++)
    UNROLL for (int j = 0; j < 2; j++) sum[i][j] = _mm256_loadu_ps(bias + 8 * j);
  for (int row = 0; row < 3; row++) {
    const float *a = x + row * pitch;
    for (ptrdiff_t k = 0; k < 3 * inputs; k++, a++, weights += outputs) {
      floats8 first = _mm256_loadu_ps(weights), second = _mm256_loadu_ps(weights + 8);
      UNROLL for (int i = 0; i < pixels; i++) {
        floats8 value = _mm256_broadcast_ss(a + i * inputs);
        ADD_PRODUCT(sum[i][0], value, first);
        ADD_PRODUCT(sum[i][1], value, second);
      }
    }
  }
  const floats8 low = rectified ? _mm256_setzero_ps() : _mm256_set1_ps(-__builtin_inff());
  UNROLL for (int i = 0; i < pixels; i++)
    UNROLL for (int j = 0; j < 2; j++) _mm256_storeu_ps(y + i * outputs + 8 * j, _mm256_max_ps(low, sum[i][j]));
}

void rarity_thin_forward(ptrdiff_t height, ptrdiff_t width, ptrdiff_t inputs, ptrdiff_t outputs, const float *padded,
                         const float *weights, const float *bias, bool rectified, float *y) {
  ptrdiff_t pitch = (width + 2) * inputs;
  for (ptrdiff_t row = 0; row < height; row++) {
    for (ptrdiff_t c = 0; c < outputs; c += 16) {
      const float *x = padded + row * pitch;
      float *out = y + row * width * outputs + c;
      ptrdiff_t i = 0;
      for (; i + 6 <= width; i += 6) forward_tile(6, x + i * inputs, pitch, inputs, weights + c, outputs, bias + c, rectified, out + i * outputs);
      for (; i < width; i++) forward_tile(1, x + i * inputs, pitch, inputs, weights + c, outputs, bias + c, rectified, out + i * outputs);
    }
  }
}

// Gradients of `count` weights by 16 outputs, over one row of pixels; with `bias` (count 3) that of the bias as well.
INLINE void gradient_tile(const int count, const float *x, ptrdiff_t inputs, ptrdiff_t width, const float *dy, ptrdiff_t outputs,
                          float *sums, float *bias) {
  floats8 sum[6][2];
  UNROLL for (int i = 0; i < count; i++)
    UNROLL for (int j = 0; j < 2; j++) sum[i][j] = _mm256_loadu_ps(sums + i * outputs + 8 * j);
  floats8 left = _mm256_setzero_ps(), right = left;
  for (ptrdiff_t pixel = 0; pixel < width; pixel++, x += inputs, dy += outputs) {
    floats8 first = _mm256_loadu_ps(dy), second = _mm256_loadu_ps(dy + 8);
    if (bias) left += first, right += second;
    UNROLL for (int i = 0; i < count; i++) {
      floats8 value = _mm256_broadcast_ss(x + i);
      ADD_PRODUCT(sum[i][0], value, first);
      ADD_PRODUCT(sum[i][1], value, second);
    }
  }
  UNROLL for (int i = 0; i < count; i++)
    UNROLL for (int j = 0; j < 2; j++) _mm256_storeu_ps(sums + i * outputs + 8 * j, sum[i][j]);
  if (!bias) return;
  _mm256_storeu_ps(bias, _mm256_loadu_ps(bias) + left);
  _mm256_storeu_ps(bias + 8, _mm256_loadu_ps(bias + 8) + right);
}

void rarity_thin_gradient(ptrdiff_t height, ptrdiff_t width, ptrdiff_t inputs, ptrdiff_t outputs, const float *padded,
                          const float *dy, float *sums, float *bias_sums) {
  ptrdiff_t pitch = (width + 2) * inputs, run = 3 * inputs;
  for (ptrdiff_t row = 0; row < height; row++) {
    const float *d = dy + row * width * outputs;
    for (int k = 0; k < 3; k++) {
      const float *x = padded + (row + k) * pitch;
      float *out = sums + k * run * outputs;
      for (ptrdiff_t c = 0; c < outputs; c += 16) {
        ptrdiff_t i = 0;
        float *bias = k == 0 ? bias_sums + c : NULL;
        for (; i + 6 < run; i += 6) gradient_tile(6, x + i, inputs, width, d + c, outputs, out + i * outputs + c, NULL);
        for (; i < run; i += 3) gradient_tile(3, x + i, inputs, width, d + c, outputs, out + i * outputs + c, i + 3 == run ? bias : NULL);
      }
    }
  }
}
END_AVX2
#else
void rarity_thin_forward(ptrdiff_t height, ptrdiff_t width, ptrdiff_t inputs, ptrdiff_t outputs, const float *padded,
                         const float *weights, const float *bias, bool rectified, float *y) {}
void rarity_thin_gradient(ptrdiff_t height, ptrdiff_t width, ptrdiff_t inputs, ptrdiff_t outputs, const float *padded,
                          const float *dy, float *sums, float *bias_sums) {}
#endif
