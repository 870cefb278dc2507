// Rows of numbers, one for a frame: what passes between trunk, features and head.

/// A dense matrix in row-major order: `values[row * columns + column]`.
public struct Matrix: Equatable, Sendable {
    public let rows: Int
    public let columns: Int
    /// `rows * columns` numbers, the first row first.
    public var values: [Float]

    /// - Precondition: `values` has `rows * columns` numbers.
    public init(rows: Int, columns: Int, values: [Float]) {
        precondition(rows >= 0 && columns >= 0 && values.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// Zeros.
    public init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: [Float](repeating: 0, count: rows * columns))
    }

    public subscript(row: Int, column: Int) -> Float {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// One row; its indices are those of `values`.
    public func row(_ index: Int) -> ArraySlice<Float> {
        values[index * columns..<(index + 1) * columns]
    }

    /// The rows named, in that order.
    public func selecting(rows chosen: [Int]) -> Matrix {
        var out: [Float] = []
        out.reserveCapacity(chosen.count * columns)
        for index in chosen { out += row(index) }
        return Matrix(rows: chosen.count, columns: columns, values: out)
    }
}
