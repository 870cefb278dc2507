// The order in which numbers are added decides their last bit, and with it the bin of a pixel that lies
// exactly on an edge: about one frame in nine has such pixels. So they are added in numpy's order.

extension Sequence<Double> {
    /// The sum, by halves down to blocks of 128, which are added in eight strands.
    /// - Cost: O(count). The error grows with log(count) only.
    /// - Source: `pairwise_sum` of numpy.
    public func pairwiseSum() -> Double {
        if let sum = withContiguousStorageIfAvailable({ pairwise($0, Identity()) }) { return sum }
        return Array(self).withUnsafeBufferPointer { pairwise($0, Identity()) }
    }
}

extension [Double] {
    /// The same sum of the squared distances from `centre`, without an array of them.
    func pairwiseSquares(from centre: Double) -> Double {
        withUnsafeBufferPointer { pairwise($0, SquaredDistance(centre: SIMD8(repeating: centre))) }
    }
}

/// What is added for each number; eight at a time.
private protocol Term {
    func callAsFunction(_ values: SIMD8<Double>) -> SIMD8<Double>
}

private struct Identity: Term {
    func callAsFunction(_ values: SIMD8<Double>) -> SIMD8<Double> { values }
}

private struct SquaredDistance: Term {
    let centre: SIMD8<Double>

    func callAsFunction(_ values: SIMD8<Double>) -> SIMD8<Double> {
        let distance = values - centre
        return distance * distance
    }
}

private func pairwise(_ values: UnsafeBufferPointer<Double>, _ term: some Term) -> Double {
    let count = values.count
    if count > 128 {
        let half = count / 2 / 8 * 8
        return pairwise(.init(rebasing: values[..<half]), term) + pairwise(.init(rebasing: values[half...]), term)
    }
    let whole = count / 8 * 8, raw = UnsafeRawBufferPointer(values)
    var s = SIMD8<Double>()
    for i in stride(from: 0, to: whole, by: 8) { s += term(raw.loadUnaligned(fromByteOffset: i * 8, as: SIMD8<Double>.self)) }
    var sum = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]))
    for i in whole..<count { sum += term(SIMD8(repeating: values[i]))[0] }
    return sum
}
