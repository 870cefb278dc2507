// The product behind every 1x1 convolution and the stem. A tile of 4 rows x 24 columns, or 6 x 16, keeps
// 12 accumulators in registers: 116 of the 118 GFLOP/s that a Zen 4 core can do. Bias, ReLU6, residual and
// pooling are done before the tile leaves the registers; the next panel comes into L2 meanwhile (4 %).
// Summing in pieces, so that a piece of a panel stays in L1 for all rows, gained nothing.
#include "simd.h"

#if defined(__x86_64__)
BEGIN_AVX2

// One more epilogue: ReLU6, and rows of out begin where `places` says instead of every `pitch`.
enum { SCATTER = RARITY_POOL + 1, EPILOGUES };
typedef struct { ptrdiff_t pitch; const ptrdiff_t *places; } layout;

// One tile. `tile_rows`, `vectors` (of 8 columns), `prefetch` and `epilogue` are constants where it is inlined.
INLINE void tile(const int tile_rows, const int vectors, const bool prefetch, const int epilogue,
                 rarity_rows left, const float *panel, const float *bias, float *out, layout place,
                 const float *residual) {
  floats8 sum[6][3];
  const float *next = panel + left.run * left.runs * 8 * vectors;
  UNROLL for (int j = 0; j < vectors; j++) {
    floats8 b = _mm256_loadu_ps(bias + 8 * j);
    UNROLL for (int i = 0; i < tile_rows; i++) sum[i][j] = b;
  }
  for (ptrdiff_t r = 0; r < left.runs; r++, left.values += left.stride) {
    const float *value = left.values;
    for (ptrdiff_t k = 0; k < left.run; k++, value++, panel += 8 * vectors) {
      if (prefetch) {
        _mm_prefetch((const char *)next, _MM_HINT_T1);
        if (vectors == 3) _mm_prefetch((const char *)(next + 12), _MM_HINT_T1);
        next += 8 * vectors;
      }
      floats8 weight[3];
      UNROLL for (int j = 0; j < vectors; j++) weight[j] = _mm256_load_ps(panel + 8 * j);
      UNROLL for (int i = 0; i < tile_rows; i++) {
        floats8 x = _mm256_broadcast_ss(value + i * left.pitch);
        UNROLL for (int j = 0; j < vectors; j++) ADD_PRODUCT(sum[i][j], x, weight[j]);
      }
    }
  }
  UNROLL for (int j = 0; j < vectors; j++) {
    floats8 pooled = _mm256_setzero_ps();
    UNROLL for (int i = 0; i < tile_rows; i++) {
      floats8 t = sum[i][j];
      if (epilogue == RARITY_RELU6 || epilogue == SCATTER || epilogue == RARITY_POOL) t = RELU6(t);
      if (epilogue == RARITY_RESIDUAL) t = _mm256_add_ps(t, _mm256_loadu_ps(residual + i * place.pitch + 8 * j));
      if (epilogue == RARITY_POOL) pooled = _mm256_add_ps(pooled, t);
      else _mm256_storeu_ps(out + (epilogue == SCATTER ? place.places[i] : i * place.pitch) + 8 * j, t);
    }
    if (epilogue == RARITY_POOL) _mm256_storeu_ps(out + 8 * j, _mm256_add_ps(pooled, _mm256_loadu_ps(out + 8 * j)));
  }
}

INLINE rarity_rows from_row(rarity_rows left, ptrdiff_t row) {
  left.values += row * left.pitch;
  return left;
}

// All rows against one panel: whole tiles, then the rest by two rows and one.
INLINE void panel_product(const int vectors, const int epilogue, bool prefetch, ptrdiff_t rows, rarity_rows left,
                          const float *panel, const float *bias, float *out, layout place, const float *residual) {
  const int tile_rows = vectors == 3 ? 4 : 6;
  const ptrdiff_t step = epilogue == RARITY_POOL || epilogue == SCATTER ? 0 : place.pitch;
  ptrdiff_t row = 0;
#define TILE(height, fetch) \
  tile(height, vectors, fetch, epilogue, from_row(left, row), panel, bias, out + row * step, \
       (layout){place.pitch, epilogue == SCATTER ? place.places + row : NULL}, residual + row * step)
  if (prefetch && rows >= tile_rows) { TILE(tile_rows, true); row = tile_rows; }
  for (; row + tile_rows <= rows; row += tile_rows) TILE(tile_rows, false);
  for (; row + 2 <= rows; row += 2) TILE(2, false);
  if (row < rows) TILE(1, false);
#undef TILE
}

typedef void panel_function(bool, ptrdiff_t, rarity_rows, const float *, const float *, float *, layout, const float *);

// One function a width and epilogue: inlined together they would share registers and lose speed.
#define PANEL(name, vectors, epilogue) \
  static __attribute__((noinline)) void name(bool prefetch, ptrdiff_t rows, rarity_rows left, const float *panel, \
      const float *bias, float *out, layout place, const float *residual) { \
    panel_product(vectors, epilogue, prefetch, rows, left, panel, bias, out, place, residual); \
  }
PANEL(linear16, 2, RARITY_LINEAR) PANEL(relu16, 2, RARITY_RELU6) PANEL(residual16, 2, RARITY_RESIDUAL)
PANEL(pool16, 2, RARITY_POOL) PANEL(scatter16, 2, SCATTER)
PANEL(linear24, 3, RARITY_LINEAR) PANEL(relu24, 3, RARITY_RELU6) PANEL(residual24, 3, RARITY_RESIDUAL)
PANEL(pool24, 3, RARITY_POOL) PANEL(scatter24, 3, SCATTER)
static panel_function *const functions[2][EPILOGUES] = {
  {linear16, relu16, residual16, pool16, scatter16},
  {linear24, relu24, residual24, pool24, scatter24},
};

void rarity_product(rarity_epilogue epilogue, bool prefetch, ptrdiff_t rows, ptrdiff_t columns, rarity_rows left,
                    const float *panels, const float *bias, float *out, ptrdiff_t out_pitch, const float *residual) {
  // Without a residual its address is still computed, never read: any valid one will do.
  if (!residual) residual = out;
  for (ptrdiff_t column = 0, width; column < columns; column += width) {
    width = rarity_panel_width(columns, column);
    functions[width == 24][epilogue](prefetch, rows, left, panels, bias + column, out + column,
                                     (layout){out_pitch, NULL}, residual + column);
    panels += left.run * left.runs * width;
  }
}

void rarity_expand(bool prefetch, ptrdiff_t rows, ptrdiff_t width, rarity_rows left, const float *panel,
                   const float *bias, float *out, const ptrdiff_t *places) {
  functions[width == 24][SCATTER](prefetch, rows, left, panel, bias, out, (layout){0, places}, out);
}

END_AVX2
#endif
