// Plain loops over activations, which the compiler turns into vectors.

/// a += b
@inline(__always)
func addTo(_ a: UnsafeMutablePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int) {
    for i in 0..<count { a[i] += b[i] }
}

/// Gradient of ReLU: nothing passes where the output is 0.
@inline(__always)
func maskByReLU(_ dy: UnsafeMutablePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) {
    for i in 0..<count { dy[i] = y[i] > 0 ? dy[i] : 0 }
}

/// rows of `y` += bias, then ReLU if asked.
@inline(__always)
func addBias(_ y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, _ bias: UnsafePointer<Float>?, rectified: Bool) {
    if let bias {
        for row in 0..<rows { addTo(y + row * columns, bias, columns) }
    }
    // Written so that what is no number passes, and is found out in the loss.
    if rectified { for i in 0..<rows * columns { y[i] = y[i] < 0 ? 0 : y[i] } }
}

/// sums += the columns of `dy`.
@inline(__always)
func addColumns(_ sums: UnsafeMutablePointer<Float>, _ dy: UnsafePointer<Float>, rows: Int, columns: Int) {
    for row in 0..<rows { addTo(sums, dy + row * columns, columns) }
}
