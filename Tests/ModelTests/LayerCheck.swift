// Runs a layer by itself, whatever its kind, so that its gradients can be compared with something else.

@testable import Model

/// What a layer says about some pictures, for the sum of its output weighted by `dy`.
struct LayerRun {
    var y: [Float] = [], dx: [Float] = []
    /// By name of the parameter.
    var gradients: [String: [Float]] = [:]

    init(_ layer: any Layer, _ x: [Float], dy: [Float], threads: Int = 2, key: UInt64 = 7) {
        let pictures = x.count / layer.input.count
        let team = Team(threads: threads), batch = Batch(pictures: pictures, team: team, isTraining: true)
        layer.prepare(isTraining: true)
        y = Self.output(layer, x, key: key)
        let input = Aligned<Float>(layer.isInPlace ? y : x), output = Aligned<Float>(y), gradient = Aligned<Float>(dy)
        let back = layer.isInPlace ? gradient : Aligned<Float>(count: x.count)
        if let layer = layer as? any BatchLayer {
            let changed = layer.backward(input.pointer, output.pointer, gradient.pointer, back.pointer, batch, nil)
            precondition(changed.isEmpty)
        } else if let layer = layer as? any PictureLayer {
            team.run(pictures: pictures) { place in
                var place = place
                (place.isTraining, place.key) = (true, key)
                let from = place.picture * layer.input.count, to = place.picture * layer.output.count
                layer.backward(input.pointer + from, output.pointer + to, gradient.pointer + to, back.pointer + from, place)
            }
            layer.gatherGradients()
        }
        dx = back.array
        for parameter in layer.parameters { gradients[parameter.name] = parameter.gradient.array }
    }

    static func output(_ layer: any Layer, _ x: [Float], key: UInt64 = 7) -> [Float] {
        let pictures = x.count / layer.input.count, team = Team(threads: 2)
        let input = Aligned<Float>(x), output = layer.isInPlace ? input : Aligned<Float>(count: pictures * layer.output.count)
        layer.prepare(isTraining: true)
        layer.reserve(pictures: pictures)
        if let layer = layer as? any BatchLayer {
            layer.forward(input.pointer, output.pointer, Batch(pictures: pictures, team: team, isTraining: true))
        } else if let layer = layer as? any PictureLayer {
            team.run(pictures: pictures) { place in
                var place = place
                (place.isTraining, place.key) = (true, key)
                layer.forward(input.pointer + place.picture * layer.input.count, output.pointer + place.picture * layer.output.count, place)
            }
        }
        return output.array
    }
}

extension Aligned<Float> {
    var array: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}

/// Largest difference over the largest size.
func difference(_ a: [Float], _ b: [Float]) -> Float {
    guard a.count == b.count else { return .infinity }
    let largest = b.reduce(Float(0)) { max($0, abs($1)) }
    return zip(a, b).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) } / max(largest, 1e-20)
}
