// Which rows look most like one: by cosine, exactly, with one product.

import COpenBLAS

/// Rows with their lengths, so that a product gives cosines. The rows themselves are shared, not copied.
public struct UnitRows: Sendable {
    private let rows: Matrix
    /// 1 / length; 0 for rows of zeros, which are like nothing.
    private let scales: [Float]

    public var count: Int { rows.rows }

    /// Cost: one pass.
    public init(_ matrix: Matrix) {
        rows = matrix
        let p = matrix.columns
        scales = matrix.values.withUnsafeBufferPointer { x in
            (0..<matrix.rows).map { row in
                guard let base = x.baseAddress, p > 0 else { return 0 }
                let length = cblas_snrm2(Int32(p), base + row * p, 1)
                return length > 0 ? 1 / length : 0
            }
        }
    }

    /// The cosine of one row with every row. Cost: rows · columns; 3 ms for 28,800 x 512, as fast as memory is read.
    public func cosines(with row: Int) -> [Float] {
        Linear.prepare()
        var out = [Float](repeating: 0, count: rows.rows)
        guard rows.rows > 0, rows.columns > 0 else { return out }
        let own = Array(rows.row(row))
        cblas_sgemv(CblasRowMajor, CblasNoTrans, Int32(rows.rows), Int32(rows.columns), scales[row], rows.values, Int32(rows.columns),
                    own, 1, 0, &out, 1)
        for i in out.indices { out[i] *= scales[i] }
        return out
    }

    /// The rows most like one, without itself, best first; at equal likeness the earlier one.
    /// - Cost: that of `cosines`, and one pass.
    public func nearest(to row: Int, count: Int) -> [(row: Int, cosine: Float)] {
        let cosines = cosines(with: row)
        return Self.largest(cosines, count, without: row).map { ($0, cosines[$0]) }
    }

    /// Indices of the largest numbers, the largest first. What is below the least of those kept is passed over at once.
    public static func largest(_ numbers: [Float], _ count: Int, without own: Int) -> [Int] {
        guard count > 0 else { return [] }
        var kept: [Int] = []
        var least = -Float.infinity
        // Cut rarely enough to cost nothing, often enough to keep little; a count may be as large as numbers are.
        let room = count < numbers.count ? 2 * count + 64 : Int.max
        func cut() {
            kept.sort { (-numbers[$0], $0) < (-numbers[$1], $1) }
            kept.removeLast(max(0, kept.count - count))
            if kept.count == count { least = numbers[kept[count - 1]] }
        }
        for row in numbers.indices where numbers[row] > least && row != own {
            kept.append(row)
            if kept.count >= room { cut() }
        }
        cut()
        return kept
    }
}
