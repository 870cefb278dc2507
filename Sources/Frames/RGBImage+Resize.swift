// Area resize: every source pixel counts by the part of it that a target pixel covers. Downwards it
// neither aliases nor blurs; upwards it repeats.

extension RGBImage {
    /// This picture at another size, by area, rounded to the nearest level.
    /// - Source: the `INTER_AREA` of OpenCV, for sizes that shrink.
    public func resized(width newWidth: Int, height newHeight: Int) -> RGBImage {
        if newWidth == width && newHeight == height { return self }
        let across = AreaShares(from: width, to: newWidth)
        let down = AreaShares(from: height, to: newHeight)
        var out = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        var row = [Float](repeating: 0, count: width * 3)
        pixels.withUnsafeBufferPointer { source in
            for y in 0..<newHeight {
                for i in row.indices { row[i] = 0 }
                for k in 0..<down.count {
                    let weight = down.weights[y * down.count + k]
                    if weight == 0 { continue }
                    let start = (down.first[y] + k) * width * 3
                    for i in 0..<width * 3 { row[i] += weight * Float(source[start + i]) }
                }
                for x in 0..<newWidth {
                    var sum = SIMD3<Float>(repeating: 0.5)
                    for k in 0..<across.count {
                        let weight = across.weights[x * across.count + k], i = (across.first[x] + k) * 3
                        sum += weight * SIMD3(row[i], row[i + 1], row[i + 2])
                    }
                    let o = (y * newWidth + x) * 3
                    for c in 0..<3 { out[o + c] = UInt8(min(255, sum[c])) }
                }
            }
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: out)
    }
}

/// For each target pixel the first source pixel and the shares of `count` of them; shares add up to 1.
private struct AreaShares {
    let first: [Int]
    let weights: [Float]
    let count: Int

    init(from source: Int, to target: Int) {
        let step = Double(source) / Double(target)
        count = min(source, Int(step.rounded(.up)) + 1)
        var first: [Int] = [], weights: [Float] = []
        for j in 0..<target {
            let start = Double(j) * step, end = start + step
            let low = min(Int(start + 1e-9), source - count)
            first.append(low)
            for i in low..<low + count {
                let covered = min(end, Double(i + 1)) - max(start, Double(i))
                weights.append(Float(max(0, covered) / step))
            }
        }
        self.first = first
        self.weights = weights
    }
}
