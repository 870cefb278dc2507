import CKernels
import Testing
@testable import Frames

@Suite("Resize kernels")
struct ResizeKernelTests {
    typealias Size = (width: Int, height: Int)

    /// Sizes that end in part of a vector, one and many taps, and a side that grows.
    static let sizes: [(from: Size, to: Size)] = [
        ((640, 360), (256, 144)), ((640, 360), (320, 180)), ((641, 359), (251, 143)), ((320, 180), (256, 144)), ((33, 17), (9, 5)),
        ((7, 5), (3, 2)), ((40, 30), (1, 1)), ((1000, 700), (37, 3)), ((64, 40), (100, 50)), ((100, 8), (15, 20)),
    ]

    @Test("planes made smaller with AVX2 are the portable ones to the bit", arguments: sizes, [(0, 0), (1, 1), (2, 2), (2, 1)])
    func planes(size: (from: Size, to: Size), shares: (across: Int, down: Int)) throws {
        let colour: Size? = shares.across == 0 ? nil : ((size.from.width + shares.across - 1) / shares.across, (size.from.height + shares.down - 1) / shares.down)
        let sources = [Source(size.from, bytesEach: 1, seed: 1)] + (colour.map { [Source($0, bytesEach: 1, seed: 2), Source($0, bytesEach: 1, seed: 3)] } ?? [])
        try compare(sources, size.to, rarity_resize_planes, rarity_resize_planes_portable)
    }

    @Test("pixels made smaller with AVX2 are the portable ones to the bit", arguments: sizes)
    func pixels(from: Size, to: Size) throws {
        try compare([Source(from, bytesEach: 4, seed: 4)], to, rarity_resize_pixels, rarity_resize_pixels_portable)
    }

    /// Noise, since smooth pictures hide a sample that is taken from beside.
    struct Source {
        let size: Size, bytesEach: Int, samples: [UInt8]

        init(_ size: Size, bytesEach: Int, seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            (self.size, self.bytesEach) = (size, bytesEach)
            samples = (0..<size.width * size.height * bytesEach).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }

        func withPlane(to: Size, _ body: (rarity_plane) -> Void) {
            samples.withUnsafeBufferPointer { samples in
                AreaWeights(extent: Double(size.width), samples: size.width, to: to.width).withArea { across in
                    AreaWeights(extent: Double(size.height), samples: size.height, to: to.height).withArea { down in
                        body(rarity_plane(samples: samples.baseAddress, pitch: size.width * bytesEach, width: size.width, across: across, down: down))
                    }
                }
            }
        }
    }

    typealias Kernel = (UnsafePointer<rarity_plane>?, Int, Int, UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt8>?) -> Void

    private func compare(_ sources: [Source], _ to: Size, _ fast: Kernel, _ portable: Kernel) throws {
        let found = resized(sources, to, fast), expected = resized(sources, to, portable), end = to.width * to.height * 3
        let different = (0..<end).first { found[$0] != expected[$0] }
        #expect(different == nil, "byte \(different ?? 0): \(found[different ?? 0]) for \(expected[different ?? 0])")
        #expect(found[(end + 16)...].allSatisfy { $0 == 0xA5 }, "written beyond the 16 bytes behind the picture")
    }

    /// The picture and 16 bytes, then 64 that nobody may touch.
    private func resized(_ sources: [Source], _ to: Size, _ kernel: Kernel) -> [UInt8] {
        var out = [UInt8](repeating: 0xA5, count: to.width * to.height * 3 + 16 + 64)
        var row = [UInt16](repeating: 0, count: sources.reduce(32) { $0 + $1.size.width * $1.bytesEach + 16 })
        func collect(_ planes: [rarity_plane]) {
            if planes.count < sources.count { return sources[planes.count].withPlane(to: to) { collect(planes + [$0]) } }
            kernel(planes + [rarity_plane(), rarity_plane()], to.width, to.height, &row, &out)
        }
        collect([])
        return out
    }
}
