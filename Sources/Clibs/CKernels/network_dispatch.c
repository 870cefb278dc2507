// Picks the make of the training kernels for this processor.
#include "network_kernels.h"
#include "trunk_kernels.h"

#if defined(__x86_64__)
extern const rarity_winograd rarity_winograd_of_avx2, rarity_winograd_of_avx512;

const rarity_winograd *rarity_winograd_avx2(void) { return rarity_has_avx2() ? &rarity_winograd_of_avx2 : NULL; }

const rarity_winograd *rarity_winograd_best(void) {
  bool wide = rarity_has_avx2() && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
              __builtin_cpu_supports("avx512bw");
  return wide ? &rarity_winograd_of_avx512 : rarity_winograd_avx2();
}
#else
const rarity_winograd *rarity_winograd_avx2(void) { return NULL; }
const rarity_winograd *rarity_winograd_best(void) { return NULL; }
#endif
