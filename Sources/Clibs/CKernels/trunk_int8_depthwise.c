// Depthwise convolution in bytes: a register holds four neighbouring pixels of 16 channels, so a kernel row of five
// taps is two instructions for 16 outputs, and one of three at most two. The row's weights and the sums of up to 20
// pixels stay in registers. Five times as fast as the same in single precision.
#include "simd512.h"

#if defined(__x86_64__)
BEGIN_VNNI

INLINE int floor_quarter(int x) { return (x + 64) / 4 - 16; }

// `groups` groups of four outputs, 16 channels; `input` are the kernel's rows at the first output's group.
INLINE void outputs(const int kernel, const int stride, const int groups, int first, int last, const uint8_t *const *input,
                    ptrdiff_t offset, ptrdiff_t group_bytes, const int8_t *weights, bytes64 bias, __m512 scale,
                    uint8_t *out, ptrdiff_t out_group_bytes) {
  const int before = stride == 2 ? (kernel - 2) / 2 : kernel / 2, phases = 4 / stride;
  bytes64 sum[20];
  UNROLL for (int i = 0; i < 4 * groups; i++) sum[i] = bias;
  for (int y = first; y < last; y++) {
    const uint8_t *row = input[y] + offset;
    const int8_t *weight = weights + y * phases * 3 * 64;
    UNROLL for (int g = -1; g < groups * stride + 1; g++) {
      bytes64 pixels = _mm512_loadu_si512(row + g * group_bytes);
      UNROLL for (int o = 0; o < 4 * groups; o++) {
        const int low = floor_quarter(o * stride - before), high = floor_quarter(o * stride - before + kernel - 1);
        if (g >= low && g <= high)
          sum[o] = _mm512_dpbusd_epi32(sum[o], pixels,
                                       _mm512_load_si512(weight + (o % phases * 3 + g - o * stride / 4 + 1) * 64));
      }
    }
  }
  UNROLL for (int g = 0; g < groups; g++)
    _mm512_storeu_si512(out + g * out_group_bytes,
                        packed(levels_of(sum[4 * g], scale), levels_of(sum[4 * g + 1], scale),
                               levels_of(sum[4 * g + 2], scale), levels_of(sum[4 * g + 3], scale)));
}

INLINE void row(const int kernel, const int stride, int first, int last, const uint8_t *const *input,
                const rarity_int8_depthwise_shape *shape, rarity_int8_layer layer, uint8_t *out) {
  const ptrdiff_t bytes = shape->channels * 4, out_bytes = shape->out_group_bytes;
  for (ptrdiff_t c = 0; c < shape->channels; c += 16) {
    const int8_t *weights = layer.weights + c / 16 * kernel * (4 / stride) * 3 * 64;
    const bytes64 bias = _mm512_loadu_si512(layer.bias + c);
    const __m512 scale = _mm512_loadu_ps(layer.scale + c);
    ptrdiff_t g = 0;
#define OUTPUTS(groups) \
  outputs(kernel, stride, groups, first, last, input, g * stride * bytes + c * 4, bytes, weights, bias, scale, \
          out + g * out_bytes + c * 4, out_bytes)
    if (shape->out_groups % 5 == 0) for (; g < shape->out_groups; g += 5) OUTPUTS(5);
    for (; g + 4 <= shape->out_groups; g += 4) OUTPUTS(4);
    if (g + 3 == shape->out_groups) { OUTPUTS(3); g += 3; }
    for (; g + 2 <= shape->out_groups; g += 2) OUTPUTS(2);
    if (g < shape->out_groups) OUTPUTS(1);
#undef OUTPUTS
  }
}

#define ROW(name, kernel, stride) \
  static __attribute__((noinline)) void name(int first, int last, const uint8_t *const *input, \
      const rarity_int8_depthwise_shape *shape, rarity_int8_layer layer, uint8_t *out) { \
    row(kernel, stride, first, last, input, shape, layer, out); \
  }
ROW(row3, 3, 1) ROW(row3by2, 3, 2) ROW(row5, 5, 1) ROW(row5by2, 5, 2)

// Kernel rows outside the picture are left out.
void rarity_int8_depthwise(const rarity_int8_depthwise_shape *shape, const uint8_t *slab, rarity_int8_layer layer, uint8_t *out) {
  for (ptrdiff_t y = 0; y < shape->out_height; y++, out += shape->out_groups * shape->out_group_bytes) {
    const ptrdiff_t top = y * shape->stride - shape->pad_top;
    const int first = top < 0 ? (int)-top : 0;
    const int last = top + shape->kernel > shape->height ? (int)(shape->height - top) : shape->kernel;
    const uint8_t *input[5];
    for (int i = first; i < last; i++) input[i] = slab + (top + i) * shape->row_bytes;
    (shape->kernel == 3 ? shape->stride == 1 ? row3 : row3by2 : shape->stride == 1 ? row5 : row5by2)(
        first, last, input, shape, layer, out);
  }
}

END_VNNI
#endif
