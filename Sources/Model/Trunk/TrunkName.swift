// Input size and precision are part of a trunk's name, since embeddings of two trunks must never meet.

import CKernels

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
    /// The reference: golden embeddings are float32.
    case float32
    /// Four times as fast where the processor has AVX-512 VNNI, as right within half a point; on other processors
    /// the same embeddings, slowly.
    case int8

    /// What this processor is quickest in.
    public static let fastest: TrunkPrecision = rarity_has_vnni() ? .int8 : .float32
}

/// Which embeddings may be compared with each other: those of one name.
public struct TrunkName: Hashable, Sendable, CustomStringConvertible {
    public let input: TrunkInput
    public let precision: TrunkPrecision

    public init(input: TrunkInput = .h180w320, precision: TrunkPrecision = .fastest) {
        self.input = input
        self.precision = precision
    }

    /// Reads `lite0-180x320-float32`; `nil` for a trunk that this version does not have.
    public init?(text: String) {
        for input in TrunkInput.allCases {
            for precision in TrunkPrecision.allCases where TrunkName(input: input, precision: precision).description == text {
                self.init(input: input, precision: precision)
                return
            }
        }
        return nil
    }

    /// `lite0-180x320-float32`, `lite0-180x320-int8-2`: also the name of the folder with the embeddings. An int8 trunk has the
    /// number of its constants too, since others of them give other embeddings.
    public var description: String {
        "lite0-\(input.rawValue)-\(precision.rawValue)" + (precision == .int8 ? "-\(Int8Scheme.version)" : "")
    }
}
