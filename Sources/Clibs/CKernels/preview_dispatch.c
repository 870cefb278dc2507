// Chooses between the two compilations of preview_body.h.
#include "preview_kernels.h"

extern const preview_kernels preview_portable;
extern const preview_kernels preview_avx2;

const preview_kernels *preview_kernels_portable(void) { return &preview_portable; }

const preview_kernels *preview_kernels_best(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &preview_avx2;
#endif
  return &preview_portable;
}
