// Pixels in memory, and nothing else: decoding, resizing and measuring have files of their own.

/// An 8-bit picture.
public struct RGBImage: Equatable, Sendable {
    public let width: Int
    public let height: Int
    /// `height * width * 3` bytes: rows from the top, red, green and blue of each pixel.
    public var pixels: [UInt8]

    /// - Precondition: `pixels` has `width * height * 3` bytes, and both sides are at least 1.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height * 3)
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
