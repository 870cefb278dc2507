// What the AVX2 kernels share. Everything after this header is compiled for AVX2, FMA and F16C,
// whatever the rest of the program is compiled for; END_AVX2 ends it.
#include "trunk_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

typedef __m256 floats8;

#define BEGIN_AVX2 _Pragma("clang attribute push(__attribute__((target(\"avx2,fma,f16c\"))), apply_to = function)")
#define END_AVX2 _Pragma("clang attribute pop")
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

// sum += a * b. Left to choose the form of the FMA, or (without volatile) its order, clang swaps and spills
// a full set of 12 accumulators and the whole network runs at half speed.
#define ADD_PRODUCT(sum, a, b) __asm__ volatile("vfmadd231ps %1, %2, %0" : "+x"(sum) : "x"(a), "x"(b))

#define RELU6(x) _mm256_min_ps(_mm256_max_ps(x, _mm256_setzero_ps()), _mm256_set1_ps(6))
#endif
