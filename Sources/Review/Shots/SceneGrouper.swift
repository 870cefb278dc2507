// Scenes: runs of shots in one place. Shots alternate (a face, the other face, the place), so a shot is
// compared with the last few of its scene, not with the one before only.

/// Numbers scenes from the features of shots.
public struct SceneGrouper: Sendable {
    /// Shots before and after a boundary that are compared.
    var window = 5
    /// The least cosine of two shots of one place.
    var alike: Float

    /// - Parameter alike: the least cosine of two shots that look alike: .45 for colours (`features(_:shots:)`),
    ///   .32 for mean embeddings after the PCA.
    public init(alike: Float = 0.45) { self.alike = alike }

    /// The scene of each shot, from 0, rising. A new one begins where no shot of the last five of the scene
    /// resembles any of the next five.
    /// - Parameter features: one vector a shot, all of one length.
    public func scenes(_ features: [[Float]]) -> [Int] {
        let unit = features.map { row in
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return length > 0 ? row.map { $0 / length } : row
        }
        var scenes: [Int] = [], start = 0
        for k in unit.indices {
            if k > 0 {
                let resembles = (max(start, k - window)..<k).contains { i in
                    (k..<min(unit.count, k + window)).contains { j in
                        zip(unit[i], unit[j]).reduce(0) { $0 + $1.0 * $1.1 } >= alike
                    }
                }
                if !resembles { start = k }
            }
            scenes.append(k == 0 ? 0 : scenes[k - 1] + (start == k ? 1 : 0))
        }
        return scenes
    }

    /// Colours of each shot: the mean of its frames' square-rooted colour histograms, less the mean of all shots.
    /// - Parameter shots: first frame of each, rising from 0.
    public static func features(_ frames: [FrameSignal], shots: [Int]) -> [[Float]] {
        var rows = shots.enumerated().map { index, first in
            let end = index + 1 < shots.count ? shots[index + 1] : frames.count
            var sum = [Float](repeating: 0, count: frames[first].colours.count)
            for frame in frames[first..<end] {
                for (bin, count) in frame.colours.enumerated() where count > 0 {
                    sum[bin] += (Float(count) / Float(SmallPicture.pixelCount)).squareRoot()
                }
            }
            return sum.map { $0 / Float(end - first) }
        }
        guard let width = rows.first?.count, rows.count > 1 else { return rows }
        for bin in 0..<width {
            let mean = rows.reduce(0) { $0 + $1[bin] } / Float(rows.count)
            for i in rows.indices { rows[i][bin] -= mean }
        }
        return rows
    }
}
