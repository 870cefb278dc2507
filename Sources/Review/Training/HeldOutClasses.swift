// What a model says of the frames that it was trained on, each said without the frame's shot.

import Foundation
import Frames
import Model

/// The class of each labelled frame by a head that had not seen the frame's group (its shot; whole scenes for a
/// network trained from scratch).
public struct HeldOutClasses: Equatable, Sendable {
    public var classOf: [FrameID: RarityClass]

    public init(_ classOf: [FrameID: RarityClass] = [:]) { self.classOf = classOf }

    private static let rowSize = 9

    /// Nine bytes a frame, in the order of the frames' ids: the id, little-endian, and the class's number.
    var encoded: Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(classOf.count * Self.rowSize)
        for (frame, rarity) in classOf.sorted(by: { $0.key < $1.key }) {
            withUnsafeBytes(of: frame.littleEndian) { bytes += $0 }
            bytes.append(UInt8(rarity.rawValue))
        }
        return Data(bytes)
    }

    /// - Returns: `nil` for bytes that were not made by `encoded`.
    init?(_ data: Data) {
        guard data.count % Self.rowSize == 0 else { return nil }
        let bytes = [UInt8](data)
        classOf = [:]
        classOf.reserveCapacity(bytes.count / Self.rowSize)
        for start in stride(from: 0, to: bytes.count, by: Self.rowSize) {
            let frame = (0..<8).reduce(FrameID(0)) { $0 | FrameID(bytes[start + $1]) << (8 * FrameID($1)) }
            guard let rarity = RarityClass(rawValue: Int(bytes[start + 8])) else { return nil }
            classOf[frame] = rarity
        }
    }
}

extension FrameRows {
    /// The most probable classes of labelled rows.
    /// - Parameters:
    ///   - scores: a row for each of them, out of shot; `nil`: there are none.
    ///   - labelled: which rows they are.
    func heldOut(_ scores: Matrix?, of labelled: [Int]) -> HeldOutClasses {
        guard let scores else { return HeldOutClasses() }
        return HeldOutClasses(Dictionary(labelled.enumerated().map { place, row in
            (ids[row], Prediction(probabilities: Array(scores.row(place))).rarity)
        }, uniquingKeysWith: { first, _ in first }))
    }
}
