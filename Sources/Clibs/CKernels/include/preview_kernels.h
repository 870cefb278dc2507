// The inner loops of the picture preview: a picture as character cells, fitted as the eye sees it, after
// a blur. What is minimised, and how: Sources/TUI/Preview/Preview.swift; the plan is made in PreviewPlan.swift.
//
// A cell is 8x16 canvas pixels. The blurred residual (picture less cells) is kept on samples of 4 px,
// 2x4 a cell, in one plane a channel with a margin around it; a glyph's blurred shape covers 8x10 samples.
#ifndef RARITY_PREVIEW_KERNELS_H
#define RARITY_PREVIEW_KERNELS_H
#include <stdbool.h>
#include <stdint.h>

enum {
  PREVIEW_BLOCKS = 24,  // lanes: 0-7 lower k+1 eighths, 8-15 left k+1 eighths, 16-20 quadrants
                        // UL UR LL LR and UL+LR, 21-23 shades of 1/4 1/2 3/4
  PREVIEW_GLYPHS = 56,  // from 24 on sextants: lane 24 + k has the parts whose bits are set in 2 k + 1,
                        // upper left first, then to the right and down; lane 34 and lane 55 are not used
  PREVIEW_FULL = 7,     // the lane of the full block; lane 15 is the same shape
  PREVIEW_SPAN_X = 8,
  PREVIEW_SPAN_Y = 10,
  PREVIEW_MARGIN = 3,   // samples on each side that a shape reaches beyond its cell
  PREVIEW_CLASS_COUNT = 15,
  PREVIEW_NOISE = 1024,  // places in a plan's noise where a cell's may begin
};

// Cells at the edges see mirrored shapes, so there are 3 (top, middle, bottom) x 5 (left, second,
// middle, last but one, right) classes of cells. All floats, in this order, without gaps.
typedef struct {
  float columns[PREVIEW_SPAN_X][8];  // [x][k]: blurred profile of the left k+1 eighths
  float rows[PREVIEW_SPAN_Y][8];     // [y][k]: of the lower k+1 eighths
  float thirds[PREVIEW_SPAN_Y][4];   // [y][k]: of the kth third from above, and nothing
  float shapes[PREVIEW_GLYPHS][PREVIEW_SPAN_Y][PREVIEW_SPAN_X];
  float gram[PREVIEW_GLYPHS][PREVIEW_GLYPHS];  // products of the shapes
  // The normal equations of each glyph's two colours, the unblurred term included: p11 f + p01 b = r1,
  // p01 f + p00 b = r0; and the inverses of the determinant, of p11 and of p00.
  float p11[PREVIEW_GLYPHS], p01[PREVIEW_GLYPHS], p00[PREVIEW_GLYPHS];
  float inverse[PREVIEW_GLYPHS], inverse11[PREVIEW_GLYPHS], inverse00[PREVIEW_GLYPHS];
} preview_class;

// Output j is the sum over k < taps of weights[j * taps + k] * input[first[j] + k].
typedef struct {
  int32_t taps;
  const int32_t *first;
  const float *weights;
} preview_filter;

// Read only; shared by threads.
typedef struct {
  int32_t width, height;   // the picture, pixels
  int32_t columns, rows;   // cells
  int32_t stride;          // floats a row of a residual plane, at least 2 * columns + 6, a multiple of 8
  int32_t pixel_stride;    // floats a row of `pixels`, at least 3 * width + 8, a multiple of 16
  int32_t groups;          // vectors of 8 lanes in use: 3, or 7 with sextants
  float lambda;            // weight of the unblurred error, in units of the samples
  float keep;              // gain that a change of glyph must bring while colours are free
  const preview_class *classes;
  preview_filter blur_x, blur_y;  // to 2 * columns and 4 * rows samples
  preview_filter box_x, box_y;    // to 8 * columns and 8 * rows means
  float penalty[PREVIEW_GLYPHS];  // added to a glyph's error; huge: the glyph is not used
  float area[PREVIEW_GLYPHS];     // canvas pixels that a glyph covers
  const float *noise;             // PREVIEW_NOISE + PREVIEW_GLYPHS values
} preview_plan;

// One thread's scratch and result. The caller owns the memory.
typedef struct {
  float *residual[3];  // (4 * rows + 8) * stride each
  float *pixels;       // height * pixel_stride
  float *row;          // pixel_stride
  float *means;        // 4 * 8 * columns * 4
  float *sums;         // rows * columns * 3 * 8 * groups: unblurred product of picture and glyph
  float *colours;      // rows * columns * 6: foreground and background of each cell
  uint8_t *glyphs;     // rows * columns lanes
  uint8_t *frozen;     // rows * columns: not 0 where glyph and colours are given and stay
} preview_work;

// One pass with any colour.
typedef struct {
  bool backwards;
  bool rounded;  // to whole levels; the neighbours take up the error
  float heat;    // times the plan's noise is added to the error of each glyph, so that a fit leaves a poor optimum; 0: none
  int32_t turn;  // another in each pass of a fit: which noise a cell gets
} preview_pass;

// The steps of a fit, in order of use. `rgb`: height * width * 3 bytes.
typedef struct {
  // The blurred picture into the residual, and the sums.
  void (*prepare)(const preview_plan *, preview_work *, const uint8_t *rgb);
  // Least squares inside each cell, without blur.
  void (*start)(const preview_plan *, preview_work *);
  // Every cell takes the glyph and the two colours that are best with its neighbours as they stand.
  void (*sweep)(const preview_plan *, preview_work *, preview_pass);
  // The same with colours of a palette: per channel one of `count` (at least 2) levels, equally far
  // apart from the second on; and unless `greys` is -1 one of 8, 18 … 238 in all channels, `greys` steps
  // around the best.
  void (*sweep_palette)(const preview_plan *, preview_work *, bool backwards, const float *levels, int count, int greys);
} preview_kernels;

// The fastest that this processor can run.
const preview_kernels *preview_kernels_best(void);
// The same source compiled for any processor.
const preview_kernels *preview_kernels_portable(void);
#endif
