// Input size and precision are part of a trunk's name, since embeddings of two trunks must never meet.

/// The picture sizes the trunk takes.
public enum TrunkInput: String, CaseIterable, Sendable {
    /// 320x180 pixels: a 640x360 frame decoded at half size. The default.
    case h180w320 = "180x320"
    /// 256x144 pixels: 1.5 times as fast.
    case h144w256 = "144x256"

    public var height: Int { self == .h180w320 ? 180 : 144 }
    public var width: Int { self == .h180w320 ? 320 : 256 }

    /// Bytes of a picture: red, green and blue of each pixel.
    public var byteCount: Int { height * width * 3 }
}

/// What the trunk computes in.
public enum TrunkPrecision: String, CaseIterable, Sendable {
    case float32
}

/// Which embeddings may be compared with each other: those of one name.
public struct TrunkName: Hashable, Sendable, CustomStringConvertible {
    public let input: TrunkInput
    public let precision: TrunkPrecision

    public init(input: TrunkInput = .h180w320, precision: TrunkPrecision = .float32) {
        self.input = input
        self.precision = precision
    }

    /// `lite0-180x320-float32`: also the name of the folder with the embeddings.
    public var description: String { "lite0-\(input.rawValue)-\(precision.rawValue)" }
}
