// The memory of one forward pass, taken once so that the loop over pictures takes none.

extension Trunk {
    /// Memory for one thread: about 1 MB to 3 MB, by input size.
    public final class Workspace {
        /// The normalised picture with a column and a row of padding, which stay zero.
        let image: AlignedFloats
        /// Input and output of a block, by turns.
        let first: AlignedFloats, second: AlignedFloats
        /// Rows of the wide tensor, [slab][row][pixel][channel].
        let ring: AlignedFloats
        /// Where in a slab of the ring each pixel of the rows to expand lies.
        let places: UnsafeMutablePointer<Int>
        /// The depthwise convolution's output for a strip, [slab][pixel][channel].
        let depthwise: AlignedFloats

        init(_ input: TrunkInput, _ plans: [BlockPlan]) {
            image = AlignedFloats(count: (input.height + 1) * (input.width + 1) * 3)
            let output = plans.map(\.outputLength).max() ?? 0
            first = AlignedFloats(count: output)
            second = AlignedFloats(count: output)
            ring = AlignedFloats(count: plans.map(\.ringLength).max() ?? 0)
            places = .allocate(capacity: plans.map { $0.ring * $0.width }.max() ?? 0)
            depthwise = AlignedFloats(count: plans.map(\.depthwiseLength).max() ?? 0)
        }

        deinit { places.deallocate() }
    }
}
