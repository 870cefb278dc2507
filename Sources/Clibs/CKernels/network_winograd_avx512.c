// The Winograd convolution with AVX-512's 32 registers, of 256 bits (wider ones gain nothing here): the transforms
// do not spill, 1.1 to 1.2 times as fast.
#include "network_kernels.h"
#include "simd.h"
#include <string.h>

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,avx512f,avx512vl,avx512bw,avx512dq"))), apply_to = function)
#define WINOGRAD rarity_winograd_of_avx512
#include "network_winograd.h"
#pragma clang attribute pop
#endif
