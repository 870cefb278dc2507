// How much of each pixel an outline covers: exact areas of straight-sided shapes, without sampling.
//
// Every edge adds, where it passes, the change of covered area from one pixel to the next; a running
// sum along the row gives the coverage. Method: Raph Levien, font-rs (2016). Contours of one direction
// unite, of opposite directions cut holes.

/// The accumulation buffer of a canvas; one a thread.
final class Coverage {
    let width: Int
    let height: Int
    private let stride: Int
    /// Changes of coverage, all zero between two shapes. A few columns more than the canvas, so that
    /// blocks of eight can be read to the end of a row.
    private let deltas: UnsafeMutablePointer<Float>
    private let mask: UnsafeMutablePointer<UInt8>
    private var low = Point(.infinity, .infinity)
    private var high = Point(-.infinity, -.infinity)

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        stride = (width + 16) / 8 * 8
        deltas = .allocate(capacity: stride * height)
        deltas.initialize(repeating: 0, count: stride * height)
        mask = .allocate(capacity: stride)
        mask.initialize(repeating: 0, count: stride)
    }

    deinit {
        deltas.deallocate()
        mask.deallocate()
    }

    /// Adds the contour through `points`, closed.
    func add(_ points: [Point]) {
        guard var last = points.last else { return }
        for point in points {
            low = pointwiseMin(low, point)
            high = pointwiseMax(high, point)
            edge(last, point)
            last = point
        }
    }

    /// Calls `row` with y, the first x, the number of pixels and their coverage (0 to 255), for each row
    /// that the outline may touch; then the buffer is empty again.
    func sweep(_ row: (Int, Int, Int, UnsafeMutablePointer<UInt8>) -> Void) {
        defer {
            low = Point(.infinity, .infinity)
            high = Point(-.infinity, -.infinity)
        }
        guard low.x < Float(width), low.y < Float(height), high.x > 0, high.y > 0 else { return wipe() }
        let top = Int(max(low.y, 0)), bottom = Int(min(high.y.rounded(.up), Float(height)))
        let first = Int(max(low.x, 0)) / 8 * 8
        let last = Int(min(high.x.rounded(.up) + 1, Float(width + 1)))
        guard top < bottom, first < last else { return wipe() }
        for y in top..<bottom {
            if sum(deltas + y * stride, from: first, to: last) {
                row(y, first, min(last, width) - first, mask + first)
            }
        }
    }

    /// Shapes beside the canvas leave nothing but changes in its first and last columns.
    private func wipe() {
        guard low.y < Float(height), high.y > 0 else { return }
        let top = Int(max(low.y, 0)), bottom = Int(min(high.y.rounded(.up), Float(height)))
        for y in top..<max(top, bottom) { (deltas + y * stride).update(repeating: 0, count: stride) }
    }

    /// Turns a row of changes into coverage. False where the row is empty.
    private func sum(_ row: UnsafeMutablePointer<Float>, from first: Int, to last: Int) -> Bool {
        var area: Float = 0
        var any = false
        var x = first
        while x < last {
            let block = UnsafeRawPointer(row + x).loadUnaligned(as: SIMD8<Float>.self)
            let out = UnsafeMutableRawPointer(mask + x)
            if block == SIMD8(repeating: 0) {
                // Inside or outside: nothing changes here.
                let value = Self.byte(area)
                any = any || value > 0
                out.storeBytes(of: SIMD8(repeating: value), as: SIMD8<UInt8>.self)
            } else {
                any = true
                UnsafeMutableRawPointer(row + x).storeBytes(of: SIMD8(repeating: 0), as: SIMD8<Float>.self)
                for i in 0..<8 {
                    area += block[i]
                    mask[x + i] = Self.byte(area)
                }
            }
            x += 8
        }
        return any
    }

    @inline(__always)
    private static func byte(_ area: Float) -> UInt8 { UInt8(min(abs(area), 1) * 255 + 0.5) }

    /// Cuts an edge at the left and right border of the canvas: what lies to the left counts in the first
    /// column, what lies to the right nowhere.
    private func edge(_ a: Point, _ b: Point) {
        let right = Float(width)
        if a.y == b.y || max(a.y, b.y) <= 0 || min(a.y, b.y) >= Float(height) || min(a.x, b.x) >= right { return }
        if max(a.x, b.x) <= 0 { return inside(Point(0, a.y), Point(0, b.y)) }
        for border in [0, right] where (a.x < border) != (b.x < border) && a.x != border && b.x != border {
            let middle = Point(border, a.y + (b.y - a.y) * (border - a.x) / (b.x - a.x))
            edge(a, middle)
            edge(middle, b)
            return
        }
        inside(a, b)
    }

    private func inside(_ a: Point, _ b: Point) {
        let sign: Float = a.y < b.y ? 1 : -1
        let (top, bottom) = a.y < b.y ? (a, b) : (b, a)
        let slope = (bottom.x - top.x) / (bottom.y - top.y)
        var x = top.y < 0 ? top.x - top.y * slope : top.x
        let limit = Float(width)
        for y in Int(max(top.y, 0))..<Int(min(bottom.y.rounded(.up), Float(height))) {
            let row = deltas + y * stride
            let dy = min(Float(y + 1), bottom.y) - max(Float(y), top.y)
            let next = x + slope * dy
            cross(row, min(max(x, 0), limit), min(max(next, 0), limit), dy * sign)
            x = next
        }
    }

    /// One row of one edge, from `a` to `b`, that changes the coverage to its right by `d`.
    @inline(__always)
    private func cross(_ row: UnsafeMutablePointer<Float>, _ a: Float, _ b: Float, _ d: Float) {
        let left = min(a, b), right = max(a, b)
        let first = left.rounded(.down), end = right.rounded(.up)
        let i = Int(first), j = Int(end)
        if j <= i + 1 {
            let share = (a + b) / 2 - first
            row[i] += d - d * share
            row[i + 1] += d * share
            return
        }
        let s = 1 / (right - left)
        let f = left - first
        let head = 0.5 * s * (1 - f) * (1 - f)
        let g = right - end + 1
        let tail = 0.5 * s * g * g
        row[i] += d * head
        if j == i + 2 {
            row[i + 1] += d * (1 - head - tail)
        } else {
            let second = s * (1.5 - f)
            row[i + 1] += d * (second - head)
            for k in i + 2..<j - 1 { row[k] += d * s }
            row[j - 1] += d * (1 - (second + Float(j - i - 3) * s) - tail)
        }
        row[j] += d * tail
    }
}
