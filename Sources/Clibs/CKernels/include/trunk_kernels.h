// The trunk's inner loops for x86-64 with AVX2, FMA and F16C. Shapes, padding and packing are Swift's
// (Sources/Model/Trunk); each function here has a plain Swift twin in PortableKernels.swift.
#ifndef RARITY_TRUNK_KERNELS_H
#define RARITY_TRUNK_KERNELS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has what the functions below need. Nothing else may be called where it is false.
bool rarity_has_avx2(void);

/// What happens to a product while it is still in registers. `bias` is always added first.
typedef enum {
  RARITY_LINEAR,    // out = t
  RARITY_RELU6,     // out = min(max(t, 0), 6)
  RARITY_RESIDUAL,  // out = t + residual
  RARITY_POOL,      // out[column] += sum over rows of min(max(t, 0), 6): one row of output
} rarity_epilogue;

/// The left operand: row i begins at values + i * pitch and lies in `runs` runs of `run` floats, `stride`
/// apart. One run: a plain matrix. Many: a tensor in slabs of channels, or the rows of a 3x3 window.
typedef struct {
  const float *values;
  ptrdiff_t pitch;
  ptrdiff_t run, runs, stride;
} rarity_rows;

/// The right operand (run * runs x columns) lies in panels, first of 24, then of 16 columns, each row by
/// row. Returns the width of the panel that begins at column `from`; columns: 24 p + 16 q.
static inline ptrdiff_t rarity_panel_width(ptrdiff_t columns, ptrdiff_t from) {
  ptrdiff_t left = columns - from, sixteens = (3 - left / 8 % 3) % 3;
  return left > 16 * sixteens ? 24 : 16;
}

/// out (rows x columns, `out_pitch` apart) = epilogue(left * panels + bias).
/// `panels` is 32-byte aligned; `residual` has the shape of out. With `prefetch` the first tile of rows
/// fetches the panel after the one in use.
void rarity_product(rarity_epilogue epilogue, bool prefetch, ptrdiff_t rows, ptrdiff_t columns, rarity_rows left,
                    const float *panels, const float *bias, float *out, ptrdiff_t out_pitch, const float *residual);

/// The same for one panel of 24 or 16 columns, with ReLU6, where the rows of out do not lie evenly: row i
/// begins at out + places[i]. Pixels of many picture rows are then one product, whatever the padding.
void rarity_expand(bool prefetch, ptrdiff_t rows, ptrdiff_t width, rarity_rows left, const float *panel,
                   const float *bias, float *out, const ptrdiff_t *places);

/// One row of a depthwise convolution with ReLU6: `width` pixels of `channels` (a multiple of 8).
/// kernel: 3 or 5, stride: 1 or 2. input[first..<last] are the rows that lie in the picture, each with its
/// padding columns. weights: [channels / 8][kernel][kernel][8], 32-byte aligned.
void rarity_depthwise(int kernel, int stride, int first, int last, const float *const *input, ptrdiff_t width,
                      ptrdiff_t channels, const float *weights, const float *bias, float *out);

/// out[i] = (bytes[i] - 127) / 128.
void rarity_normalise(const uint8_t *bytes, ptrdiff_t count, float *out);

/// IEEE half precision to single.
void rarity_half_to_float(const uint16_t *halves, ptrdiff_t count, float *out);
#endif
