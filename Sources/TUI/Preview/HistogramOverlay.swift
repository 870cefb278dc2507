import Frames
public struct HistogramOverlay {
    public init(histogram: Histogram, mean: Double, deviation: Double) {}
    public func draw(over picture: inout CellPicture) {}
}
