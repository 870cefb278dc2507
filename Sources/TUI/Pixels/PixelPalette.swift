// The 255 colours that a picture needs most: boxes of colours are cut where they are widest, weighted by how many pixels
// they have, then each colour moves to the mean of what is nearest to it. The rest is left to error diffusion.

import Frames

struct PixelPalette {
    private(set) var colours: [SIMD3<UInt8>] = []
    /// The nearest of the colours for each of 32x32x32 cells of the cube.
    private var nearest = [UInt8](repeating: 0, count: 1 << 15)
    static let most = 255

    private struct Bin {
        var place: SIMD3<Float>, count: Float
        let cell: Int
    }

    private struct Box {
        var bins: ArraySlice<Bin>
        let axis: Int, worth: Float, mean: SIMD3<Float>

        init(_ bins: ArraySlice<Bin>) {
            self.bins = bins
            var count: Float = 0, sum = SIMD3<Float>(), squares = SIMD3<Float>()
            for bin in bins {
                count += bin.count
                sum += bin.place * bin.count
                squares += bin.place * bin.place * bin.count
            }
            let mean = sum / count, spread = squares - mean * mean * count
            axis = spread.x >= spread.y && spread.x >= spread.z ? 0 : spread.y >= spread.z ? 1 : 2
            worth = bins.count > 1 ? spread[axis] : 0
            self.mean = mean
        }
    }

    init(_ image: RGBImage) {
        var bins = Self.bins(image)
        var boxes = [Box(bins[...])]
        while boxes.count < Self.most, let widest = boxes.indices.max(by: { boxes[$0].worth < boxes[$1].worth }), boxes[widest].worth > 0 {
            let box = boxes[widest], axis = box.axis
            bins[box.bins.indices].sort { $0.place[axis] < $1.place[axis] }
            let cut = bins[box.bins.indices].firstIndex { $0.place[axis] > box.mean[axis] } ?? box.bins.endIndex - 1
            let at = max(box.bins.startIndex + 1, min(box.bins.endIndex - 1, cut))
            boxes[widest] = Box(bins[box.bins.startIndex..<at])
            boxes.append(Box(bins[at..<box.bins.endIndex]))
        }
        var means = boxes.map(\.mean)
        for _ in 0..<2 { Self.improve(&means, bins) }
        colours = means.map { SIMD3<UInt8>($0, rounding: .toNearestOrEven) }
        for bin in bins { nearest[bin.cell] = Self.nearest(bin.place, means) }
        spread(to: bins.map(\.cell))
    }

    /// The index of each pixel's colour; what a colour gets wrong, its neighbours make good.
    /// - Source: Floyd and Steinberg, in serpentines.
    func dithered(_ image: RGBImage) -> [UInt8] {
        let width = image.width
        var out = [UInt8](repeating: 0, count: width * image.height)
        var now = [SIMD4<Int32>](repeating: SIMD4(), count: width + 2), next = now
        for y in 0..<image.height {
            swap(&now, &next)
            for i in next.indices { next[i] = SIMD4() }
            let forth = y % 2 == 0, ahead = forth ? 1 : -1
            for step in 0..<width {
                let x = forth ? step : width - 1 - step, i = (y * width + x) * 3
                let pixel = SIMD4(Int32(image.pixels[i]), Int32(image.pixels[i + 1]), Int32(image.pixels[i + 2]), 0)
                let wanted = (pixel &+ (now[x + 1] &>> 4)).clamped(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255))
                let colour = nearest[Int(wanted.x >> 3) << 10 | Int(wanted.y >> 3) << 5 | Int(wanted.z >> 3)]
                out[y * width + x] = colour
                let given = colours[Int(colour)]
                let error = wanted &- SIMD4(Int32(given.x), Int32(given.y), Int32(given.z), 0)
                now[x + 1 + ahead] &+= error &* 7
                next[x + 1 - ahead] &+= error &* 3
                next[x + 1] &+= error &* 5
                next[x + 1 + ahead] &+= error
            }
        }
        return out
    }

    /// Cells of the cube that the picture has, with the mean of their colours.
    private static func bins(_ image: RGBImage) -> [Bin] {
        var sums = [SIMD4<Int32>](repeating: SIMD4(), count: 1 << 15)
        image.pixels.withUnsafeBufferPointer { p in
            for i in stride(from: 0, to: p.count, by: 3) {
                let (r, g, b) = (Int32(p[i]), Int32(p[i + 1]), Int32(p[i + 2]))
                sums[Int(r >> 3) << 10 | Int(g >> 3) << 5 | Int(b >> 3)] &+= SIMD4(r, g, b, 1)
            }
        }
        return sums.indices.compactMap { cell in
            let sum = sums[cell]
            guard sum.w > 0 else { return nil }
            return Bin(place: SIMD3(Float(sum.x), Float(sum.y), Float(sum.z)) / Float(sum.w), count: Float(sum.w), cell: cell)
        }
    }

    private static func nearest(_ place: SIMD3<Float>, _ colours: [SIMD3<Float>]) -> UInt8 {
        var best = 0, least = Float.infinity
        for (i, colour) in colours.enumerated() {
            let difference = colour - place, distance = (difference * difference).sum()
            if distance < least { (best, least) = (i, distance) }
        }
        return UInt8(best)
    }

    private static func improve(_ colours: inout [SIMD3<Float>], _ bins: [Bin]) {
        var sums = [SIMD4<Float>](repeating: SIMD4(), count: colours.count)
        for bin in bins { sums[Int(nearest(bin.place, colours))] += SIMD4(bin.place * bin.count, bin.count) }
        for (i, sum) in sums.enumerated() where sum.w > 0 { colours[i] = SIMD3(sum.x, sum.y, sum.z) / sum.w }
    }

    /// Cells that the picture lacks, which diffusion may still ask for, take the colour of a neighbour.
    private mutating func spread(to known: [Int]) {
        var isKnown = [Bool](repeating: false, count: 1 << 15)
        for cell in known { isKnown[cell] = true }
        var edge = known
        while !edge.isEmpty {
            var further: [Int] = []
            for cell in edge {
                for (shift, step) in [(10, 1 << 10), (5, 1 << 5), (0, 1)] {
                    let level = cell >> shift & 31
                    for (other, isInside) in [(cell - step, level > 0), (cell + step, level < 31)] where isInside && !isKnown[other] {
                        isKnown[other] = true
                        nearest[other] = nearest[cell]
                        further.append(other)
                    }
                }
            }
            edge = further
        }
    }
}
