// A software rasteriser: outlines in, pixels out, edges smooth. One canvas a thread.
// Why our own: the demo must give the same bytes on every machine and stand on nothing that is not there.

import Frames

/// A picture that is being drawn.
final class Canvas {
    let width: Int
    let height: Int
    /// Row by row; red in the lowest byte, the highest unused.
    let pixels: UnsafeMutablePointer<UInt32>
    /// Local units to pixels.
    var transform = Transform()
    /// The light that falls on all that is drawn; white changes nothing.
    var light = Colour(1, 1, 1)
    private let coverage: Coverage
    private var clip: [UInt8]?

    /// - Precondition: both sides are at least 1.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = .allocate(capacity: width * height)
        pixels.initialize(repeating: 0, count: width * height)
        coverage = Coverage(width: width, height: height)
    }

    deinit { pixels.deallocate() }

    /// Everything in one colour, whatever the light.
    func clear(_ colour: Colour) {
        pixels.update(repeating: colour.packed, count: width * height)
    }

    /// Draws with the present transform and light, and restores them.
    func saved(_ body: () -> Void) {
        let (oldTransform, oldLight) = (transform, light)
        body()
        (transform, light) = (oldTransform, oldLight)
    }

    /// Moves, scales and turns the local units for what `body` draws.
    func at(_ x: Float, _ y: Float, scale: Float = 1, flip: Bool = false, angle: Float = 0, _ body: () -> Void) {
        saved {
            transform.translate(x, y)
            if angle != 0 { transform.rotate(angle) }
            transform.scale(flip ? -scale : scale, scale)
            body()
        }
    }

    /// Draws in full light: lamps, windows at night, the portal.
    func glowing(_ body: () -> Void) {
        saved {
            light = Colour(1, 1, 1)
            body()
        }
    }

    func fill(_ path: Path, _ paint: Paint) {
        path.flatten(transform) { points, _ in coverage.add(points) }
        pour(paint)
    }

    func fill(_ path: Path, _ colour: Colour) { fill(path, .solid(colour)) }

    /// A line of this width (local units) with round ends and joints.
    func stroke(_ path: Path, _ width: Float, _ paint: Paint) {
        let radius = max(width * transform.scale / 2, 0.3)
        path.flatten(transform) { points, closed in
            coverage.addStroke(points, closed: closed, radius: radius)
        }
        pour(paint)
    }

    func stroke(_ path: Path, _ width: Float, _ colour: Colour) { stroke(path, width, .solid(colour)) }

    /// What `body` draws appears only inside `path` (and inside the clips around it).
    func clipped(to path: Path, _ body: () -> Void) {
        let outer = clip
        var inner = [UInt8](repeating: 0, count: width * height)
        path.flatten(transform) { points, _ in coverage.add(points) }
        coverage.sweep { y, x, count, mask in
            for i in 0..<count {
                let at = y * width + x + i
                inner[at] = outer.map { UInt8((UInt32($0[at]) * UInt32(mask[i]) + 127) / 255) } ?? mask[i]
            }
        }
        clip = inner
        body()
        clip = outer
    }

    /// Paints what the coverage holds.
    private func pour(_ paint: Paint) {
        let brush = Brush(paint, transform: transform, light: light)
        coverage.sweep { y, x, count, mask in
            if let clip {
                for i in 0..<count {
                    mask[i] = UInt8((UInt32(mask[i]) * UInt32(clip[y * width + x + i]) + 127) / 255)
                }
            }
            brush.paint(pixels + y * width + x, mask, x: x, y: y, count: count)
        }
    }

    /// The picture as bytes.
    var image: RGBImage {
        let count = width * height
        let bytes = [UInt8](unsafeUninitializedCapacity: count * 3) { out, written in
            for i in 0..<count {
                let pixel = pixels[i]
                out[3 * i] = UInt8(truncatingIfNeeded: pixel)
                out[3 * i + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                out[3 * i + 2] = UInt8(truncatingIfNeeded: pixel >> 16)
            }
            written = count * 3
        }
        return RGBImage(width: width, height: height, pixels: bytes)
    }
}
