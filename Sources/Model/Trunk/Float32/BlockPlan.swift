// What each block of the network means at one input size in float32: sizes, strips, slabs.

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
