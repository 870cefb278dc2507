// What each block means at one input size in int8: pixels in groups of four along a row, whose last may have
// pixels beyond the row, and a slab of 48 channels of the wide tensor at a time, which stays in L2.

import CKernels

struct Int8Plan: @unchecked Sendable {
    let shape: BlockShape
    let height: Int, width: Int
    let outHeight: Int, outWidth: Int
    /// Groups of four pixels in a row.
    let rowGroups: Int, outRowGroups: Int
    /// Channels of a slab, and how many slabs make the wide tensor.
    let slab: Int, slabs: Int
    /// Where the groups of a slab lie behind its first; never changed.
    let places: Aligned<rarity_int8_place>
    /// How the depthwise convolution goes over a slab.
    let depthwise: rarity_int8_depthwise_shape

    /// Precondition: an even number of groups in each map, as kernels take two at a time; and where the stride is 2 an
    /// even width, so that padding begins where the kernels expect it. Both hold for every `TrunkInput`.
    init(_ shape: BlockShape, height: Int, width: Int) {
        self.shape = shape
        self.height = height
        self.width = width
        outHeight = samePlaces(height, shape.stride)
        outWidth = samePlaces(width, shape.stride)
        rowGroups = (width + 3) / 4
        outRowGroups = (outWidth + 3) / 4
        slab = shape.wide % 48 == 0 ? 48 : 32
        slabs = shape.wide / slab
        precondition(height * rowGroups % 2 == 0 && outHeight * outRowGroups % 2 == 0 && width % shape.stride == 0)
        // A group of padding before and after each row.
        let group = slab * 4, rowBytes = (rowGroups + 2) * group
        places = Aligned(count: height * rowGroups)
        for y in 0..<height {
            for g in 0..<rowGroups {
                let inside = (0..<4).reduce(UInt32(0)) { 4 * g + $1 < width ? $0 | 0xFF << (8 * UInt32($1)) : $0 }
                places.pointer[y * rowGroups + g] = rarity_int8_place(offset: Int32(y * rowBytes + g * group), inside: inside)
            }
        }
        depthwise = rarity_int8_depthwise_shape(
            kernel: Int32(shape.kernel), stride: Int32(shape.stride), height: height, row_bytes: rowBytes,
            out_height: outHeight, out_groups: outRowGroups,
            pad_top: SamePadding(length: height, kernel: shape.kernel, stride: shape.stride).before,
            channels: slab, out_group_bytes: shape.wide * 4)
    }

    var groups: Int { height * rowGroups }
    var outGroups: Int { outHeight * outRowGroups }
    /// Channels of input and output as they lie in memory.
    var inputChannels: Int { (shape.input + 15) / 16 * 16 }
    var outputChannels: Int { (shape.output + 15) / 16 * 16 }
    var groupBytes: Int { slab * 4 }
    /// With one more row: a row that ends in half a group lets the last outputs read behind it.
    var slabBytes: Int { (height + 1) * depthwise.row_bytes }
    var depthwiseBytes: Int { outGroups * shape.wide * 4 }
    var outputBytes: Int { outGroups * outputChannels * 4 }

    /// The plans of all blocks for pictures of one size.
    static func all(_ input: TrunkInput) -> [Int8Plan] {
        var height = input.height / 2, width = input.width / 2
        return BlockShape.all.map { shape in
            let plan = Int8Plan(shape, height: height, width: width)
            height = plan.outHeight
            width = plan.outWidth
            return plan
        }
    }
}
