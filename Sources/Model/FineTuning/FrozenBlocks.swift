// What stays as it is while the last blocks learn: computed once a picture, kept in half precision.

import Synchronization

/// The first blocks of the float32 trunk; threads may share it.
final class FrozenBlocks: Sendable {
    private let trunk: TunedTrunk
    private let network: FloatNetwork
    private let idle = Mutex<[IdlePass]>([])

    init(_ trunk: TunedTrunk) throws(ModelError) {
        self.trunk = trunk
        network = try FloatNetwork(input: trunk.input)
    }

    /// - Parameter picture: bytes of one picture in the trunk's size.
    /// - Returns: the last frozen block's output, two bytes a number.
    /// - Cost: 9 ms for most of the trunk at 180x320.
    func output(_ picture: [UInt8]) -> [UInt8] {
        let pass = idle.withLock { $0.popLast() } ?? IdlePass(FloatPass(network))
        defer { idle.withLock { $0.append(pass) } }
        return picture.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return [] }
            let map = pass.pass.output(ofBlocks: trunk.frozen, base)
            return HalfPrecision.bytes(Array(UnsafeBufferPointer(start: map, count: trunk.map.count)))
        }
    }

    /// A pass that no thread uses: it is taken out before it is.
    private struct IdlePass: @unchecked Sendable {
        let pass: FloatPass
        init(_ pass: FloatPass) { self.pass = pass }
    }
}
