// Keeps the size of activations steady, so that a network without any pretraining learns quickly.

/// Every channel with mean 0 and deviation 1 over the batch, then scaled and shifted by learned numbers, then
/// ReLU if asked. Afterwards running means take the batch's place.
/// - Source: Ioffe and Szegedy, ICML 2015; epsilon 0.001 and the biased variance as in Keras, momentum 0.9.
final class BatchNormalisation: BatchLayer, PictureInference {
    static let epsilon: Float = 1e-3, momentum: Float = 0.9

    let name: String
    let input: MapShape
    let rectified: Bool
    let scale: Parameter, shift: Parameter
    let runningMean: Parameter, runningVariance: Parameter
    /// Of the last batch, by channel.
    private let mean: AlignedFloats, inverse: AlignedFloats
    /// Two sums a channel for each picture.
    private var sums = AlignedFloats(count: 0)

    init(_ name: String, _ input: MapShape, rectified: Bool) {
        self.name = name
        self.input = input
        self.rectified = rectified
        let channels = input.channels
        scale = Parameter("\(name).scale", [channels])
        shift = Parameter("\(name).shift", [channels])
        runningMean = Parameter("\(name).mean", [channels])
        runningVariance = Parameter("\(name).variance", [channels])
        scale.fill(1)
        runningVariance.fill(1)
        mean = AlignedFloats(count: channels)
        inverse = AlignedFloats(count: channels)
    }

    var output: MapShape { input }
    var parameters: [Parameter] { [scale, shift] }
    var statistics: [Parameter] { [runningMean, runningVariance] }

    /// By the running means.
    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        let channels = input.channels
        withUnsafeTemporaryAllocation(of: Float.self, capacity: channels) { factor in
            for c in 0..<channels { factor[c] = 1 / (runningVariance.values.pointer[c] + Self.epsilon).squareRoot() }
            if let factor = factor.baseAddress { normalise(x, y, runningMean.values.pointer, factor) }
        }
    }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ batch: Batch) {
        let channels = input.channels, count = Float(batch.pictures * input.places)
        sum(batch) { place, first, second in
            let x = x + place.picture * input.count
            forEachPixel { i in
                for c in 0..<channels { first[c] += x[i + c] }
            }
            // The mean of the picture itself: squares around it lose nothing to rounding.
            for c in 0..<channels { first[c] /= Float(input.places) }
            forEachPixel { i in
                for c in 0..<channels {
                    let d = x[i + c] - first[c]
                    second[c] += d * d
                }
            }
        }
        guard !batch.team.isCancelled() else { return }
        for c in 0..<channels {
            var total: Float = 0, spread: Float = 0
            for picture in 0..<batch.pictures { total += sums.pointer[2 * picture * channels + c] }
            let middle = total / Float(batch.pictures)
            for picture in 0..<batch.pictures {
                let d = sums.pointer[2 * picture * channels + c] - middle
                spread += sums.pointer[(2 * picture + 1) * channels + c] + d * d * Float(input.places)
            }
            let variance = spread / count
            mean.pointer[c] = middle
            inverse.pointer[c] = 1 / (variance + Self.epsilon).squareRoot()
            runningMean.values.pointer[c] = Self.momentum * runningMean.values.pointer[c] + (1 - Self.momentum) * middle
            runningVariance.values.pointer[c] = Self.momentum * runningVariance.values.pointer[c] + (1 - Self.momentum) * variance
        }
        batch.team.run(pictures: batch.pictures) { place in
            normalise(x + place.picture * input.count, y + place.picture * input.count, mean.pointer, inverse.pointer)
        }
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ batch: Batch, _ optimiser: Optimiser?) -> [Parameter] {
        let channels = input.channels, count = Float(batch.pictures * input.places)
        let mean = mean.pointer, inverse = inverse.pointer
        sum(batch) { place, first, second in
            let x = x + place.picture * input.count, dy = dy + place.picture * input.count
            if rectified { maskByReLU(dy, y + place.picture * input.count, input.count) }
            forEachPixel { i in
                for c in 0..<channels {
                    first[c] += dy[i + c]
                    second[c] += dy[i + c] * (x[i + c] - mean[c]) * inverse[c]
                }
            }
        }
        let shiftGradient = shift.gradient.pointer, scaleGradient = scale.gradient.pointer
        for c in 0..<channels { (shiftGradient[c], scaleGradient[c]) = (0, 0) }
        for picture in 0..<batch.pictures {
            addTo(shiftGradient, sums.pointer + 2 * picture * channels, channels)
            addTo(scaleGradient, sums.pointer + (2 * picture + 1) * channels, channels)
        }
        guard let dx else { return [] }
        let scale = scale.values.pointer
        batch.team.run(pictures: batch.pictures) { place in
            let start = place.picture * input.count
            forEachPixel { i in
                for c in 0..<channels {
                    let normal = (x[start + i + c] - mean[c]) * inverse[c]
                    dx[start + i + c] = scale[c] * inverse[c] * (dy[start + i + c] - (shiftGradient[c] + normal * scaleGradient[c]) / count)
                }
            }
        }
        return []
    }

    private func normalise(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ mean: UnsafePointer<Float>,
                           _ inverse: UnsafePointer<Float>) {
        let channels = input.channels, scale = scale.values.pointer, shift = shift.values.pointer
        let floor = rectified ? 0 : -Float.infinity
        forEachPixel { i in
            for c in 0..<channels {
                let value = (x[i + c] - mean[c]) * inverse[c] * scale[c] + shift[c]
                y[i + c] = value < floor ? floor : value
            }
        }
    }

    /// Calls `body` for every picture with its two rows of sums, zero at first.
    private func sum(_ batch: Batch, _ body: (Place, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void) {
        let channels = input.channels
        if sums.count < 2 * batch.pictures * channels { sums = AlignedFloats(count: 2 * batch.pictures * channels) }
        sums.pointer.update(repeating: 0, count: 2 * batch.pictures * channels)
        batch.team.run(pictures: batch.pictures) { place in
            let first = sums.pointer + 2 * place.picture * channels
            body(place, first, first + channels)
        }
    }

    @inline(__always)
    private func forEachPixel(_ body: (Int) -> Void) {
        for pixel in 0..<input.places { body(pixel * input.channels) }
    }
}
