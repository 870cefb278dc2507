// What the AVX-512 VNNI kernels share. Everything between BEGIN_VNNI and END_VNNI is compiled for it,
// whatever the rest of the program is compiled for.
#include "trunk_int8_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

typedef __m512i bytes64;

#define BEGIN_VNNI _Pragma("clang attribute push(__attribute__((target(\"avx512f,avx512bw,avx512vl,avx512dq,avx512vnni\"))), apply_to = function)")
#define END_VNNI _Pragma("clang attribute pop")
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

// sum (16 numbers) += products of four unsigned and four signed bytes each. Left to choose, clang moves a tile's
// weights to where they spill.
#define ADD_PRODUCTS(sum, levels, weights) __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(levels), "v"(weights))

BEGIN_VNNI
// Sums to levels, still as numbers of 32 bits.
INLINE bytes64 levels_of(bytes64 sum, __m512 scale) {
  return _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_cvtepi32_ps(sum), scale));
}

// Four pixels of 16 channels as bytes, [4 channels][4 pixels][4 channels]. Packing saturates: ReLU6 for nothing.
INLINE bytes64 packed(bytes64 a, bytes64 b, bytes64 c, bytes64 d) {
  return _mm512_packus_epi16(_mm512_packs_epi32(a, b), _mm512_packs_epi32(c, d));
}
END_VNNI
#endif
