// 3x3 convolution in training by Winograd F(4x4,3x3): forward, gradient of the data (the same with turned weights)
// and of the weights. Included once for each set of instructions.
//
// A block of 12 tiles is transformed, multiplied (36 small products) and transformed back inside L2: there is no
// buffer of the picture's size and no im2col. That does 2.25 to 4 times fewer multiplications than the definition
// has, and came to 2.1 to 2.9 times what the processor's FMA units could do without; the error is a few millionths of the largest
// value. The gap between frequencies keeps them from falling on the same lines of the cache (1.1 times).
// Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016.

enum { TILES = RARITY_WINOGRAD_TILES, GAP = RARITY_WINOGRAD_GAP };

#include "network_winograd_tiles.h"
#include "network_winograd_pool.h"

#define ADD_PRODUCT_V(sum, a, b) __asm__ volatile("vfmadd231ps %1, %2, %0" : "+v"(sum) : "v"(a), "v"(b))

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
