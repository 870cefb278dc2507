// Rows of length 1: then a product of rows is a cosine.

extension Matrix {
    /// This matrix with every row scaled to length 1; rows of zeros stay so and are like nothing. Cost: one pass.
    public var unitRows: Matrix {
        var out = self
        out.values.withUnsafeMutableBufferPointer { x in
            for row in 0..<rows {
                var squares: Float = 0
                for j in 0..<columns { squares += x[row * columns + j] * x[row * columns + j] }
                let length = squares.squareRoot()
                guard length > 0 else { continue }
                for j in 0..<columns { x[row * columns + j] /= length }
            }
        }
        return out
    }
}
