// The order in which numbers are added decides their last bit, and with it the bin of a pixel that lies
// exactly on an edge: about one frame in nine has such pixels. So they are added in numpy's order.

extension Sequence<Double> {
    /// The sum, by halves down to blocks of 128, which are added in eight strands.
    /// - Cost: O(count). The error grows with log(count) only.
    /// - Source: `pairwise_sum` of numpy.
    public func pairwiseSum() -> Double {
        Array(self).withUnsafeBufferPointer { pairwise($0[...]) }
    }
}

private func pairwise(_ values: Slice<UnsafeBufferPointer<Double>>) -> Double {
    let count = values.count, start = values.startIndex
    if count < 8 { return values.reduce(0, +) }
    if count > 128 {
        let half = count / 2 / 8 * 8
        return pairwise(values.prefix(half)) + pairwise(values.dropFirst(half))
    }
    var strands = SIMD8<Double>()
    let whole = count / 8 * 8
    for i in stride(from: 0, to: whole, by: 8) {
        for k in 0..<8 { strands[k] += values[start + i + k] }
    }
    let s = strands
    let sum = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]))
    return values.dropFirst(whole).reduce(sum, +)
}
