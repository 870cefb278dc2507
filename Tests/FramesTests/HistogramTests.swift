import Testing
@testable import Frames

@Suite("Grey, standardised form and histogram")
struct HistogramTests {
    /// A picture with a ramp in each channel.
    static let ramp: RGBImage = {
        var pixels: [UInt8] = []
        for i in 0..<16 * 8 { pixels += [UInt8(i), UInt8(255 - i), UInt8((i * 7) % 256)] }
        return RGBImage(width: 16, height: 8, pixels: pixels)
    }()

    @Test("the standardised form has mean 0 and deviation 1")
    func standardised() {
        let values: [Double] = GreyImage(Self.ramp).standardised.map { Double($0) }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        let deviation = (squares / Double(values.count)).squareRoot()
        #expect(abs(mean) < 1e-6)
        #expect(abs(deviation - 1) < 1e-6)
    }

    @Test("a frame of one colour is all zero, and lies in the 13th bin from -0.5 to 0.5")
    func flat() {
        let grey = GreyImage(RGBImage(width: 5, height: 3, pixels: Array(repeating: 77, count: 45)))
        #expect(grey.deviation == 0)
        #expect(grey.standardised.allSatisfy { $0 == 0 })
        let histogram = Histogram(grey)
        #expect(histogram.edges.first == -0.5 && histogram.edges.last == 0.5)
        #expect(histogram.density.firstIndex { $0 > 0 } == 12)
        #expect(abs(histogram.density[12] - 25) < 1e-9)
    }

    @Test("the area under the density is 1, and the largest value is counted")
    func area() {
        let histogram = Histogram([-2, -1, -1, 0, 0.5, 3])
        var area = 0.0
        for (i, density) in histogram.density.enumerated() { area += density * (histogram.edges[i + 1] - histogram.edges[i]) }
        #expect(abs(area - 1) < 1e-12)
        #expect(histogram.density.last! > 0)
    }

    @Test("numpy's densities for a small example")
    func numpy() {
        // numpy.histogram([0, .1, .2, .3, 1], bins=4, density=True)
        let histogram = Histogram([0, 0.1, 0.2, 0.3, 1], bins: 4)
        #expect(zip(histogram.density, [2.4, 0.8, 0, 0.8]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("the histogram of a frame is that of its standardised levels, to the last bit", arguments: 0..<24)
    func sameBits(_ seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        // From strong to hardly any contrast; sizes that are no whole number of strands or blocks.
        let width = 1 + Int.random(in: 0..<90, using: &generator), height = 2 + Int.random(in: 0..<40, using: &generator)
        let most = [255, 40, 3, 1][seed % 4], base = Int.random(in: 0...255 - most, using: &generator)
        let image = RGBImage(width: width, height: height, pixels: (0..<width * height * 3).map { _ in
            UInt8(base + Int.random(in: 0...most, using: &generator))
        })
        let grey = GreyImage(image)
        let levels = (0..<width * height).map { i -> Double in
            let (r, g, b) = (Double(image.pixels[3 * i]), Double(image.pixels[3 * i + 1]), Double(image.pixels[3 * i + 2]))
            return 0.299 * r + 0.587 * g + 0.114 * b
        }
        #expect(grey.levels == levels)
        #expect(grey.mean == levels.pairwiseSum() / Double(levels.count))
        let squares = levels.map { ($0 - grey.mean) * ($0 - grey.mean) }
        #expect(grey.deviation == (squares.pairwiseSum() / Double(levels.count)).squareRoot())
        for bins in [1, 7, 25, 254, 300] {
            #expect(Histogram(grey, bins: bins) == Histogram(grey.standardised, bins: bins))
            #expect(Histogram(grey, bins: bins).density == Self.densityByEdges(grey.standardised, Histogram(grey, bins: bins).edges))
        }
    }

    /// Values counted between edges, one by one; the last edge belongs to the last bin.
    private static func densityByEdges(_ values: [Double], _ edges: [Double]) -> [Double] {
        let last = edges.count - 2
        return (0...last).map { bin in
            let count = values.count { $0 >= edges[bin] && ($0 < edges[bin + 1] || bin == last) }
            return Double(count) / Double(values.count) / (edges[bin + 1] - edges[bin])
        }
    }
}
