// A trained network at work: each thread takes whole pictures as far as they can go alone.

extension Network {
    /// Logits of some pictures, a row each.
    /// - Parameter load: fills one picture's input; called from the team's threads.
    func logits(_ pictures: Int, team: Team, load: (Int, UnsafeMutablePointer<Float>) -> Void) -> [Float] {
        for layer in layers { layer.prepare(isTraining: false) }
        // As far as pictures go alone; what follows works on rows of numbers.
        let alone = layers.prefix { $0 is any PictureInference }
        let largest = max(input.count, alone.map(\.output.count).max() ?? 0)
        let width = alone.last?.output.count ?? input.count
        let memory = inferenceMemory(rows: pictures * width, scratch: largest, threads: team.threads), scratch = memory.scratch
        var rows = memory.rows
        team.run(pictures: pictures) { place in
            var (x, y) = scratch[place.thread]
            load(place.picture, x.pointer)
            for layer in alone {
                guard let layer = layer as? any PictureInference else { continue }
                layer.forward(x.pointer, layer.isInPlace ? x.pointer : y.pointer, place)
                if !layer.isInPlace { swap(&x, &y) }
            }
            (rows.pointer + place.picture * width).update(from: x.pointer, count: width)
        }
        let batch = Batch(pictures: pictures, team: team, isTraining: false)
        for layer in layers.dropFirst(alone.count) where !team.isCancelled() {
            let out = layer.isInPlace ? rows : Aligned<Float>(count: pictures * layer.output.count)
            if let layer = layer as? any PictureInference {
                team.run(pictures: pictures) { place in
                    layer.forward(rows.pointer + place.picture * layer.input.count, out.pointer + place.picture * layer.output.count, place)
                }
            } else if let layer = layer as? any BatchLayer {
                layer.forward(rows.pointer, out.pointer, batch)
            }
            rows = out
        }
        return Array(UnsafeBufferPointer(start: rows.pointer, count: pictures * classes))
    }

    private func inferenceMemory(rows: Int, scratch: Int, threads: Int) -> InferenceMemory {
        if let kept = inferenceMemory, kept.rows.count >= rows, kept.scratch.count >= threads { return kept }
        let made = InferenceMemory(rows: rows, scratch: scratch, threads: threads)
        inferenceMemory = made
        return made
    }
}

/// What passes between layers: of the batch what goes into its first layer, of each thread two maps.
final class InferenceMemory {
    let rows: Aligned<Float>
    let scratch: [(Aligned<Float>, Aligned<Float>)]

    init(rows: Int, scratch: Int, threads: Int) {
        self.rows = Aligned(count: rows)
        self.scratch = (0..<threads).map { _ in (Aligned(count: scratch), Aligned(count: scratch)) }
    }
}
