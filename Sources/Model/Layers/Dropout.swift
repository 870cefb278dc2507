// Training alone: some numbers are left out, so that none is relied on.

import CKernels

/// In training a share of the numbers becomes 0, and the others grow so that the mean stays.
/// - Source: Srivastava et al., JMLR 2014, in the form of Keras: scaled in training, nothing to do afterwards.
final class Dropout: PictureLayer {
    let name: String
    let input: MapShape
    let rate: Float
    /// Its place in the network, so that two dropouts differ.
    let number: UInt64
    var output: MapShape { input }
    var isInPlace: Bool { true }

    private let isPortable: Bool

    /// - Parameter plain: use the plain path where there is a faster one too.
    init(_ name: String, _ input: MapShape, rate: Float, number: UInt64, plain: Bool = false) {
        precondition(rate >= 0 && rate < 1)
        isPortable = plain || !rarity_has_avx2()
        self.name = name
        self.input = input
        self.rate = rate
        self.number = number
    }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        if place.isTraining { apply(y, place) }
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        if place.isTraining { apply(dy, place) }
    }

    /// The same numbers are dropped for the same step, layer and picture. A draw of 64 bits decides on four.
    private func apply(_ values: UnsafeMutablePointer<Float>, _ place: Place) {
        guard rate > 0 else { return }
        var random = RandomStream(place.key, number, UInt64(place.picture))
        let limit = UInt64(rate * 65_536), scale = 1 / (1 - rate)
        var i = 0
        if !isPortable {
            i = input.count / 8 * 8
            rarity_drop(values, i, random.state, UInt32(limit), scale)
            random.skip(UInt64(i / 4))
        }
        while i < input.count {
            var word = random.next()
            for j in i..<min(i + 4, input.count) {
                values[j] *= word & 0xFFFF < limit ? 0 : scale
                word >>= 16
            }
            i += 4
        }
    }
}
