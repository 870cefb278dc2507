// The architecture of EfficientNet-Lite0.
// Source: Tan and Le, "EfficientNet", ICML 2019, and Google's TPU variant "Lite".

/// One inverted residual: expand (1x1), depthwise (kernel x kernel), project (1x1).
struct BlockShape: Sendable {
    let input: Int, wide: Int, output: Int, kernel: Int, stride: Int

    /// Where input and output have the same shape, the input is added to the output.
    var hasResidual: Bool { stride == 1 && input == output }

    /// The sixteen blocks. The first has the stem (3x3, stride 2) for its expansion, so its input is RGB.
    static let all: [BlockShape] = [
        .init(input: 3, wide: 32, output: 16, kernel: 3, stride: 1),
        .init(input: 16, wide: 96, output: 24, kernel: 3, stride: 2),
        .init(input: 24, wide: 144, output: 24, kernel: 3, stride: 1),
        .init(input: 24, wide: 144, output: 40, kernel: 5, stride: 2),
        .init(input: 40, wide: 240, output: 40, kernel: 5, stride: 1),
        .init(input: 40, wide: 240, output: 80, kernel: 3, stride: 2),
        .init(input: 80, wide: 480, output: 80, kernel: 3, stride: 1),
        .init(input: 80, wide: 480, output: 80, kernel: 3, stride: 1),
        .init(input: 80, wide: 480, output: 112, kernel: 5, stride: 1),
        .init(input: 112, wide: 672, output: 112, kernel: 5, stride: 1),
        .init(input: 112, wide: 672, output: 112, kernel: 5, stride: 1),
        .init(input: 112, wide: 672, output: 192, kernel: 5, stride: 2),
        .init(input: 192, wide: 1152, output: 192, kernel: 5, stride: 1),
        .init(input: 192, wide: 1152, output: 192, kernel: 5, stride: 1),
        .init(input: 192, wide: 1152, output: 192, kernel: 5, stride: 1),
        .init(input: 192, wide: 1152, output: 320, kernel: 3, stride: 1),
    ]

    /// Channels of the last block, which the head's 1x1 convolution takes.
    static let headInput = 320
}

/// TensorFlow's "SAME": the output has ceil(n / stride) places, and an odd pixel of padding comes after.
struct SamePadding {
    let before: Int, total: Int

    init(length: Int, kernel: Int, stride: Int) {
        total = max((samePlaces(length, stride) - 1) * stride + kernel - length, 0)
        before = total / 2
    }
}

func samePlaces(_ length: Int, _ stride: Int) -> Int { (length + stride - 1) / stride }
