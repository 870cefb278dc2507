// Which places of the input a convolution's output looks at: once for all the ways of computing it.

/// How the edges are treated.
enum Padding: Sendable {
    /// Only windows that lie in the picture.
    case valid
    /// Zeros around it, so that the output has ceil(length / stride) places, as TensorFlow's "SAME".
    case same
}

/// A square window that moves over a map.
struct ConvolutionShape: Equatable, Sendable {
    let input: MapShape
    let kernel: Int, stride: Int
    /// Rows and columns of zeros before the first.
    let top: Int, left: Int
    /// Places of the output.
    let height: Int, width: Int

    init(_ input: MapShape, kernel: Int, stride: Int, _ padding: Padding) {
        self.input = input
        self.kernel = kernel
        self.stride = stride
        switch padding {
        case .valid:
            (top, left) = (0, 0)
            height = max(0, (input.height - kernel) / stride + 1)
            width = max(0, (input.width - kernel) / stride + 1)
        case .same:
            top = SamePadding(length: input.height, kernel: kernel, stride: stride).before
            left = SamePadding(length: input.width, kernel: kernel, stride: stride).before
            height = samePlaces(input.height, stride)
            width = samePlaces(input.width, stride)
        }
    }

    /// The window's columns that lie in the picture, for an output column, and its rows for an output row.
    @inline(__always)
    func columns(_ x: Int) -> Range<Int> { inside(x * stride - left, input.width) }

    @inline(__always)
    func rows(_ y: Int) -> Range<Int> { inside(y * stride - top, input.height) }

    @inline(__always)
    private func inside(_ start: Int, _ length: Int) -> Range<Int> {
        let first = max(0, -start)
        return first..<max(first, min(kernel, length - start))
    }
}
