// A trained network at work: each thread takes whole pictures as far as they can go alone.

extension Network {
    /// Logits of some pictures, a row each.
    /// - Parameter load: fills one picture's input; called from the team's threads.
    func logits(_ pictures: Int, team: Team, load: (Int, UnsafeMutablePointer<Float>) -> Void) -> [Float] {
        for layer in layers { layer.prepare(isTraining: false) }
        // As far as pictures go alone; what follows works on rows of numbers.
        let alone = layers.prefix { $0 is any PictureInference }
        let largest = max(input.count, alone.map(\.output.count).max() ?? 0)
        let scratch = (0..<team.threads).map { _ in (AlignedFloats(count: largest), AlignedFloats(count: largest)) }
        let width = alone.last?.output.count ?? input.count
        var rows = AlignedFloats(count: pictures * width)
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
            let out = layer.isInPlace ? rows : AlignedFloats(count: pictures * layer.output.count)
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
}
