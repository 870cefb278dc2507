// Says what the processor has. Where it has too little, or is no x86-64, the kernels are empty and the
// Swift twins are used.
#include "trunk_kernels.h"
#include "trunk_int8_kernels.h"

#if defined(__x86_64__)
bool rarity_has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}

bool rarity_has_vnni(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni");
}
#else
bool rarity_has_avx2(void) { return false; }
void rarity_product(rarity_epilogue epilogue, bool prefetch, ptrdiff_t rows, ptrdiff_t columns, rarity_rows left,
                    const float *panels, const float *bias, float *out, ptrdiff_t out_pitch, const float *residual) {}
void rarity_expand(bool prefetch, ptrdiff_t rows, ptrdiff_t width, rarity_rows left, const float *panel,
                   const float *bias, float *out, const ptrdiff_t *places) {}
void rarity_depthwise(int kernel, int stride, int first, int last, const float *const *input, ptrdiff_t width,
                      ptrdiff_t channels, const float *weights, const float *bias, float *out) {}
void rarity_normalise(const uint8_t *bytes, ptrdiff_t count, float *out) {}
void rarity_half_to_float(const uint16_t *halves, ptrdiff_t count, float *out) {}

bool rarity_has_vnni(void) { return false; }
void rarity_int8_expand(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places) {}
void rarity_int8_stem(ptrdiff_t rows, ptrdiff_t groups, const uint8_t *picture, ptrdiff_t pitch,
                      rarity_int8_layer layer, uint8_t *out, const rarity_int8_place *places) {}
void rarity_int8_depthwise(const rarity_int8_depthwise_shape *shape, const uint8_t *slab, rarity_int8_layer layer, uint8_t *out) {}
void rarity_int8_project(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, const rarity_int8_project_out *out) {}
void rarity_int8_pool(rarity_int8_map map, ptrdiff_t columns, rarity_int8_layer layer, const float *inside, float *out) {}
#endif
