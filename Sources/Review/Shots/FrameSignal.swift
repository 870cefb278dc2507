// What is kept of a frame once its pixels are gone: shots and scenes are found from these alone, so a
// whole film fits in memory (about 2.5 KB a frame).

import Frames

/// The measures of one frame that shots and scenes are found from.
public struct FrameSignal: Equatable, Sendable {
    static let thumbWidth = 16, thumbHeight = 9
    /// Bins of hue, saturation and value.
    static let colourBins = (hue: 12, saturation: 4, value: 4)

    /// Mean difference to the frame before in hue, saturation and value, 0 to 255; 0 for the first.
    public let change: Float
    /// Correlation with the frame before, -1 to 1; 1 for the first.
    let likeness: Float
    /// RGB at 16x9, 0 to 255: blends of two pictures are told from it.
    let thumb: [Float]
    /// Mean and deviation of `thumb`.
    let level, contrast: Float
    /// Pixels by colour, 12 x 4 x 4 bins, adds up to 2304.
    let colours: [UInt16]

    init(_ picture: SmallPicture, after previous: SmallPicture?) {
        change = previous.map(picture.difference(to:)) ?? 0
        likeness = previous.map(picture.likeness(to:)) ?? 1
        let thumb = Self.shrunk(picture)
        self.thumb = thumb
        let mean = thumb.reduce(0, +) / Float(thumb.count)
        level = mean
        contrast = (thumb.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(thumb.count)).squareRoot()
        colours = Self.histogram(picture)
    }

    /// Measures a run of frames in order. `before`: the frame before the first, if there is one.
    public static func measure(_ images: [RGBImage], before: RGBImage? = nil) -> [FrameSignal] {
        var previous = before.map(SmallPicture.init)
        return images.map { image in
            let picture = SmallPicture(image)
            defer { previous = picture }
            return FrameSignal(picture, after: previous)
        }
    }

    /// Mean difference of two frames' thumbs, 0 to 255.
    func distance(to other: FrameSignal) -> Float {
        var sum: Float = 0
        for i in thumb.indices { sum += abs(thumb[i] - other.thumb[i]) }
        return sum / Float(thumb.count)
    }

    /// Nothing to see: a cut to or from it is a fade's end or a pause.
    var isBlack: Bool { level < 10 && contrast < 8 }

    private static func shrunk(_ picture: SmallPicture) -> [Float] {
        let side = SmallPicture.width / thumbWidth
        var thumb = [Float](repeating: 0, count: 3 * thumbWidth * thumbHeight)
        for y in 0..<SmallPicture.height {
            for x in 0..<SmallPicture.width {
                let from = 3 * (y * SmallPicture.width + x), to = 3 * (y / side * thumbWidth + x / side)
                for c in 0..<3 { thumb[to + c] += picture.rgb[from + c] }
            }
        }
        return thumb.map { $0 / Float(side * side) }
    }

    private static func histogram(_ picture: SmallPicture) -> [UInt16] {
        let bins = colourBins
        var counts = [UInt16](repeating: 0, count: bins.hue * bins.saturation * bins.value)
        for i in stride(from: 0, to: picture.hsv.count, by: 3) {
            let h = Int(picture.hsv[i]) * bins.hue / 256, s = Int(picture.hsv[i + 1]) * bins.saturation / 256
            counts[(h * bins.saturation + s) * bins.value + Int(picture.hsv[i + 2]) * bins.value / 256] += 1
        }
        return counts
    }
}
