// Pictures to the trunk's input: planes as they come out of a JPEG are made smaller by area and only the pixels that
// are left become RGB. RGBImage.resized says the same in plain Swift; equal but for rounding by one level.
#ifndef RARITY_TRUNK_RESIZE_H
#define RARITY_TRUNK_RESIZE_H
#include <stddef.h>
#include <stdint.h>

/// One side by area: output j is the sum over k < taps of weight(j, k) * input[first[j] + k], where weight(j, k) is
/// weights[(k / 2 * padded + j) * 2 + k % 2]. The weights of an output add up to `total`, at most 128.
typedef struct {
  int32_t taps;    // 2, or a multiple of 4. With 2, four neighbouring outputs lie within 8 samples
  int32_t padded;  // outputs, rounded up to a multiple of 8; of those added `first` is 0
  int32_t total;
  const int32_t *first;
  const int16_t *weights;
} rarity_area;

/// A plane of bytes, or pixels of four bytes, and how it becomes smaller.
typedef struct {
  const uint8_t *samples;  // NULL: a plane of the middle level
  ptrdiff_t pitch, width;  // width: samples a row
  rarity_area across, down;
} rarity_plane;

/// Y, Cb and Cr, each with its own size, to `width` x `height` RGB. row: room for the widest plane and 16 more.
/// out: room for 16 bytes more than the picture.
void rarity_resize_planes(const rarity_plane planes[3], ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out);

/// The same for pixels of red, green, blue and a byte that counts for nothing. row: room for a row of bytes and 16 more.
void rarity_resize_pixels(const rarity_plane *pixels, ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out);

/// The same without AVX2, equal to the bit on x86-64.
void rarity_resize_planes_portable(const rarity_plane planes[3], ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out);
void rarity_resize_pixels_portable(const rarity_plane *pixels, ptrdiff_t width, ptrdiff_t height, uint16_t *row, uint8_t *out);
#endif
