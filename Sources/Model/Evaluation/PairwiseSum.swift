// A sum whose last bit is numpy's: half-way cases of a rounding must fall on the same side.

extension Sequence where Element == Double {
    /// The sum by halves, in blocks of 128 with eight running sums, as numpy adds up.
    /// - Source: Higham, The Accuracy of Floating Point Summation, 1993; `numpy.add.reduce`.
    func pairwiseSum() -> Double { sumByHalves(Array(self)[...]) }
}

private func sumByHalves(_ values: ArraySlice<Double>) -> Double {
    let n = values.count, start = values.startIndex
    if n < 8 { return values.reduce(0, +) }
    if n <= 128 {
        var sums = Array(values[start..<start + 8])
        let whole = n - n % 8
        for block in stride(from: 8, to: whole, by: 8) {
            for lane in 0..<8 { sums[lane] += values[start + block + lane] }
        }
        let sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
        return values[(start + whole)...].reduce(sum, +)
    }
    let half = n / 2 - n / 2 % 8
    return sumByHalves(values[start..<start + half]) + sumByHalves(values[(start + half)...])
}
