// The pictures of the frame at the cursor and of its shot, as far as they are ready when a screen is
// drawn. Views never wait for a picture.

import Frames

/// What a screen can show of images right now.
public struct Pictures: Sendable {
    /// The frame at the cursor.
    public var main: CellPicture?
    /// The frame that is kept beside it.
    public var pinned: CellPicture?
    /// Its grey form's figures, for the histogram.
    public var histogram: FrameHistogram?
    /// Why there is no picture, in a few words.
    public var missing: String?
    /// Small pictures of the strip, by position.
    public var thumbs: [Int: CellPicture] = [:]

    /// Small pictures of the look-alikes in the side panel, by place.
    public var nearest: [Int: CellPicture] = [:]

    /// Pictures of the contact sheet, by tile.
    public var tiles: [Int: CellPicture] = [:]

    public init() {}
}

/// The histogram of a frame and the figures that are shown with it.
public struct FrameHistogram: Equatable, Sendable {
    public let histogram: Histogram
    /// Mean and deviation of the grey levels before standardising.
    public let mean: Double
    public let deviation: Double

    public init(_ image: RGBImage) {
        let grey = GreyImage(image)
        histogram = Histogram(grey)
        mean = grey.mean
        deviation = grey.deviation
    }

    /// How it is laid over its picture.
    public var overlay: HistogramOverlay { HistogramOverlay(histogram: histogram, mean: mean, deviation: deviation) }

    /// In the colours of a theme, for a panel of its own; over a picture the standard ones are best.
    func overlay(_ theme: Theme) -> HistogramOverlay {
        var overlay = overlay
        overlay.style = theme.histogram
        return overlay
    }
}
