// Chooses between the two resizes: whole numbers and the same rounding, so both say the same.
#include "trunk_kernels.h"
#include "trunk_resize.h"

#if defined(__x86_64__)
void rarity_resize_planes_avx2(const rarity_plane planes[3], ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out);
void rarity_resize_pixels_avx2(const rarity_plane *pixels, ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out);
#endif

void rarity_resize_planes(const rarity_plane planes[3], ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
#if defined(__x86_64__)
  if (rarity_has_avx2()) return rarity_resize_planes_avx2(planes, width, height, row, out);
#endif
  rarity_resize_planes_portable(planes, width, height, row, out);
}

void rarity_resize_pixels(const rarity_plane *pixels, ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out) {
#if defined(__x86_64__)
  if (rarity_has_avx2()) return rarity_resize_pixels_avx2(pixels, width, height, row, out);
#endif
  rarity_resize_pixels_portable(pixels, width, height, row, out);
}
