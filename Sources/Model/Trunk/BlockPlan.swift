// The architecture of EfficientNet-Lite0, and what each of its blocks means at one input size.
// Source: model.md's table; Tan and Le, "EfficientNet", ICML 2019, and Google's TPU variant "Lite".

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

/// Sizes of one block at one input size, and of the memory it works in.
///
/// The wide tensor never exists as a whole: it is made in slabs of 24 channels (the width of a product's
/// panel), and of each slab only the rows that the depthwise kernel needs at once, kept as a ring.
struct BlockPlan: Sendable {
    let shape: BlockShape
    let height: Int, width: Int
    let outHeight: Int, outWidth: Int
    let padTop: Int, padLeft: Int
    /// Width of a row of the ring, in pixels, padding included.
    let paddedWidth: Int
    /// Channels of a slab, and how many slabs make the wide tensor.
    let slab: Int, slabs: Int
    /// Output rows that are made at once, and input rows that this takes.
    let strip: Int, ring: Int
    /// Slabs the ring holds: all where a strip needs rows of the one before, else one, which stays in L1.
    let ringSlabs: Int

    /// - Parameters height, width: of the depthwise convolution's input.
    init(_ shape: BlockShape, height: Int, width: Int) {
        self.shape = shape
        self.height = height
        self.width = width
        outHeight = samePlaces(height, shape.stride)
        outWidth = samePlaces(width, shape.stride)
        padTop = SamePadding(length: height, kernel: shape.kernel, stride: shape.stride).before
        let across = SamePadding(length: width, kernel: shape.kernel, stride: shape.stride)
        padLeft = across.before
        paddedWidth = width + across.total
        slab = shape.wide % 24 == 0 ? 24 : 16
        slabs = shape.wide / slab
        // 128 pixels of a strip keep a slab in L2; small maps are done in one piece.
        let whole = outHeight <= 18 && outWidth <= 20
        strip = whole ? outHeight : min(outHeight, max(1, 128 / outWidth))
        ring = min(height, (strip - 1) * shape.stride + shape.kernel)
        ringSlabs = strip == outHeight ? 1 : slabs
    }

    var rowLength: Int { paddedWidth * slab }
    var ringLength: Int { ringSlabs * ring * rowLength }
    var depthwiseLength: Int { strip * outWidth * shape.wide }
    var outputLength: Int { outHeight * outWidth * shape.output }

    /// The plans of all blocks for pictures of one size (both sides even).
    static func all(_ input: TrunkInput) -> [BlockPlan] {
        var height = input.height / 2, width = input.width / 2
        return BlockShape.all.map { shape in
            let plan = BlockPlan(shape, height: height, width: width)
            height = plan.outHeight
            width = plan.outWidth
            return plan
        }
    }
}
