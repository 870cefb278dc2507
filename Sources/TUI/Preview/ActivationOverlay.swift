// Where the network saw a class, laid over the picture: places that speak for it glow, those that speak against it
// turn blue, what does not matter is dim. Done to the pixels before the fit, so that it works in every colour mode.

import Frames
import Review

/// Mixes an explanation into a picture.
public struct ActivationOverlay: Sendable {
    private let height: Int, width: Int
    /// From -1 to 1.
    private let shares: [Float]

    private static let weak = SIMD3<Float>(255, 190, 60), strong = SIMD3<Float>(255, 70, 30), against = SIMD3<Float>(40, 90, 230)

    public init(_ explanation: Explanation) {
        (height, width) = (explanation.height, explanation.width)
        let most = explanation.values.reduce(0) { max($0, abs($1)) }
        shares = explanation.values.map { most > 0 ? $0 / most : 0 }
    }

    /// The picture with the map over it, of the same size.
    public func shade(_ image: RGBImage) -> RGBImage {
        guard !shares.isEmpty else { return image }
        var out = image
        let across = (0..<image.width).map { Self.place($0, image.width, width) }
        out.pixels.withUnsafeMutableBufferPointer { p in
            for y in 0..<image.height {
                let down = Self.place(y, image.height, height)
                for x in 0..<image.width {
                    let i = (y * image.width + x) * 3
                    let new = Self.mixed(SIMD3(Float(p[i]), Float(p[i + 1]), Float(p[i + 2])), share(down, across[x]))
                    (p[i], p[i + 1], p[i + 2]) = (UInt8(new.x), UInt8(new.y), UInt8(new.z))
                }
            }
        }
        return out
    }

    /// Colours are taken back first, so that the film's own are not mistaken for the map's.
    private static func mixed(_ colour: SIMD3<Float>, _ share: Float) -> SIMD3<Float> {
        let grey = SIMD3<Float>(repeating: (colour * SIMD3(0.299, 0.587, 0.114)).sum())
        let base = (colour + 2 * grey) / 3
        if share < 0 { return base * (0.5 + 0.2 * share) + against * (-0.3 * share) }
        let glow = weak + (strong - weak) * share
        return base * (0.5 + 0.1 * share) + glow * (0.4 * share)
    }

    /// Between the four nearest places, evenly.
    private func share(_ down: Place, _ across: Place) -> Float {
        func row(_ y: Int) -> Float {
            shares[y * width + across.first] * (1 - across.part) + shares[y * width + across.second] * across.part
        }
        return row(down.first) * (1 - down.part) + row(down.second) * down.part
    }

    /// Two neighbouring places of the map and how far a pixel lies from the first to the second.
    private struct Place {
        let first: Int, second: Int, part: Float
    }

    private static func place(_ pixel: Int, _ pixels: Int, _ places: Int) -> Place {
        let at = max(0, min(Float(places - 1), (Float(pixel) + 0.5) * Float(places) / Float(pixels) - 0.5))
        let first = min(places - 1, Int(at))
        return Place(first: first, second: min(places - 1, first + 1), part: at - Float(first))
    }
}
