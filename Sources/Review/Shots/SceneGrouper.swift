// Scenes: runs of shots in one place. Shots alternate (a face, the other face, the place), so a shot is
// compared with the last few of its scene, not with the one before only.

/// Numbers scenes from the features of shots.
public struct SceneGrouper: Sendable {
    /// Shots before and after a boundary that are compared.
    var window = 5
    /// The least cosine of two shots of one place.
    var alike: Float

    /// - Parameter alike: .45 for the colours of `features(_:shots:)`; .32 for mean embeddings after the PCA.
    public init(alike: Float = 0.45) { self.alike = alike }

    /// The scene of each shot, from 0, rising. A new one begins where no shot of the last five of the scene
    /// resembles any of the next five.
    /// - Parameter features: one vector a shot, all of one length; `nil` for black, which belongs to the shot
    ///   that it leads to.
    public func scenes(_ features: [[Float]?]) -> [Int] {
        let seen = features.indices.filter { features[$0] != nil }
        let found = scenes(ofSeen: seen.compactMap { features[$0] })
        var scenes = [Int](repeating: 0, count: features.count), scene = found.last ?? 0, next = seen.count
        for shot in features.indices.reversed() {
            if features[shot] != nil {
                next -= 1
                scene = found[next]
            }
            scenes[shot] = scene
        }
        return scenes
    }

    private func scenes(ofSeen features: [[Float]]) -> [Int] {
        let unit = features.map { row in
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return length > 0 ? row.map { $0 / length } : row
        }
        var scenes: [Int] = [], start = 0
        for k in unit.indices {
            let resembles = (max(start, k - window)..<k).contains { i in
                (k..<min(unit.count, k + window)).contains { j in
                    zip(unit[i], unit[j]).reduce(0) { $0 + $1.0 * $1.1 } >= alike
                }
            }
            if !resembles { start = k }
            scenes.append((scenes.last ?? 0) + (k > 0 && start == k ? 1 : 0))
        }
        return scenes
    }

    /// Colours of each shot: the mean of its frames' square-rooted colour histograms, less the mean of all
    /// shots; `nil` for a black one.
    /// - Parameter shots: first frame of each, rising from 0.
    static func features(_ frames: [FrameSignal], shots: [Int]) -> [[Float]?] {
        let rows = shots.enumerated().map { index, first -> [Float]? in
            let end = index + 1 < shots.count ? shots[index + 1] : frames.count
            if frames[first..<end].allSatisfy(\.isBlack) { return nil }
            var sum = [Float](repeating: 0, count: frames[first].colours.count)
            for frame in frames[first..<end] {
                for (bin, count) in frame.colours.enumerated() where count > 0 {
                    sum[bin] += (Float(count) / Float(SmallPicture.pixelCount)).squareRoot()
                }
            }
            return sum.map { $0 / Float(end - first) }
        }
        let seen = rows.compactMap { $0 }
        guard seen.count > 1, let first = seen.first else { return rows }
        let mean = first.indices.map { bin in seen.reduce(0) { $0 + $1[bin] } / Float(seen.count) }
        return rows.map { $0.map { row in zip(row, mean).map(-) } }
    }
}
