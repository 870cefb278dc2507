// The loops of preview_kernels.h, compiled once a processor type. Vectors run over glyphs: 24 lanes are
// 3 vectors, so that one pass over a cell's samples serves all glyphs at once. `groups`, the number of vectors, is a
// constant wherever the loops are: each is compiled for the block elements alone and with sextants.
#include <string.h>
#include "preview_kernels.h"

// Vectors are passed by value, but only to functions that are always inlined.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float v4 __attribute__((vector_size(16)));
typedef float v8 __attribute__((vector_size(32)));
typedef float v4u __attribute__((vector_size(16), aligned(4)));
typedef float v8u __attribute__((vector_size(32), aligned(4)));
typedef int32_t m8 __attribute__((vector_size(32)));

#define INLINE static inline __attribute__((always_inline))
#define GROUPS 7  // most vectors of glyphs

INLINE v8 all(float x) { return (v8){x, x, x, x, x, x, x, x}; }
INLINE v8 load(const float *p) { return *(const v8u *)p; }
INLINE v8 lower(v8 a, v8 b) { return __builtin_elementwise_min(a, b); }
INLINE v8 higher(v8 a, v8 b) { return __builtin_elementwise_max(a, b); }
// To the nearest whole number: beyond 2^23 a float has no fraction left. No library call anywhere.
INLINE v8 nearest(v8 a) { return (a + 12582912.f) - 12582912.f; }
INLINE v8 clamp(v8 a, float low, float high) { return higher(all(low), lower(all(high), a)); }
INLINE v8 choose(m8 mask, v8 yes, v8 no) { return (v8)((mask & (m8)yes) | (~mask & (m8)no)); }

// Which of 8 sextant lanes from `first` on (0 for lane 24) have a part.
INLINE v8 having(int first, int part) {
  v8 out;
  for (int k = 0; k < 8; k++) out[k] = (2 * (first + k) + 1) >> part & 1;
  return out;
}

// ---- the picture on the sample grid ----

// One output row of a vertical filter: `row` = weighted sum of rows of the picture.
INLINE void filter_down(const preview_plan *p, const float *pixels, preview_filter f, int y, float *row) {
  const float *source = pixels + (size_t)f.first[y] * p->pixel_stride, *weights = f.weights + (size_t)y * f.taps;
  for (int i = 0; i < p->pixel_stride; i += 16) {
    v8 a = all(0), b = all(0);
    for (int k = 0; k < f.taps; k++) {
      const float *s = source + (size_t)k * p->pixel_stride + i;
      a += load(s) * weights[k];
      b += load(s + 8) * weights[k];
    }
    *(v8u *)(row + i) = a;
    *(v8u *)(row + i + 8) = b;
  }
}

// One output of a horizontal filter, three channels at once; the fourth lane is a by-product.
INLINE v4 filter_across(const float *row, preview_filter f, int x) {
  const float *s = row + 3 * f.first[x], *weights = f.weights + (size_t)x * f.taps;
  v4 sum = {0, 0, 0, 0};
  for (int k = 0; k < f.taps; k++) sum += *(const v4u *)(s + 3 * k) * weights[k];
  return sum;
}

// The blurred picture; the cells are taken off it later, which makes it the residual.
static void blur(const preview_plan *p, preview_work *w) {
  for (int c = 0; c < 3; c++) memset(w->residual[c], 0, sizeof(float) * p->stride * (4 * p->rows + 8));
  for (int y = 0; y < 4 * p->rows; y++) {
    filter_down(p, w->pixels, p->blur_y, y, w->row);
    size_t start = (size_t)(y + PREVIEW_MARGIN) * p->stride + PREVIEW_MARGIN;
    for (int x = 0; x < 2 * p->columns; x++) {
      v4 sample = filter_across(w->row, p->blur_x, x);
      for (int c = 0; c < 3; c++) w->residual[c][start + x] = sample[c];
    }
  }
}

// The same of the sextants: a third is 2 2/3 of the 8 rows of means.
INLINE void sum_sextants(const v4 *left, const v4 *whole, float unit, float *sums, const int groups) {
  v4 parts[6];
  for (int side = 0; side < 2; side++) {
    v4 rows[8];
    for (int r = 0; r < 8; r++) rows[r] = (side ? whole[r] - left[r] : left[r]) * unit;
    parts[side] = rows[0] + rows[1] + rows[2] * (2 / 3.f);
    parts[2 + side] = rows[2] * (1 / 3.f) + rows[3] + rows[4] + rows[5] * (1 / 3.f);
    parts[4 + side] = rows[5] * (2 / 3.f) + rows[6] + rows[7];
  }
  for (int c = 0; c < 3; c++)
    for (int v = 3; v < groups; v++) {
      v8 sum = all(0);
      for (int part = 0; part < 6; part++) sum += having(8 * (v - 3), part) * parts[part][c];
      *(v8u *)(sums + c * 8 * groups + 8 * v) = sum;
    }
}

// Products of one cell row with all glyphs, from 8x8 means a cell (of 2 canvas pixels each).
INLINE void sum_row(const preview_plan *p, preview_work *w, int cell_row, const int groups) {
  int n = p->columns;
  v4 *means = (v4 *)w->means, *halves[2] = {means, means + 8 * n}, *lines = means + 16 * n, *left_lines = means + 24 * n;
  memset(means, 0, sizeof(v4) * 16 * n);
  for (int r = 0; r < 8; r++) {
    filter_down(p, w->pixels, p->box_y, cell_row * 8 + r, w->row);
    for (int cell = 0; cell < n; cell++) {
      v4 line = {0, 0, 0, 0};
      for (int x = cell * 8; x < cell * 8 + 8; x++) {
        v4 mean = filter_across(w->row, p->box_x, x);
        halves[r / 4][x] += mean;
        line += mean;
        if (groups > 3 && x == cell * 8 + 3) left_lines[cell * 8 + r] = line;
      }
      lines[cell * 8 + r] = line;
    }
  }
  for (int cell = 0; cell < n; cell++) {
    v4 out[PREVIEW_BLOCKS], low = {0, 0, 0, 0}, left = low, upper_left = low, lower_left = low;
    float unit = 2 * p->lambda;
    for (int k = 0; k < 8; k++) {
      low += lines[cell * 8 + 7 - k] * unit;
      v4 top = halves[0][cell * 8 + k] * unit, bottom = halves[1][cell * 8 + k] * unit;
      left += top + bottom;
      if (k < 4) upper_left += top, lower_left += bottom;
      out[k] = low;
      out[8 + k] = left;
    }
    out[16] = upper_left;
    out[17] = out[7] - out[3] - upper_left;
    out[18] = lower_left;
    out[19] = out[3] - lower_left;
    out[20] = out[16] + out[19];
    out[21] = out[7] * .25f;
    out[22] = out[7] * .5f;
    out[23] = out[7] * .75f;
    float *sums = w->sums + (size_t)(cell_row * n + cell) * 3 * 8 * groups;
    for (int c = 0; c < 3; c++)
      for (int g = 0; g < PREVIEW_BLOCKS; g++) sums[c * 8 * groups + g] = out[g][c];
    if (groups > 3) sum_sextants(left_lines + cell * 8, lines + cell * 8, unit, sums, groups);
  }
}

static void prepare(const preview_plan *p, preview_work *w, const uint8_t *rgb) {
  int used = 3 * p->width;
  for (int y = 0; y < p->height; y++) {
    float *row = w->pixels + (size_t)y * p->pixel_stride;
    const uint8_t *source = rgb + (size_t)y * used;
    for (int i = 0; i < used; i++) row[i] = source[i];
    for (int i = used; i < p->pixel_stride; i++) row[i] = 0;
  }
  blur(p, w);
  for (int y = 0; y < p->rows; y++)
    if (p->groups == 3) sum_row(p, w, y, 3); else sum_row(p, w, y, GROUPS);
}

// ---- cells ----

INLINE int edge_class(int n, int count) { return n == 0 ? 0 : n == count - 1 ? 2 : 1; }
INLINE int edge_class_x(int n, int count) {
  int c = edge_class(n, count);
  return c != 1 ? c : n == 1 ? 3 : n == count - 2 ? 4 : 1;
}
INLINE const preview_class *class_of(const preview_plan *p, int x, int y) {
  return p->classes + edge_class(y, p->rows) * 5 + edge_class_x(x, p->columns);
}

// Products of a residual with the blurred shapes of all glyphs.
INLINE void products(const preview_class *c, const float *u, int stride, v8 out[GROUPS], const int groups) {
  v8 low = all(0), left = all(0), lower_left = all(0);
  v4 left_thirds = {0, 0, 0, 0}, thirds = left_thirds;
  for (int y = 0; y < PREVIEW_SPAN_Y; y++, u += stride) {
    v8 even = load(c->columns[0]) * u[0], odd = load(c->columns[1]) * u[1];
    for (int x = 2; x < PREVIEW_SPAN_X; x += 2) {
      even += load(c->columns[x]) * u[x];
      odd += load(c->columns[x + 1]) * u[x + 1];
    }
    v8 line = even + odd;
    left += line * c->rows[y][7];
    lower_left += line * c->rows[y][3];
    low += load(c->rows[y]) * line[7];
    if (groups > 3) {
      v4 third = *(const v4u *)c->thirds[y];
      left_thirds += third * line[3];
      thirds += third * line[7];
    }
  }
  float full = low[7], bottom = low[3], ll = lower_left[3], ul = left[3] - ll, lr = bottom - ll;
  out[0] = low;
  out[1] = left;
  out[2] = (v8){ul, full - bottom - ul, ll, lr, ul + lr, full * .25f, full * .5f, full * .75f};
  for (int v = 3; v < groups; v++) {
    out[v] = all(0);
    for (int part = 0; part < 6; part++)
      out[v] += having(8 * (v - 3), part) * (part % 2 ? thirds[part / 2] - left_thirds[part / 2] : left_thirds[part / 2]);
  }
}

// Adds two glyphs and a full cell to a residual, each times a level.
INLINE void add(const preview_class *c, float *u, int stride, int g0, float a0, int g1, float a1, float full) {
  for (int y = 0; y < PREVIEW_SPAN_Y; y++, u += stride)
    *(v8u *)u += load(c->shapes[g0][y]) * a0 + load(c->shapes[g1][y]) * a1 + load(c->shapes[PREVIEW_FULL][y]) * full;
}

INLINE bool is_solid(int glyph) { return glyph == PREVIEW_FULL || glyph == 15; }

// What a cell's glyph and background should account for, in all glyphs and channels: its own share is
// put back first. f, b below: a vector of levels for each channel and group.
typedef struct {
  v8 front[3][GROUPS], back[3][GROUPS];
} cell_demand;

INLINE cell_demand demand_of(const preview_plan *p, const preview_work *w, const preview_class *c, int cell, size_t at, const int groups) {
  cell_demand d;
  const float *colour = w->colours + (size_t)cell * 6;
  int glyph = w->glyphs[cell];
  for (int k = 0; k < 3; k++) {
    v8 product[GROUPS];
    products(c, w->residual[k] + at, p->stride, product, groups);
    const float *sums = w->sums + (size_t)(cell * 3 + k) * 8 * groups;
    float contrast = colour[k] - colour[3 + k], base = colour[3 + k];
    for (int v = 0; v < groups; v++)
      d.front[k][v] = product[v] + load(c->gram[glyph] + 8 * v) * contrast + load(c->gram[PREVIEW_FULL] + 8 * v) * base + load(sums + 8 * v);
    float whole = d.front[k][0][PREVIEW_FULL];
    for (int v = 0; v < groups; v++) d.back[k][v] = whole - d.front[k][v];
    d.back[k][0][7] = 0;
    d.back[k][1][7] = 0;
  }
  return d;
}

// Error of all glyphs with given levels, less that of an empty cell.
INLINE v8 error_of(const preview_class *c, int v, v8 f, v8 b, v8 front, v8 back) {
  v8 p11 = load(c->p11 + 8 * v), p01 = load(c->p01 + 8 * v), p00 = load(c->p00 + 8 * v);
  return f * (f * p11 + 2 * (b * p01 - front)) + b * (b * p00 - 2 * back);
}

INLINE float least_of(v8 a) {
  v4 half = __builtin_elementwise_min(__builtin_shufflevector(a, a, 0, 1, 2, 3), __builtin_shufflevector(a, a, 4, 5, 6, 7));
  half = __builtin_elementwise_min(half, __builtin_shufflevector(half, half, 2, 3, 0, 1));
  return half[0] < half[1] ? half[0] : half[1];
}

// The glyph of the least error, unless the present one is within `keep` of it.
INLINE int best_glyph(const preview_plan *p, const v8 error[GROUPS], int now, float keep, const int groups) {
  v8 least = error[0] + load(p->penalty);
  m8 group = {0, 0, 0, 0, 0, 0, 0, 0};
  for (int v = 1; v < groups; v++) {
    v8 penalised = error[v] + load(p->penalty + 8 * v);
    m8 own = {v, v, v, v, v, v, v, v}, better = penalised < least;
    group = (own & better) | (group & ~better);
    least = lower(penalised, least);
  }
  float lowest = least_of(least);
  if (lowest >= error[now / 8][now % 8] + p->penalty[now] - keep) return now;
  int lane = 0;
  while (lane < 7 && least[lane] != lowest) lane++;
  return 8 * group[lane] + lane;
}

// Gives a cell a new glyph and colours, and takes the difference off the residual.
INLINE void replace(const preview_plan *p, preview_work *w, const preview_class *c, int cell, size_t at, int glyph, const float front[3], const float back[3]) {
  float *colour = w->colours + (size_t)cell * 6;
  int old = w->glyphs[cell];
  for (int k = 0; k < 3; k++) {
    add(c, w->residual[k] + at, p->stride, old, colour[k] - colour[3 + k], glyph, back[k] - front[k], colour[3 + k] - back[k]);
    colour[k] = front[k];
    colour[3 + k] = back[k];
  }
  w->glyphs[cell] = glyph;
}

// ---- the steps ----

// Takes a cell that stays as the caller left it off the residual.
static void place_frozen(const preview_plan *p, preview_work *w, int x, int y) {
  int cell = y * p->columns + x, glyph = w->glyphs[cell];
  float levels[6];
  memcpy(levels, w->colours + (size_t)6 * cell, sizeof levels);
  memset(w->colours + (size_t)6 * cell, 0, sizeof levels);
  replace(p, w, class_of(p, x, y), cell, (size_t)4 * y * p->stride + 2 * x, glyph, levels, levels + 3);
}

INLINE void start_in(const preview_plan *p, preview_work *w, const int groups) {
  float per_area[PREVIEW_GLYPHS], per_rest[PREVIEW_GLYPHS];
  for (int g = 0; g < 8 * groups; g++) {
    per_area[g] = 1 / p->area[g];
    per_rest[g] = is_solid(g) ? 0 : 1 / (128 - p->area[g]);
  }
  for (int y = 0; y < p->rows; y++)
    for (int x = 0; x < p->columns; x++) {
      int cell = y * p->columns + x;
      if (w->frozen[cell]) {
        place_frozen(p, w, x, y);
        continue;
      }
      memset(w->colours + (size_t)6 * cell, 0, sizeof(float) * 6);
      w->glyphs[cell] = PREVIEW_FULL;
      const float *sums = w->sums + (size_t)cell * 3 * 8 * groups;
      v8 error[GROUPS];
      for (int v = 0; v < groups; v++) {
        error[v] = all(0);
        for (int k = 0; k < 3; k++) {
          v8 s = load(sums + k * 8 * groups + 8 * v), rest = sums[k * 8 * groups + PREVIEW_FULL] - s;
          error[v] -= s * s * load(per_area + 8 * v) + rest * rest * load(per_rest + 8 * v);
        }
      }
      // Shades have no area of their own here.
      error[2] = choose((m8){0, 0, 0, 0, 0, -1, -1, -1}, all(0), error[2]);
      int glyph = best_glyph(p, error, PREVIEW_FULL, 0, groups);
      float front[3], back[3];
      for (int k = 0; k < 3; k++) {
        const float *s = sums + k * 8 * groups;
        front[k] = s[glyph] * per_area[glyph] / p->lambda;
        back[k] = is_solid(glyph) ? front[k] : (s[PREVIEW_FULL] - s[glyph]) * per_rest[glyph] / p->lambda;
      }
      replace(p, w, class_of(p, x, y), cell, (size_t)4 * y * p->stride + 2 * x, glyph, front, back);
    }
}

static void start(const preview_plan *p, preview_work *w) {
  if (p->groups == 3) start_in(p, w, 3); else start_in(p, w, GROUPS);
}

// Where a cell's noise begins: anywhere, but always the same for a cell and a turn.
INLINE int noise_start(int cell, int turn) {
  uint32_t mixed = ((uint32_t)cell * 0x9e3779b9u) ^ ((uint32_t)turn * 0x85ebca6bu);
  mixed = (mixed ^ mixed >> 16) * 0x7feb352du;
  return (mixed ^ mixed >> 15) % PREVIEW_NOISE;
}

INLINE void sweep_in(const preview_plan *p, preview_work *w, preview_pass pass, const int groups) {
  int count = p->columns * p->rows;
  for (int i = 0; i < count; i++) {
    int cell = pass.backwards ? count - 1 - i : i, y = cell / p->columns, x = cell % p->columns;
    if (w->frozen[cell]) continue;
    const preview_class *c = class_of(p, x, y);
    size_t at = (size_t)4 * y * p->stride + 2 * x;
    cell_demand d = demand_of(p, w, c, cell, at, groups);
    v8 f[3][GROUPS], b[3][GROUPS], error[GROUPS];
    for (int v = 0; v < groups; v++) {
      v8 p11 = load(c->p11 + 8 * v), p01 = load(c->p01 + 8 * v), p00 = load(c->p00 + 8 * v);
      v8 inverse = load(c->inverse + 8 * v), inverse11 = load(c->inverse11 + 8 * v), inverse00 = load(c->inverse00 + 8 * v);
      error[v] = all(0);
      for (int k = 0; k < 3; k++) {
        // Both free; then each again, best for the other where that one was clamped.
        v8 front = d.front[k][v], back = d.back[k][v];
        v8 free = clamp((p00 * front - p01 * back) * inverse, 0, 255);
        b[k][v] = clamp((back - p01 * free) * inverse00, 0, 255);
        f[k][v] = clamp((front - p01 * b[k][v]) * inverse11, 0, 255);
        error[v] += f[k][v] * (f[k][v] * p11 + 2 * (b[k][v] * p01 - front)) + b[k][v] * (b[k][v] * p00 - 2 * back);
      }
    }
    if (pass.heat > 0) {
      const float *noise = p->noise + noise_start(cell, pass.turn);
      for (int v = 0; v < groups; v++) error[v] += load(noise + 8 * v) * pass.heat;
    }
    int glyph = best_glyph(p, error, w->glyphs[cell], p->keep, groups);
    float front[3], back[3];
    for (int k = 0; k < 3; k++) {
      front[k] = f[k][glyph / 8][glyph % 8];
      back[k] = is_solid(glyph) ? front[k] : b[k][glyph / 8][glyph % 8];
      if (pass.rounded) {
        // The background makes good what the foreground's rounding did.
        front[k] = __builtin_rintf(front[k]);
        float best = (d.back[k][glyph / 8][glyph % 8] - c->p01[glyph] * front[k]) * c->inverse00[glyph];
        back[k] = is_solid(glyph) ? front[k] : __builtin_rintf(best < 0 ? 0 : best > 255 ? 255 : best);
      }
    }
    replace(p, w, c, cell, at, glyph, front, back);
  }
}

static void sweep(const preview_plan *p, preview_work *w, preview_pass pass) {
  if (p->groups == 3) sweep_in(p, w, pass, 3); else sweep_in(p, w, pass, GROUPS);
}

// The nearest level to each value: 0 alone, then equal steps.
typedef struct {
  float first, second, last, step, middle;
} level_scale;

INLINE v8 nearest_level(v8 a, level_scale s) {
  v8 stepped = clamp(nearest((a - s.second) * (1 / s.step)) * s.step + s.second, s.second, s.last);
  return choose(a > s.middle, stepped, all(s.first));
}
INLINE v8 nearest_grey(v8 a) { return clamp(nearest((a - 8) * .1f) * 10 + 8, 8, 238); }

// The best pair of levels of each glyph in one channel, exactly: for every foreground level, the error is
// a parabola in the background, whose best level is the one nearest to its vertex.
INLINE v8 best_levels(const preview_class *c, int v, v8 front, v8 back, const float *levels, int count, level_scale scale, v8 *f, v8 *b) {
  v8 p11 = load(c->p11 + 8 * v), p01 = load(c->p01 + 8 * v), p00 = load(c->p00 + 8 * v), inverse00 = load(c->inverse00 + 8 * v);
  v8 least = all(1e30f), vertex = back * inverse00, slope = p01 * inverse00;
  for (int i = 0; i < count; i++) {
    float level = levels[i];
    v8 other = nearest_level(vertex - slope * level, scale);
    v8 error = level * (level * p11 - 2 * front) + other * (other * p00 + 2 * (level * p01 - back));
    m8 better = error < least;
    least = lower(error, least);
    *f = choose(better, all(level), *f);
    *b = choose(better, other, *b);
  }
  return least;
}

// Greys have finer steps than the cube: grey with a cube colour, the reverse, and grey with grey. Of the greys those are
// tried that are best for the three channels together, and `reach` steps to both sides of them.
INLINE void try_greys(const preview_class *c, int v, const cell_demand *d, const int reach, level_scale scale, v8 f[3][GROUPS], v8 b[3][GROUPS], v8 *least) {
  v8 p01 = load(c->p01 + 8 * v), inverse00 = load(c->inverse00 + 8 * v), inverse11 = load(c->inverse11 + 8 * v);
  v8 front = (d->front[0][v] + d->front[1][v] + d->front[2][v]) * (1 / 3.f);
  v8 back = (d->back[0][v] + d->back[1][v] + d->back[2][v]) * (1 / 3.f);
  v8 grey_f = nearest_grey((load(c->p00 + 8 * v) * front - p01 * back) * load(c->inverse + 8 * v));
  v8 grey_b = nearest_grey((back - p01 * grey_f) * inverse00);
  grey_f = nearest_grey((front - p01 * grey_b) * inverse11);
#pragma clang loop unroll(full)
  for (int way = 0; way < 3; way++)
    for (int step = -reach; step <= reach; step++) {
      v8 grey = way == 1 ? grey_b : grey_f, try_f[3], try_b[3], error = all(0);
      if (reach > 0) grey = clamp(grey + 10.f * step, 8, 238);
      for (int k = 0; k < 3; k++) {
        try_f[k] = way == 1 ? nearest_level((d->front[k][v] - p01 * grey) * inverse11, scale) : grey;
        try_b[k] = way == 0 ? nearest_level((d->back[k][v] - p01 * grey) * inverse00, scale)
                 : way == 1 ? grey : nearest_grey((back - p01 * grey) * inverse00);
        if (way < 2) error += error_of(c, v, try_f[k], try_b[k], d->front[k][v], d->back[k][v]);
      }
      // Grey on grey errs by the same levels in all channels.
      if (way == 2) error = 3 * error_of(c, v, try_f[0], try_b[0], front, back);
      // A solid cell has no background, whose made-up level must not count.
      if (v < 2 && way > 0) error[7] -= 3 * try_b[0][7] * try_b[0][7];
      m8 better = error < *least;
      *least = lower(error, *least);
      for (int k = 0; k < 3; k++) {
        f[k][v] = choose(better, try_f[k], f[k][v]);
        b[k][v] = choose(better, try_b[k], b[k][v]);
      }
    }
}

INLINE void sweep_palette_in(const preview_plan *p, preview_work *w, bool backwards, const float *levels, int count, int greys, const int groups) {
  level_scale scale = {levels[0], levels[1], levels[count - 1], count > 2 ? levels[2] - levels[1] : 1, (levels[0] + levels[1]) / 2};
  int cells = p->columns * p->rows;
  for (int i = 0; i < cells; i++) {
    int cell = backwards ? cells - 1 - i : i, y = cell / p->columns, x = cell % p->columns;
    if (w->frozen[cell]) continue;
    const preview_class *c = class_of(p, x, y);
    size_t at = (size_t)4 * y * p->stride + 2 * x;
    cell_demand d = demand_of(p, w, c, cell, at, groups);
    v8 f[3][GROUPS], b[3][GROUPS], error[GROUPS];
    for (int v = 0; v < groups; v++) {
      error[v] = all(0);
      for (int k = 0; k < 3; k++) {
        f[k][v] = b[k][v] = all(0);
        error[v] += best_levels(c, v, d.front[k][v], d.back[k][v], levels, count, scale, &f[k][v], &b[k][v]);
      }
      // The usual reach is a constant, which makes it as fast as no loop.
      if (greys == 0) try_greys(c, v, &d, 0, scale, f, b, &error[v]);
      if (greys > 0) try_greys(c, v, &d, greys, scale, f, b, &error[v]);
    }
    int glyph = best_glyph(p, error, PREVIEW_FULL, 0, groups);
    float front[3], back[3];
    for (int k = 0; k < 3; k++) {
      front[k] = f[k][glyph / 8][glyph % 8];
      back[k] = is_solid(glyph) ? front[k] : b[k][glyph / 8][glyph % 8];
    }
    replace(p, w, c, cell, at, glyph, front, back);
  }
}

static void sweep_palette(const preview_plan *p, preview_work *w, bool backwards, const float *levels, int count, int greys) {
  if (p->groups == 3) sweep_palette_in(p, w, backwards, levels, count, greys, 3);
  else sweep_palette_in(p, w, backwards, levels, count, greys, GROUPS);
}

const preview_kernels PREVIEW_KERNELS = {prepare, start, sweep, sweep_palette};
