// The inner loops of training for x86-64 with AVX2 and FMA. Each has a plain twin in Sources/Model
// (Optimisers, Layers). Nothing here may be called where rarity_has_avx2() is false.
#ifndef RARITY_NETWORK_KERNELS_H
#define RARITY_NETWORK_KERNELS_H
#include <stdbool.h>
#include <stddef.h>

/// How a gradient changes weights; see OptimiserSettings.swift for the formulas.
typedef enum { RARITY_RMSPROP, RARITY_ADAM, RARITY_SGD } rarity_rule_kind;

typedef struct {
  rarity_rule_kind kind;
  float rate;  // Adam: with the correction for the number of steps
  float decay, second_decay;
  float epsilon;
} rarity_rule;

/// Applies the rule to `count` weights; `second` is used by Adam alone.
void rarity_update(rarity_rule rule, float *weights, const float *gradient, float *first, float *second, ptrdiff_t count);

/// Some rows of a dense layer's weights (rows x outputs), and the numbers of each picture that meet them.
typedef struct {
  ptrdiff_t pictures;  // at least 3
  ptrdiff_t pitch;     // from one picture's numbers to the next one's, in x and dx
  ptrdiff_t rows;      // a multiple of 4
  ptrdiff_t outputs;   // a multiple of 16
} rarity_dense;

enum { RARITY_DENSE_BLOCK = 128 };

/// y (pictures x outputs) = x w. scratch: pictures * RARITY_DENSE_BLOCK floats.
void rarity_dense_forward(rarity_dense, const float *x, const float *weights, float *y, float *scratch);

/// dx = dy w' (dx may be null), then the rule is applied to the weights. scratch: 4 * (pictures + outputs) floats.
void rarity_dense_backward(rarity_dense, rarity_rule, const float *x, const float *dy, float *weights, float *first,
                           float *second, float *dx, float *scratch);

/// A 3x3 convolution of stride 1 with zeros around, of a picture of few channels; its border of zeros is part of
/// `padded` ((height + 2) x (width + 2) x inputs). outputs: a multiple of 16.
void rarity_thin_forward(ptrdiff_t height, ptrdiff_t width, ptrdiff_t inputs, ptrdiff_t outputs, const float *padded,
                         const float *weights, const float *bias, bool rectified, float *y);

/// sums [3][3][inputs][outputs] += the gradient of the weights; bias_sums += dy's columns.
void rarity_thin_gradient(ptrdiff_t height, ptrdiff_t width, ptrdiff_t inputs, ptrdiff_t outputs, const float *padded,
                          const float *dy, float *sums, float *bias_sums);

/// Dropout: of every four numbers each one is multiplied by `scale`, or by 0 where its 16 bits of the next draw are
/// below `limit`. state: of RandomStream, where it is drawn from. count: a multiple of 8.
void rarity_drop(float *values, ptrdiff_t count, unsigned long long state, unsigned limit, float scale);

/// A 3x3 convolution of stride 1 by Winograd's F(4x4,3x3), of one picture: height x width x inputs, channels
/// fastest, to (height + 2 pad - 2) x (width + 2 pad - 2) x outputs. Both counts of channels are multiples of 16.
typedef struct {
  ptrdiff_t height, width, inputs, outputs;
  ptrdiff_t pad;  // rows and columns of zeros on each side: 0 valid, 1 same, 2 or 1 for the gradient of the data
} rarity_winograd_shape;

enum { RARITY_WINOGRAD_TILES = 12, RARITY_WINOGRAD_GAP = 16 };

/// Floats of scratch memory for one thread, 64-byte aligned.
static inline ptrdiff_t rarity_winograd_scratch(rarity_winograd_shape s) {
  ptrdiff_t most = s.inputs > s.outputs ? s.inputs : s.outputs;
  return 36 * (RARITY_WINOGRAD_TILES * (s.inputs + s.outputs) + 2 * RARITY_WINOGRAD_GAP + most);
}

/// ReLU and 2x2 max-pooling after a convolution; what does not fill a window is left out.
typedef struct {
  ptrdiff_t height, width;  // of the pooled map
  /// Which of its window's pixels (0...3, by rows) each number was; 4 where ReLU made it 0. Null: not wanted.
  unsigned char *places;
} rarity_pool;

/// From where to where a convolution goes.
typedef struct {
  const float *x;
  const rarity_pool *from;  // null, or x is a pooled map's gradient and the input is what it spreads to; pad is then 2
  const float *transformed;
  const float *bias;  // may be null
  bool rectified;
  const float *mask;  // null, or the output's shape: 0 is written where it is not above 0
  float *y;
  const rarity_pool *to;  // null, or the output is rectified and pooled; it needs a bias and takes no mask
  float *scratch;
} rarity_winograd_pass;

typedef struct {
  /// weights [3][3][inputs][outputs] to `transformed`, 36 * inputs * outputs floats. turned: as the gradient of the
  /// data takes them, a convolution from outputs to inputs.
  void (*transform)(const float *weights, ptrdiff_t inputs, ptrdiff_t outputs, bool turned, float *transformed);
  void (*convolve)(rarity_winograd_shape, rarity_winograd_pass);
  /// sums, 36 * inputs * outputs floats, += what `gather` makes the gradient of the weights; bias_sums (may be null)
  /// += dy's columns. from: null, or dy is a pooled map's gradient.
  void (*add_gradient)(rarity_winograd_shape, const float *x, const float *dy, const rarity_pool *from, float *sums,
                       float *bias_sums, float *scratch);
  /// gradient [3][3][inputs][outputs] from the sums.
  void (*gather)(const float *sums, ptrdiff_t inputs, ptrdiff_t outputs, float *gradient);
} rarity_winograd;

/// The fastest that this processor can run; null where it has no AVX2.
const rarity_winograd *rarity_winograd_best(void);
/// For processors with AVX2 alone; null where it has none.
const rarity_winograd *rarity_winograd_avx2(void);
#endif
