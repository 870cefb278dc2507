// A convolution of any size and stride as matrix products: the windows of some output rows are copied out as rows
// of a matrix. The plain path, right on every processor; 3x3 windows of many channels have a faster one.

import COpenBLAS

/// Products of one picture's windows with the weights [kernel][kernel][input][output].
struct LoweredConvolution {
    let shape: ConvolutionShape
    let outputs: Int
    /// Output rows that are copied out at once: 256 KB, which stay in the cache.
    let strip: Int

    init(_ shape: ConvolutionShape, outputs: Int) {
        self.shape = shape
        self.outputs = outputs
        let row = max(1, shape.width * shape.kernel * shape.kernel * shape.input.channels)
        strip = max(1, min(shape.height, 65_536 / row))
        Linear.prepare()
    }

    /// Numbers of a window.
    var window: Int { shape.kernel * shape.kernel * shape.input.channels }

    /// Floats of scratch that a thread needs.
    var scratch: Int { isPlain ? 0 : strip * shape.width * window }

    /// A 1x1 window: the picture is the matrix.
    private var isPlain: Bool { shape.kernel == 1 && shape.stride == 1 }

    func forward(_ x: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
                 _ scratch: UnsafeMutablePointer<Float>) {
        forEachStrip { rows, out in
            let windows = lowered(x, rows, scratch)
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows.count * shape.width), Int32(outputs), Int32(window),
                        1, windows, Int32(window), weights, Int32(outputs), 0, y + out, Int32(outputs))
        }
    }

    /// sums += the weights' gradient.
    func addGradient(_ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ sums: UnsafeMutablePointer<Float>,
                     _ scratch: UnsafeMutablePointer<Float>) {
        forEachStrip { rows, out in
            let windows = lowered(x, rows, scratch)
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, Int32(window), Int32(outputs), Int32(rows.count * shape.width),
                        1, windows, Int32(window), dy + out, Int32(outputs), 1, sums, Int32(outputs))
        }
    }

    func backward(_ dy: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ dx: UnsafeMutablePointer<Float>,
                  _ scratch: UnsafeMutablePointer<Float>) {
        if !isPlain { dx.update(repeating: 0, count: shape.input.count) }
        forEachStrip { rows, out in
            let windows = isPlain ? dx + rows.lowerBound * shape.width * window : scratch
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows.count * shape.width), Int32(window), Int32(outputs),
                        1, dy + out, Int32(outputs), weights, Int32(outputs), 0, windows, Int32(window))
            if !isPlain { forEachRun(rows) { picture, run, length in addTo(dx + picture, windows + run, length) } }
        }
    }

    private func forEachStrip(_ body: (_ rows: Range<Int>, _ out: Int) -> Void) {
        for first in stride(from: 0, to: shape.height, by: strip) {
            body(first..<min(first + strip, shape.height), first * shape.width * outputs)
        }
    }

    /// The windows of some output rows, a row each.
    private func lowered(_ x: UnsafePointer<Float>, _ rows: Range<Int>, _ scratch: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
        if isPlain { return x + rows.lowerBound * shape.width * window }
        scratch.update(repeating: 0, count: rows.count * shape.width * window)
        forEachRun(rows) { picture, run, length in (scratch + run).update(from: x + picture, count: length) }
        return UnsafePointer(scratch)
    }

    /// Runs that lie together both in the picture and in the matrix of windows: a row of a window.
    @inline(__always)
    private func forEachRun(_ rows: Range<Int>, _ body: (_ picture: Int, _ run: Int, _ length: Int) -> Void) {
        let channels = shape.input.channels
        for y in rows {
            let inside = shape.rows(y)
            for x in 0..<shape.width {
                let columns = shape.columns(x)
                let start = ((y - rows.lowerBound) * shape.width + x) * window
                for k in inside {
                    let row = y * shape.stride - shape.top + k
                    let column = x * shape.stride - shape.left + columns.lowerBound
                    body((row * shape.input.width + column) * channels, start + (k * shape.kernel + columns.lowerBound) * channels,
                         columns.count * channels)
                }
            }
        }
    }
}
