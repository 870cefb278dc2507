// The size of what passes between two layers.

/// Height, width and channels of one picture's activations; rows from the top, channels run fastest. A vector is
/// 1 x 1 x its length.
public struct MapShape: Equatable, Sendable, CustomStringConvertible {
    public let height: Int, width: Int, channels: Int

    public init(_ height: Int, _ width: Int, _ channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// Numbers of one picture.
    public var count: Int { height * width * channels }

    /// Places of the map.
    var places: Int { height * width }

    /// All numbers in one row, as a dense layer takes them.
    var flat: MapShape { MapShape(1, 1, count) }

    public var description: String { "\(height)x\(width)x\(channels)" }
}
