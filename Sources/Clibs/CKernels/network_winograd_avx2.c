// The Winograd convolution for AVX2 and FMA.
#include "network_kernels.h"
#include "simd.h"
#include <string.h>

#if defined(__x86_64__)
BEGIN_AVX2
#define WINOGRAD rarity_winograd_of_avx2
#include "network_winograd.h"
END_AVX2
#endif
