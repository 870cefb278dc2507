// Which part of the frame is shown: the whole, or a part of it that is larger.

import Frames

/// A part of a picture. The same for every frame, so that a detail can be followed from frame to frame.
public struct PictureWindow: Hashable, Sendable {
    /// 1, 2, 4 or 8 times.
    var zoom = 1
    /// Its middle, in parts of `Self.parts` of the picture.
    var x = Self.parts / 2, y = Self.parts / 2

    static let parts = 64
    static let whole = PictureWindow()

    mutating func zoom(_ by: Int) {
        zoom = max(1, min(8, by > 0 ? zoom * 2 : zoom / 2))
        pan(0, 0)
    }

    /// Moves by so many quarters of what is shown.
    mutating func pan(_ right: Int, _ down: Int) {
        let half = Self.parts / zoom / 2, step = max(1, Self.parts / zoom / 4)
        x = max(half, min(Self.parts - half, x + right * step))
        y = max(half, min(Self.parts - half, y + down * step))
    }

    func cropped(_ image: RGBImage) -> RGBImage {
        guard zoom > 1 else { return image }
        let width = max(1, image.width / zoom), height = max(1, image.height / zoom)
        let left = max(0, min(image.width - width, x * image.width / Self.parts - width / 2))
        let top = max(0, min(image.height - height, y * image.height / Self.parts - height / 2))
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for row in top..<top + height {
            let start = (row * image.width + left) * 3
            pixels += image.pixels[start..<start + width * 3]
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }
}
