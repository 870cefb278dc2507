// Layers in a row, run forward and backward over a batch. Runs of layers that treat pictures one by one are gone
// through picture by picture, so that what passes between them stays in the cache.

/// A network that tells classes from pictures.
final class Network {
    let layers: [any Layer]
    let input: MapShape
    let classes: Int
    /// Indexes of layers that run together: a run of picture layers, or one batch layer.
    let stages: [Range<Int>]
    private var memory: NetworkMemory?
    /// Of the last inference, for the next one: pages that the system has to clear first cost 2 % of it.
    var inferenceMemory: InferenceMemory?

    /// - Precondition: each layer takes what the one before gives, as many numbers at least; the last gives `classes`.
    init(_ layers: [any Layer]) {
        precondition(zip(layers, layers.dropFirst()).allSatisfy { $0.output.count == $1.input.count })
        self.layers = layers
        input = layers[0].input
        classes = layers[layers.count - 1].output.count
        stages = Self.stages(layers) { $0 is any PictureLayer }
        for (before, after) in zip(layers, layers.dropFirst()) {
            guard let before = before as? Convolution, before.rectified, let after = after as? any MaskingLayer else { continue }
            before.isMaskedAfter = true
            after.masksInput = true
        }
    }

    /// What training changes, in order.
    var parameters: [Parameter] { layers.flatMap(\.parameters) }
    /// What a file of weights holds: the parameters and the running means.
    var kept: [Parameter] { layers.flatMap { $0.parameters + $0.statistics } }
    /// Numbers that training changes.
    var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    private static func stages(_ layers: [any Layer], _ isJoined: (any Layer) -> Bool) -> [Range<Int>] {
        var stages: [Range<Int>] = []
        for index in layers.indices {
            if let last = stages.last, isJoined(layers[index]), isJoined(layers[index - 1]) {
                stages[stages.count - 1] = last.lowerBound..<index + 1
            } else {
                stages.append(index..<index + 1)
            }
        }
        return stages
    }

    /// Memory for batches of up to so many pictures; kept for the next ones.
    private func memory(_ pictures: Int) -> NetworkMemory {
        if let memory, memory.pictures >= pictures { return memory }
        memory = nil
        let made = NetworkMemory(self, pictures: pictures)
        for layer in layers { layer.reserve(pictures: pictures) }
        memory = made
        return made
    }

    /// The forward pass of a training step.
    /// - Parameters:
    ///   - key: names the step for random numbers.
    ///   - load: fills one picture's input; called from the team's threads.
    /// - Returns: a row of logits a picture; meaningless if the team was cancelled meanwhile.
    func forward(_ pictures: Int, key: UInt64, team: Team, load: (Int, UnsafeMutablePointer<Float>) -> Void) -> UnsafePointer<Float> {
        let memory = memory(pictures)
        for layer in layers { layer.prepare(isTraining: true) }
        if layers[0] is any BatchLayer { team.run(pictures: pictures) { load($0.picture, memory.input.pointer + $0.picture * input.count) } }
        for stage in stages where !team.isCancelled() {
            if let layer = layers[stage.lowerBound] as? any BatchLayer {
                layer.forward(memory.before(stage.lowerBound), memory.after(stage.lowerBound), Batch(pictures: pictures, team: team, isTraining: true))
                continue
            }
            team.run(pictures: pictures) { place in
                var place = place
                (place.isTraining, place.key) = (true, key)
                if stage.lowerBound == 0 { load(place.picture, memory.input.pointer + place.picture * input.count) }
                for index in stage {
                    guard let layer = layers[index] as? any PictureLayer else { continue }
                    layer.forward(memory.before(index) + place.picture * layer.input.count,
                                  memory.after(index) + place.picture * layer.output.count, place)
                }
            }
        }
        return UnsafePointer(memory.after(layers.count - 1))
    }

    /// Room for the gradient of the logits, to be filled between `forward` and `backward`.
    func logitGradient(_ pictures: Int) -> UnsafeMutablePointer<Float> { memory(pictures).gradient(after: stages.count - 1) }

    /// The backward pass: afterwards every parameter has its gradient, but those that the optimiser changed on the way.
    /// - Returns: the parameters that still have to be changed.
    func backward(_ pictures: Int, key: UInt64, team: Team, optimiser: Optimiser?) -> [Parameter] {
        let memory = memory(pictures)
        var changed: Set<String> = []
        for (number, stage) in stages.enumerated().reversed() where !team.isCancelled() {
            let dy = memory.gradient(after: number), dx = number > 0 ? memory.gradient(after: number - 1) : nil
            if let layer = layers[stage.lowerBound] as? any BatchLayer {
                let done = layer.backward(memory.before(stage.lowerBound), memory.after(stage.lowerBound), dy, dx,
                                          Batch(pictures: pictures, team: team, isTraining: true), optimiser)
                changed.formUnion(done.map(\.name))
                continue
            }
            team.run(pictures: pictures) { place in
                var place = place
                (place.isTraining, place.key) = (true, key)
                backward(stage, place, dy + place.picture * layers[stage.upperBound - 1].output.count,
                         dx.map { $0 + place.picture * layers[stage.lowerBound].input.count }, memory)
            }
            team.run(stage.count) { index, _ in (layers[stage.lowerBound + index] as? any PictureLayer)?.gatherGradients() }
        }
        return parameters.filter { !changed.contains($0.name) }
    }

    /// One picture back through a run of layers.
    private func backward(_ stage: Range<Int>, _ place: Place, _ dy: UnsafeMutablePointer<Float>, _ dx: UnsafeMutablePointer<Float>?,
                          _ memory: NetworkMemory) {
        var gradient = dy
        let firstMoving = stage.first { !layers[$0].isInPlace } ?? stage.upperBound
        for index in stage.reversed() {
            guard let layer = layers[index] as? any PictureLayer else { continue }
            // Layers in place change the gradient where it lies; of the others the first writes to the stage's end.
            let out = layer.isInPlace ? gradient : index == firstMoving ? dx : memory.scratch(place.thread, besides: gradient)
            layer.backward(memory.before(index) + place.picture * layer.input.count,
                           memory.after(index) + place.picture * layer.output.count, gradient, out, place)
            if let out { gradient = out }
        }
        if let dx, gradient != dx { dx.update(from: gradient, count: layers[stage.lowerBound].input.count) }
    }
}
