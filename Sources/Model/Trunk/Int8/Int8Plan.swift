// What each block means at one input size in int8: pixels in groups of four along a row, whose last may have
// pixels beyond the row, and a slab of 48 channels of the wide tensor at a time, which stays in L2.

import CKernels

/// A map whose pixels lie in groups of four along a row.
struct GroupedMap: Equatable, Sendable {
    let height: Int, width: Int
    /// Groups in a row, and in all.
    var rowGroups: Int { (width + 3) / 4 }
    var groups: Int { height * rowGroups }
    /// Rows of ten pixels are a tile of their own; in tiles of eight a fifth of the work would be for nothing.
    var isInTens: Bool { width == 10 }
    /// Columns of a panel of weights that such a map is multiplied with.
    var panel: Int { isInTens ? 32 : 48 }
    /// Whether tiles come out even.
    var isTiled: Bool { isInTens || groups % 2 == 0 }
}

struct Int8Plan: @unchecked Sendable {
    let shape: BlockShape
    let input: GroupedMap, output: GroupedMap
    /// Channels of a slab, and how many slabs make the wide tensor.
    let slab: Int, slabs: Int
    /// Where the groups of a slab lie behind its first; never changed.
    let places: Aligned<rarity_int8_place>
    /// How the depthwise convolution goes over a slab.
    let depthwise: rarity_int8_depthwise_shape

    /// Precondition: maps that tiles divide, and where the stride is 2 an even width, so that padding begins where
    /// the kernels expect it. Both hold for every `TrunkInput`.
    /// - Parameter input: of the depthwise convolution.
    init(_ shape: BlockShape, _ input: GroupedMap) {
        self.shape = shape
        self.input = input
        output = GroupedMap(height: samePlaces(input.height, shape.stride), width: samePlaces(input.width, shape.stride))
        slab = input.isInTens ? 96 : shape.wide % 48 == 0 ? 48 : 32
        slabs = shape.wide / slab
        precondition(input.isTiled && output.isTiled && input.width % shape.stride == 0 && shape.wide % slab == 0)
        let (height, width, rowGroups) = (input.height, input.width, input.rowGroups)
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
            out_height: output.height, out_groups: output.rowGroups,
            pad_top: SamePadding(length: height, kernel: shape.kernel, stride: shape.stride).before,
            channels: slab, out_group_bytes: shape.wide * 4)
    }

    /// Channels of input and output as they lie in memory.
    var inputChannels: Int { (shape.input + 15) / 16 * 16 }
    var outputChannels: Int { (shape.output + 15) / 16 * 16 }
    var groupBytes: Int { slab * 4 }
    /// With one more row: a row that ends in half a group lets the last outputs read behind it.
    var slabBytes: Int { (input.height + 1) * depthwise.row_bytes }
    var depthwiseBytes: Int { output.groups * shape.wide * 4 }
    var outputBytes: Int { output.groups * outputChannels * 4 }

    /// The plans of all blocks for pictures of one size.
    static func all(_ input: TrunkInput) -> [Int8Plan] {
        var map = GroupedMap(height: input.height / 2, width: input.width / 2)
        return BlockShape.all.map { shape in
            let plan = Int8Plan(shape, map)
            map = plan.output
            return plan
        }
    }
}
